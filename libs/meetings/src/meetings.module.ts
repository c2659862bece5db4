import { Module } from '@nestjs/common';
import { CatalogueModule } from '#catalogue';
import { EventsModule } from '#events';
import { AnnounceTimetable } from './announce-timetable.service.js';
import { ApplyTimetable } from './apply-timetable.service.js';
import { BoardReader } from './board.reader.js';
import { CandidatesReader } from './candidates.reader.js';
import { ComputeTimetable } from './compute-timetable.service.js';
import { CopyTimetable } from './copy-timetable.service.js';
import { EditTimetable } from './edit-timetable.service.js';
import { ExportTimetable } from './exports/export-timetable.service.js';
import { PdfPrinter } from './exports/pdf-printer.js';
import { LearnFromMeetings } from './learn-from-meetings.service.js';
import { MarkMeeting } from './mark-meeting.service.js';
import { MyMeetingsReader } from './my-meetings.reader.js';
import { PlanReader } from './plan.reader.js';
import { RecordOutcome } from './record-outcome.service.js';
import { LiveDayReader } from './repair/live-day.reader.js';
import { RepairWaysReader } from './repair/repair-ways.reader.js';
import { TakeRepair } from './repair/take-repair.service.js';
import { RequestTimetable } from './request-timetable.service.js';
import { RunBoard } from './run-board.service.js';
import { SeatRegistration } from './seat-registration.service.js';
import { TellTimetable } from './tell-timetable.service.js';
import { TimetablesReader } from './timetables.reader.js';

const services = [
  AnnounceTimetable,
  ApplyTimetable,
  BoardReader,
  CandidatesReader,
  ComputeTimetable,
  CopyTimetable,
  EditTimetable,
  ExportTimetable,
  LearnFromMeetings,
  LiveDayReader,
  MarkMeeting,
  MyMeetingsReader,
  PdfPrinter,
  PlanReader,
  RecordOutcome,
  RepairWaysReader,
  RequestTimetable,
  RunBoard,
  SeatRegistration,
  TakeRepair,
  TellTimetable,
  TimetablesReader,
];

@Module({ imports: [CatalogueModule, EventsModule], providers: services, exports: services })
export class MeetingsModule {}

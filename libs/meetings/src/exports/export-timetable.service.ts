import { Injectable } from '@nestjs/common';
import type { EventContent, Locale, Timetable } from '#contracts';
import { type Caller, organisationOf } from '#identity';
import { AppError, Clock, Database, found } from '#platform';
import { whoOf } from '../representatives.js';
import { type CalendarMeeting, meetingsCalendar } from './meetings-calendar.js';
import { PdfPrinter } from './pdf-printer.js';
import type { Sheets } from './sheets.js';
import { sheetsXlsx } from './sheets-xlsx.js';
import {
  type ExportedMeeting,
  type ExportedSide,
  type ExportedTimetable,
  othersAt,
  sheetsByParticipant,
  sheetsByTable,
  sheetsForWall,
  sheetsOfOne,
  sidesAt,
} from './timetable-sheets.js';

const layouts = { tables: sheetsByTable, participants: sheetsByParticipant, wall: sheetsForWall };
/** A file for a browser to keep. */
export interface ExportedFile {
  name: string;
  type: string;
  content: Uint8Array;
}
interface Head {
  id: string;
  no: number;
  state: Timetable['state'];
  content: EventContent;
}
type Row = ExportedMeeting & { id: string };

const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Timetables as files. Names of organisations and people leave the house here; contacts are never read. */
@Injectable()
export class ExportTimetable {
  constructor(
    private readonly database: Database,
    private readonly printer: PdfPrinter,
    private readonly clock: Clock,
  ) {}

  /** Errors: `not_found`; `wrong_state` for a version without meetings. */
  async run(
    locale: Locale,
    eventId: string,
    timetableId: string,
    { layout, format }: { layout: keyof typeof layouts; format: 'xlsx' | 'pdf' },
  ): Promise<ExportedFile> {
    const head = await this.head(eventId, 't.id = $2', timetableId);
    const meetings = await this.meetings(head.id);
    if (meetings.length === 0) throw new AppError('wrong_state');
    return this.file(layouts[layout](exported(head, meetings), locale), format);
  }

  /** The own meetings of the announced version. Errors: `not_found` where there are none. */
  async own(
    caller: Caller,
    eventId: string,
    { format, lang = caller.locale }: { format: 'ics' | 'pdf'; lang?: Locale },
  ): Promise<ExportedFile> {
    const organisation = organisationOf(caller);
    const head = await this.head(eventId, `t.state = 'announced'`);
    const registrations = await this.database.query<{ id: string }>(
      'SELECT id FROM registrations WHERE event_id = $1 AND organisation_id = $2',
      [eventId, organisation.id],
    );
    const own = new Set(registrations.map(({ id }) => id));
    const isOwn = ({ registrationId }: ExportedSide) => own.has(registrationId);
    const meetings = (await this.meetings(head.id)).filter((one) => sidesAt(one).some(isOwn));
    if (meetings.length === 0) throw new AppError('not_found');
    if (format === 'pdf') {
      const name = { organisation: organisation.name, registrationIds: own };
      return this.file(sheetsOfOne(exported(head, meetings), lang, name), 'pdf');
    }
    const { title, venue, rounds } = head.content;
    const inCalendar = (row: Row): CalendarMeeting => ({
      id: row.id,
      round: row.round,
      table: row.table,
      startsAt: rounds[row.round - 1]!.startsAt,
      minutes: rounds[row.round - 1]!.minutes,
      name: othersAt(row, isOwn)
        .map(({ organisation: other }) => other)
        .join(' + '),
      representative: sidesAt(row).find(isOwn)!.representative,
      topics: row.topics,
    });
    const dropped = await this.dropped(head.id, eventId, [...own]);
    const calendar = meetingsCalendar(
      {
        title,
        venue,
        no: head.no,
        meetings: meetings.map(inCalendar),
        dropped: dropped.filter(({ round }) => round <= rounds.length).map(inCalendar),
      },
      lang,
      this.clock.now(),
    );
    return { name: `${title}.ics`, type: 'text/calendar; charset=utf-8', content: Buffer.from(calendar) };
  }

  private async file(sheets: Sheets, format: 'xlsx' | 'pdf'): Promise<ExportedFile> {
    return {
      name: `${sheets.fileName}.${format}`,
      type: format === 'pdf' ? PDF : XLSX,
      content: format === 'pdf' ? await this.printer.print(sheets) : await sheetsXlsx(sheets),
    };
  }

  private async head(eventId: string, which: string, ...values: string[]): Promise<Head> {
    const [head] = await this.database.query<Head>(
      `SELECT t.id, t.no, t.state, e.content FROM timetables t JOIN events e ON e.id = t.event_id
        WHERE t.event_id = $1 AND ${which}`,
      [eventId, ...values],
    );
    return found(head);
  }

  private meetings(timetableId: string): Promise<Row[]> {
    return this.database.query<Row>(
      `${rows} WHERE m.timetable_id = $1 AND m.state NOT IN ('moved', 'cancelled') ORDER BY m.round, m.table_no`,
      [timetableId],
    );
  }

  /** Meetings of an earlier announced version whose two parties do not meet any more. */
  private dropped(announced: string, eventId: string, own: string[]): Promise<Row[]> {
    return this.database.query<Row>(
      `${rows} JOIN timetables t ON t.id = m.timetable_id
        WHERE t.event_id = $2 AND t.state = 'superseded' AND (m.a_id = ANY($3::uuid[]) OR m.b_id = ANY($3::uuid[]) OR m.third_id = ANY($3::uuid[]))
          AND NOT EXISTS (SELECT 1 FROM meetings n WHERE n.timetable_id = $1 AND n.a_id = m.a_id AND n.b_id = m.b_id
                 AND (n.third_id = m.third_id OR m.a_id = ANY($3::uuid[]) OR m.b_id = ANY($3::uuid[]))
                 AND n.state NOT IN ('moved', 'cancelled'))
        ORDER BY m.round`,
      [announced, eventId, own],
    );
  }
}

const side = (of: 'a' | 'b' | 't', no: string) =>
  `jsonb_build_object('registrationId', r${of}.id, 'organisation', o${of}.name, 'person', p${of}.name,
    'representative', ${whoOf(`r${of}`, `m.${no}`)})`;
const rows = `SELECT m.id, m.round, m.table_no AS "table", ${side('a', 'representative_a')} AS a,
    ${side('b', 'representative_b')} AS b,
    CASE WHEN rt.id IS NOT NULL THEN ${side('t', 'representative_third')} END AS third,
    ARRAY(SELECT l.published->>'title' FROM listings l WHERE l.id IN (m.technology_id, m.need_id)
           AND l.published IS NOT NULL ORDER BY l.kind DESC) AS topics
  FROM meetings m
  JOIN registrations ra ON ra.id = m.a_id JOIN organisations oa ON oa.id = ra.organisation_id
  JOIN people pa ON pa.id = ra.person_id
  JOIN registrations rb ON rb.id = m.b_id JOIN organisations ob ON ob.id = rb.organisation_id
  JOIN people pb ON pb.id = rb.person_id
  LEFT JOIN registrations rt ON rt.id = m.third_id LEFT JOIN organisations ot ON ot.id = rt.organisation_id
  LEFT JOIN people pt ON pt.id = rt.person_id`;

const exported = ({ no, state, content }: Head, meetings: ExportedMeeting[]): ExportedTimetable => ({
  eventTitle: content.title,
  venue: content.venue,
  no,
  state,
  rounds: content.rounds,
  tableFeatures: content.tableFeatures ?? {},
  meetings,
});

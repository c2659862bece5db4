import { Controller } from '@nestjs/common';
import {
  announceTimetable,
  compareTimetables,
  computeTimetable,
  type InputOf,
  listTimetables,
  readTimetable,
  stopTimetable,
} from '#contracts';
import type { Caller } from '#identity';
import { AnnounceTimetable, RequestTimetable, TimetablesReader } from '#meetings';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class TimetableController {
  constructor(
    private readonly request: RequestTimetable,
    private readonly announcing: AnnounceTimetable,
    private readonly reader: TimetablesReader,
  ) {}

  @Endpoint(computeTimetable)
  async compute(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof computeTimetable>) {
    const id = await this.request.run(caller, params.id, body);
    return this.reader.one(params.id, id, caller.locale);
  }

  @Endpoint(stopTimetable)
  async stop(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof stopTimetable>) {
    await this.request.stop(caller, params.id, params.timetable, body.keep);
    return this.reader.one(params.id, params.timetable, caller.locale);
  }

  @Endpoint(listTimetables)
  async list(@Calling() caller: Caller, @Input() { params }: InputOf<typeof listTimetables>) {
    return { timetables: await this.reader.list(params.id, caller.locale) };
  }

  @Endpoint(readTimetable)
  detail(@Calling() caller: Caller, @Input() { params }: InputOf<typeof readTimetable>) {
    return this.reader.detail(params.id, params.timetable, caller.locale);
  }

  @Endpoint(compareTimetables)
  compare(@Input() { params, query }: InputOf<typeof compareTimetables>) {
    return this.reader.diff(params.id, params.timetable, query.against ?? null);
  }

  @Endpoint(announceTimetable)
  async announce(@Calling() caller: Caller, @Input() { params }: InputOf<typeof announceTimetable>) {
    await this.announcing.run(caller, params.id, params.timetable);
    return this.reader.one(params.id, params.timetable, caller.locale);
  }
}

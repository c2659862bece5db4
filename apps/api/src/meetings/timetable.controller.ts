import { Controller } from '@nestjs/common';
import {
  announceTimetable,
  computeTimetable,
  copyTimetable,
  discardTimetable,
  editTimetable,
  type InputOf,
  listMoveOptions,
  listTimetables,
  readTimetable,
} from '#contracts';
import type { Caller } from '#identity';
import {
  AnnounceTimetable,
  CopyTimetable,
  EditTimetable,
  RequestTimetable,
  TimetablesReader,
} from '#meetings';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class TimetableController {
  constructor(
    private readonly request: RequestTimetable,
    private readonly announcing: AnnounceTimetable,
    private readonly editing: EditTimetable,
    private readonly copying: CopyTimetable,
    private readonly reader: TimetablesReader,
  ) {}

  @Endpoint(computeTimetable)
  async compute(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof computeTimetable>) {
    const id = await this.request.run(caller, params.id, body.seed);
    return this.reader.one(params.id, id, caller.locale);
  }

  @Endpoint(listTimetables)
  async list(@Calling() caller: Caller, @Input() { params }: InputOf<typeof listTimetables>) {
    return { timetables: await this.reader.list(params.id, caller.locale) };
  }

  @Endpoint(readTimetable)
  detail(@Calling() caller: Caller, @Input() { params }: InputOf<typeof readTimetable>) {
    return this.reader.detail(params.id, params.timetable, caller.locale);
  }

  @Endpoint(announceTimetable)
  async announce(@Calling() caller: Caller, @Input() { params }: InputOf<typeof announceTimetable>) {
    await this.announcing.run(caller, params.id, params.timetable);
    return this.reader.one(params.id, params.timetable, caller.locale);
  }

  @Endpoint(listMoveOptions)
  options(@Input() { params, query }: InputOf<typeof listMoveOptions>) {
    return this.reader.options(params.id, params.timetable, query);
  }

  @Endpoint(editTimetable)
  async edit(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof editTimetable>) {
    await this.editing.run(caller, params.id, params.timetable, body);
    return this.reader.detail(params.id, params.timetable, caller.locale);
  }

  @Endpoint(copyTimetable)
  async copy(@Calling() caller: Caller, @Input() { params }: InputOf<typeof copyTimetable>) {
    const id = await this.copying.run(caller, params.id, params.timetable);
    return this.reader.one(params.id, id, caller.locale);
  }

  @Endpoint(discardTimetable)
  async discard(@Calling() caller: Caller, @Input() { params }: InputOf<typeof discardTimetable>) {
    await this.copying.discard(caller, params.id, params.timetable);
    return this.reader.one(params.id, params.timetable, caller.locale);
  }
}

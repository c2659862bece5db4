import { Controller } from '@nestjs/common';
import {
  applyTimetable,
  copyTimetable,
  discardTimetable,
  editTimetable,
  type InputOf,
  listGuests,
  listMoveOptions,
} from '#contracts';
import type { Caller } from '#identity';
import { ApplyTimetable, CopyTimetable, EditTimetable, TimetablesReader } from '#meetings';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class TimetableDraftController {
  constructor(
    private readonly editing: EditTimetable,
    private readonly copying: CopyTimetable,
    private readonly applying: ApplyTimetable,
    private readonly reader: TimetablesReader,
  ) {}

  @Endpoint(listGuests)
  guests(@Calling() caller: Caller, @Input() { params, query }: InputOf<typeof listGuests>) {
    return this.reader.guests(caller.locale, params.id, params.timetable, query.meeting);
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

  @Endpoint(applyTimetable)
  async apply(@Calling() caller: Caller, @Input() { params }: InputOf<typeof applyTimetable>) {
    const id = await this.applying.run(caller, params.id, params.timetable);
    return this.reader.detail(params.id, id, caller.locale);
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

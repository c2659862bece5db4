import { Controller, Header, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import { exportMyMeetings, exportTimetable, type InputOf } from '#contracts';
import type { Caller } from '#identity';
import { type ExportedFile, ExportTimetable } from '#meetings';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class TimetableExportController {
  constructor(private readonly exporting: ExportTimetable) {}

  @Endpoint(exportTimetable)
  @Header('Cache-Control', 'no-store')
  async timetable(
    @Calling() caller: Caller,
    @Input() { params, query }: InputOf<typeof exportTimetable>,
    @Res({ passthrough: true }) response: Response,
  ) {
    return sent(response, await this.exporting.run(caller.locale, params.id, params.timetable, query));
  }

  @Endpoint(exportMyMeetings)
  @Header('Cache-Control', 'no-store')
  async mine(
    @Calling() caller: Caller,
    @Input() { params, query }: InputOf<typeof exportMyMeetings>,
    @Res({ passthrough: true }) response: Response,
  ) {
    return sent(response, await this.exporting.own(caller, params.id, query));
  }
}

function sent(response: Response, { name, type, content }: ExportedFile): StreamableFile {
  response.attachment(name.replaceAll(/[\\/:*?"<>|]/g, '-'));
  return new StreamableFile(content, { type });
}

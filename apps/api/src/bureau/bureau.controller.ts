import { Controller } from '@nestjs/common';
import { AuditReader, TallyReader } from '#bureau';
import { type InputOf, listAudit, listTallyRows, readTally } from '#contracts';
import type { Caller } from '#identity';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class BureauController {
  constructor(
    private readonly tallies: TallyReader,
    private readonly audit: AuditReader,
  ) {}

  @Endpoint(readTally)
  tally(@Calling() caller: Caller, @Input() { query }: InputOf<typeof readTally>) {
    return this.tallies.tally(caller.rows, query);
  }

  @Endpoint(listTallyRows)
  rows(@Calling() caller: Caller, @Input() { query }: InputOf<typeof listTallyRows>) {
    return this.tallies.rows(caller.rows, query, caller.locale);
  }

  @Endpoint(listAudit)
  list(@Calling() caller: Caller, @Input() { query }: InputOf<typeof listAudit>) {
    return this.audit.list(caller.rows, query);
  }
}

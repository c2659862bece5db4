import { Controller } from '@nestjs/common';
import { MatchesReader, RateMatch } from '#catalogue';
import { type InputOf, listMatches, rateMatch } from '#contracts';
import type { Caller } from '#identity';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class MatchController {
  constructor(
    private readonly reader: MatchesReader,
    private readonly rate: RateMatch,
  ) {}

  @Endpoint(listMatches)
  list(@Calling() caller: Caller, @Input() { params, query }: InputOf<typeof listMatches>) {
    return this.reader.list(caller, params.id, query.top);
  }

  @Endpoint(rateMatch)
  async put(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof rateMatch>) {
    await this.rate.run(caller, params.id, params.other, body.level);
    return { ok: true };
  }
}

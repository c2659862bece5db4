import { Controller } from '@nestjs/common';
import { MatchesReader, RateMatch, Theses } from '#catalogue';
import { type InputOf, listThesisMatches, rateThesisMatch, readThesis, saveThesis } from '#contracts';
import type { Caller } from '#identity';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class ThesisController {
  constructor(
    private readonly theses: Theses,
    private readonly matches: MatchesReader,
    private readonly rate: RateMatch,
  ) {}

  @Endpoint(readThesis)
  read(@Calling() caller: Caller) {
    return this.theses.read(caller);
  }

  @Endpoint(saveThesis)
  save(@Calling() caller: Caller, @Input() { body }: InputOf<typeof saveThesis>) {
    return this.theses.save(caller, body);
  }

  @Endpoint(listThesisMatches)
  list(@Calling() caller: Caller, @Input() { query }: InputOf<typeof listThesisMatches>) {
    return this.matches.forThesis(caller, query);
  }

  @Endpoint(rateThesisMatch)
  async wish(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof rateThesisMatch>) {
    await this.rate.thesisWish(caller, params.id, body);
    return { ok: true };
  }
}

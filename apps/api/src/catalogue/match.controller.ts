import { Controller } from '@nestjs/common';
import {
  CoverageReader,
  DiagnoseNeed,
  MatchesReader,
  MatchModels,
  PairExplainer,
  RateMatch,
} from '#catalogue';
import {
  activateMatchModel,
  diagnoseNeed,
  explainPair,
  gradeMatch,
  type InputOf,
  listCoverageRows,
  listMatches,
  listMatchFeedback,
  listMatchModels,
  rateMatch,
  readCoverage,
  refitMatchModel,
} from '#contracts';
import { CounterpartsReader } from '#events';
import { type Caller, demand } from '#identity';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class MatchController {
  constructor(
    private readonly reader: MatchesReader,
    private readonly rate: RateMatch,
    private readonly models: MatchModels,
    private readonly coverage: CoverageReader,
    private readonly counterparts: CounterpartsReader,
    private readonly diagnose: DiagnoseNeed,
    private readonly pairs: PairExplainer,
  ) {}

  @Endpoint(listMatches)
  list(@Calling() caller: Caller, @Input() { params, query }: InputOf<typeof listMatches>) {
    return this.reader.list(caller, params.id, query);
  }

  @Endpoint(explainPair)
  why(@Calling() caller: Caller, @Input() { params }: InputOf<typeof explainPair>) {
    return this.pairs.explain(caller, params);
  }

  @Endpoint(rateMatch)
  async wish(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof rateMatch>) {
    await this.rate.wish(caller, params.id, params.other, body);
    return { ok: true };
  }

  @Endpoint(gradeMatch)
  async grade(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof gradeMatch>) {
    await this.rate.grade(caller, params.id, params.other, body.level);
    return { ok: true };
  }

  @Endpoint(listMatchFeedback)
  feedback(@Calling() caller: Caller, @Input() { query }: InputOf<typeof listMatchFeedback>) {
    return this.models.feedback(caller, query);
  }

  @Endpoint(listMatchModels)
  versions() {
    return this.models.list();
  }

  @Endpoint(refitMatchModel)
  async refit(@Calling() caller: Caller) {
    await this.models.askForRefit(caller);
    return { ok: true };
  }

  @Endpoint(activateMatchModel)
  async activate(@Calling() caller: Caller, @Input() { params }: InputOf<typeof activateMatchModel>) {
    await this.models.activate(caller, params.id);
    return { ok: true };
  }

  @Endpoint(readCoverage)
  async summary(@Calling() caller: Caller, @Input() { query }: InputOf<typeof readCoverage>) {
    return this.coverage.summary(caller.rows, await this.listingsAt(caller, query.event));
  }

  @Endpoint(listCoverageRows)
  async rows(@Calling() caller: Caller, @Input() { query }: InputOf<typeof listCoverageRows>) {
    return this.coverage.rows(caller.rows, await this.listingsAt(caller, query.event), query);
  }

  @Endpoint(diagnoseNeed)
  clarity(@Calling() caller: Caller, @Input() { body }: InputOf<typeof diagnoseNeed>) {
    return this.diagnose.run(caller, body);
  }

  /** What comes to an event, for those who manage it; null for the whole catalogue, for brokers. */
  private async listingsAt(caller: Caller, eventId: string | undefined): Promise<string[] | null> {
    if (!eventId) {
      demand(caller.actor, 'match.steer');
      return null;
    }
    demand(caller.actor, 'event.manage', { eventId });
    const attendees = await this.counterparts.attendees(eventId);
    return [...new Set(attendees.flatMap((attendee) => attendee.listing_ids))];
  }
}

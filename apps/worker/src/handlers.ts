import { Injectable } from '@nestjs/common';
import { ComputeMatchLists, ExpireListings, RateMatch, RefitMatches } from '#catalogue';
import { domainEvents, type DomainEventName, type DomainEventPayload } from '#contracts';
import { ExpireIntents, matterOutcome } from '#intents';
import { ComputeTimetable } from '#meetings';
import { type AuditActor, Clock, type Transaction } from '#platform';

type Handler<N extends DomainEventName> = (payload: DomainEventPayload<N>, tx: Transaction) => Promise<void>;
type Handlers = { [N in DomainEventName]: Handler<N> | null };

/** What the worker does on each domain event, and on a timer. A new event does not compile without an entry here. */
@Injectable()
export class JobHandlers {
  /** `null` says that nobody listens yet. */
  private readonly onEvent: Handlers;
  private readonly onTimer: Record<string, () => Promise<unknown>>;

  constructor(
    lists: ComputeMatchLists,
    private readonly ratings: RateMatch,
    refit: RefitMatches,
    timetable: ComputeTimetable,
    listings: ExpireListings,
    intents: ExpireIntents,
    clock: Clock,
  ) {
    this.onEvent = {
      'organisation.decided': null,
      'listing.changed': ({ listingId }) => lists.forListing(listingId),
      'match-lists.touched': async ({ listingId }) => void (await lists.forNeighbours(listingId)),
      'match.rated': ({ feedbackId }, tx) => refit.afterRating(tx, feedbackId),
      'match-model.asked': async ({ personId }, tx) =>
        void (await refit.run(await nameOf(tx, personId), { train: true })),
      'match-model.activated': ({ modelId }, tx) => refit.recompute(tx, modelId),
      'thesis.changed': ({ organisationId }) => lists.forThesis(organisationId),
      'catalogue.imported': async () => void (await lists.forAll()),
      'event.changed': null,
      'registration.changed': null,
      'timetable.requested': ({ eventId, timetableId }, tx) => timetable.run(tx, eventId, timetableId),
      'timetable.announced': null,
      'board.changed': null,
      'intent.changed': ({ intentId }, tx) => this.learnFromIntent(tx, intentId),
    };
    this.onTimer = {
      'listings.expire': () => listings.run(),
      'match-lists.renew': () => lists.renew(),
      'match-model.renew': () => refit.renew(),
      'intents.expire': () => intents.run(clock.now()),
    };
    const unhandled = Object.keys(domainEvents).filter((name) => !(name in this.onEvent));
    if (unhandled.length > 0) {
      throw new Error(
        `No handler for the domain event ${unhandled.join(', ')}: add it to apps/worker/src/handlers.ts.`,
      );
    }
  }

  private async learnFromIntent(tx: Transaction, intentId: string): Promise<void> {
    const matter = await matterOutcome(tx, intentId);
    if (!matter) return;
    const { code, outcome, ...pair } = matter;
    await this.ratings.outcome(tx, { id: intentId, label: code }, pair, outcome);
  }

  get timers(): string[] {
    return Object.keys(this.onTimer);
  }

  hears(name: DomainEventName): boolean {
    return this.onEvent[name] !== null;
  }

  /** Handles one event. Throws for a payload that its schema refuses. */
  async handle(name: DomainEventName, payload: unknown, tx: Transaction): Promise<void> {
    const handler: ((payload: never, tx: Transaction) => Promise<void>) | null = this.onEvent[name];
    await handler?.(domainEvents[name].parse(payload) as never, tx);
  }

  async tick(timer: string): Promise<void> {
    const run = this.onTimer[timer];
    if (!run) throw new Error(`No handler for the timer ${timer}.`);
    await run();
  }
}

/** Who asked, for the audit. */
async function nameOf(tx: Transaction, personId: string): Promise<AuditActor> {
  const [person] = await tx.query<{ name: string }>('SELECT name FROM people WHERE id = $1', [personId]);
  return { personId, label: person?.name ?? personId };
}

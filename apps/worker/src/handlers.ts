import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  ComputeMatchLists,
  ExpireListings,
  ListingVectors,
  OperateSearch,
  RateMatch,
  RefitMatches,
  SharedIndex,
  TellNewHits,
} from '#catalogue';
import { domainEvents, type DomainEventName, type DomainEventPayload } from '#contracts';
import { LearnFromWish } from '#events';
import { ExpireIntents, matterOutcome } from '#intents';
import { ComputeTimetable, LearnFromMeetings, TellTimetable } from '#meetings';
import { type AuditActor, Clock, Mails, type Transaction } from '#platform';

type Handler<N extends DomainEventName> = (payload: DomainEventPayload<N>, tx: Transaction) => Promise<void>;
type Handlers = { [N in DomainEventName]: Handler<N> | null };

/** What the worker does on each domain event, and on a timer. A new event does not compile without an entry here. */
@Injectable()
export class JobHandlers implements OnApplicationBootstrap {
  /** `null` says that nobody listens yet. */
  private readonly onEvent: Handlers;
  /** Who else hears an event: each in a job of its own, so that none waits for another. */
  private readonly alsoOnEvent: { [N in DomainEventName]?: Record<string, Handler<N>> };
  private readonly onTimer: Record<string, () => Promise<unknown>>;

  constructor(
    lists: ComputeMatchLists,
    private readonly vectors: ListingVectors,
    private readonly ratings: RateMatch,
    refit: RefitMatches,
    wishes: LearnFromWish,
    meetings: LearnFromMeetings,
    timetable: ComputeTimetable,
    tell: TellTimetable,
    listings: ExpireListings,
    private readonly shared: SharedIndex,
    operate: OperateSearch,
    newHits: TellNewHits,
    mails: Mails,
    intents: ExpireIntents,
    clock: Clock,
  ) {
    this.onEvent = {
      'organisation.decided': null,
      // The list is there at once; vectors, if any are wanted, follow and change it.
      'listing.changed': async ({ listingId }) => {
        await lists.forListing(listingId);
        vectors.wake();
      },
      'match-lists.touched': async ({ listingId }) => void (await lists.forNeighbours(listingId)),
      'match.rated': ({ feedbackId }, tx) => refit.afterRating(tx, feedbackId),
      'match-model.asked': async ({ personId }, tx) =>
        void (await refit.run(await nameOf(tx, personId), { train: true })),
      'match-model.activated': ({ modelId }, tx) => refit.recompute(tx, modelId),
      'synonyms.changed': async () => void (await lists.forAll()),
      'thesis.changed': ({ organisationId }) => lists.forThesis(organisationId),
      'catalogue.imported': async () => {
        await lists.forAll();
        vectors.wake();
      },
      'event.changed': null,
      'wish.changed': (wish, tx) => wishes.run(tx, wish),
      'registration.changed': null,
      'timetable.requested': ({ eventId, timetableId }, tx) => timetable.run(tx, eventId, timetableId),
      'timetable.announced': async ({ eventId, timetableId }, tx) =>
        void (await tell.run(tx, eventId, timetableId)),
      'mail.written': ({ mailId }) => mails.send(mailId),
      'meeting.judged': (meeting, tx) => meetings.run(tx, meeting),
      // A round that ends says who was missed.
      'board.changed': (event, tx) => meetings.run(tx, event),
      'intent.changed': ({ intentId }, tx) => this.learnFromIntent(tx, intentId),
      // It may take minutes; what becomes of it stands in the state of the index.
      'search-index.asked': async ({ task }) =>
        void (task === 'rebuild' ? shared.rebuild() : shared.reconcile()),
    };
    this.alsoOnEvent = {
      'listing.changed': {
        'search-index': ({ listingId }) => shared.refresh([listingId]),
        'saved-searches': async () => newHits.soon(),
      },
      'catalogue.imported': {
        'search-index': () => shared.reconcile(),
        'saved-searches': async () => newHits.soon(),
      },
      'synonyms.changed': { 'search-index': () => shared.takeSynonyms() },
    };
    this.onTimer = {
      'listings.expire': () => listings.run(),
      'saved-searches.tell': () => newHits.run(),
      'search-index.reconcile': () => operate.nightly(),
      'listing-vectors.fill': async () => vectors.wake(),
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

  /** What was missed while no worker ran, and what a service that was named since lacks. */
  onApplicationBootstrap(): void {
    void this.shared.start();
    this.vectors.wake();
  }

  private async learnFromIntent(tx: Transaction, intentId: string): Promise<void> {
    const matter = await matterOutcome(tx, intentId);
    if (!matter) return;
    const { code, outcome, ...pair } = matter;
    await this.ratings.note(tx, { id: intentId, label: code }, { source: 'intent', ...pair, value: outcome });
  }

  get timers(): string[] {
    return Object.keys(this.onTimer);
  }

  hears(name: DomainEventName): boolean {
    return this.onEvent[name] !== null;
  }

  /** The names of those who hear an event beside its main handler. */
  besides(name: DomainEventName): string[] {
    return Object.keys(this.alsoOnEvent[name] ?? {});
  }

  /** Handles one event, or lets one of those beside do so. Throws for a payload that its schema refuses. */
  async handle(
    name: DomainEventName,
    beside: string | null,
    payload: unknown,
    tx: Transaction,
  ): Promise<void> {
    const handler = (beside === null ? this.onEvent[name] : this.alsoOnEvent[name]?.[beside]) as
      ((payload: never, tx: Transaction) => Promise<void>) | null | undefined;
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

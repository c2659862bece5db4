import { Injectable } from '@nestjs/common';
import { ComputeMatchLists, ExpireListings } from '#catalogue';
import { domainEvents, type DomainEventName, type DomainEventPayload } from '#contracts';
import { ExpireIntents } from '#intents';
import { ComputeTimetable } from '#meetings';
import { Clock, type Transaction } from '#platform';

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
    timetable: ComputeTimetable,
    listings: ExpireListings,
    intents: ExpireIntents,
    clock: Clock,
  ) {
    this.onEvent = {
      'organisation.decided': null,
      'listing.changed': async ({ listingId }) => void (await lists.forListing(listingId)),
      'catalogue.imported': async () => void (await lists.forAll()),
      'event.changed': null,
      'registration.changed': null,
      'timetable.requested': ({ eventId, timetableId }, tx) => timetable.run(tx, eventId, timetableId),
      'timetable.announced': null,
      'board.changed': null,
      'intent.changed': null,
    };
    this.onTimer = {
      'listings.expire': () => listings.run(),
      'intents.expire': () => intents.run(clock.now()),
    };
    const unhandled = Object.keys(domainEvents).filter((name) => !(name in this.onEvent));
    if (unhandled.length > 0) {
      throw new Error(
        `No handler for the domain event ${unhandled.join(', ')}: add it to apps/worker/src/handlers.ts.`,
      );
    }
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

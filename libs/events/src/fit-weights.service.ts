import { Injectable } from '@nestjs/common';
import { evenWeights } from '#catalogue';
import type {
  EventContent,
  FitWeights,
  InputOf,
  previewFitWeights,
  ResponseOf,
  saveFitWeights,
} from '#contracts';
import { auditActor, type Caller } from '#identity';
import { AppError, Clock, Database, found, sameVersion } from '#platform';
import {
  type Attendee,
  bestByOther,
  type BestMatch,
  bestPair,
  CounterpartsReader,
} from './counterparts.reader.js';
import { mayMeet } from './event.js';
import { lockEvent } from './plan-event.service.js';

type Weights = ResponseOf<typeof saveFitWeights>;
const EXAMPLES = 5;
const SHOWN = 3;

/** How much the conditions of both sides count at an event. */
@Injectable()
export class EventFitWeights {
  constructor(
    private readonly database: Database,
    private readonly counterparts: CounterpartsReader,
    private readonly clock: Clock,
  ) {}

  /** Errors: `not_found`. */
  async read(eventId: string): Promise<Weights> {
    const [row] = await this.database.query<{ weights: FitWeights | null; version: number }>(
      `SELECT w.weights, coalesce(w.version, 0) AS version
         FROM events e LEFT JOIN event_fit_weights w ON w.event_id = e.id WHERE e.id = $1`,
      [eventId],
    );
    const { weights, version } = found(row);
    return { weights: weights ?? evenWeights, version };
  }

  /** Errors: `not_found`, `stale_version`, `wrong_state` once the event has closed. */
  async save(
    caller: Caller,
    eventId: string,
    { version, weights }: InputOf<typeof saveFitWeights>['body'],
  ): Promise<Weights> {
    return this.database.transaction(async (tx) => {
      const event = await lockEvent(tx, eventId);
      if (event.state === 'closed') throw new AppError('wrong_state');
      sameVersion(version, (await this.read(eventId)).version);
      await tx.query(
        `INSERT INTO event_fit_weights (event_id, weights, updated_at) VALUES ($1, $2, $3)
         ON CONFLICT (event_id) DO UPDATE SET weights = $2, updated_at = $3, version = event_fit_weights.version + 1`,
        [eventId, weights, this.clock.now()],
      );
      await tx.record({
        actor: auditActor(caller),
        action: 'event.weigh',
        subject: 'event',
        subjectId: eventId,
        details: { ...weights },
        event: { name: 'event.changed', payload: { eventId } },
      });
      return this.read(eventId);
    });
  }

  /** Whose order of counterparts these weights would change. Errors: `not_found`. */
  async preview(eventId: string, weights: FitWeights): Promise<ResponseOf<typeof previewFitWeights>> {
    const now = (await this.read(eventId)).weights;
    const event = await this.database.query<{ content: EventContent }>(
      'SELECT content FROM events WHERE id = $1',
      [eventId],
    );
    const { content } = found(event[0]);
    const attendees = await this.counterparts.attendees(eventId);
    const result = { participants: attendees.length, changed: 0, topThree: 0 };
    const examples: ResponseOf<typeof previewFitWeights>['examples'] = [];
    for (const own of attendees) {
      const lists = await this.counterparts.keptLists(own.listing_ids);
      const others = attendees.filter(
        (other) => other.organisation_id !== own.organisation_id && mayMeet(content, own.kind, other.kind),
      );
      const before = orderOf(others, bestByOther(lists, now));
      const after = orderOf(others, bestByOther(lists, weights));
      if (before.join() === after.join()) continue;
      result.changed += 1;
      const first = { before: before.slice(0, SHOWN), after: after.slice(0, SHOWN) };
      if (first.before.join() === first.after.join()) continue;
      result.topThree += 1;
      if (examples.length < EXAMPLES) examples.push({ organisation: own.organisation_name, ...first });
    }
    return { ...result, examples };
  }
}

/** Names of those with a match, the best first. */
const orderOf = (others: Attendee[], best: Map<string, BestMatch>) =>
  others
    .flatMap((other) => {
      const pair = bestPair(best, other);
      return pair ? [{ name: other.organisation_name, score: pair.match.score }] : [];
    })
    .sort((a, b) => b.score - a.score || a.name.localeCompare(b.name, 'zh'))
    .map((other) => other.name);

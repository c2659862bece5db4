import { Injectable } from '@nestjs/common';
import { RateMatch } from '#catalogue';
import type { Transaction } from '#platform';
import { bestPair, CounterpartsReader } from './counterparts.reader.js';

interface Registration {
  event_id: string;
  organisation_id: string;
  person_id: string;
  person_name: string;
}

/**
 * Tells the matching what a wish at an event says: of the best pair between what both sides bring, which is the one that
 * the card showed. It is heard under the person who registered; without such a pair it says nothing.
 */
@Injectable()
export class LearnFromWish {
  constructor(
    private readonly counterparts: CounterpartsReader,
    private readonly ratings: RateMatch,
  ) {}

  async run(
    tx: Transaction,
    { registrationId, targetId }: { registrationId: string; targetId: string },
  ): Promise<void> {
    const [own] = await tx.query<Registration>(
      `SELECT r.event_id, r.organisation_id, r.person_id, coalesce(wisher.name, p.name) AS person_name
         FROM registrations r JOIN people p ON p.id = r.person_id
         LEFT JOIN wishes w ON w.registration_id = r.id AND w.target_id = $2
         LEFT JOIN people wisher ON wisher.id = w.person_id WHERE r.id = $1`,
      [registrationId, targetId],
    );
    if (!own) return;
    const attendees = await this.counterparts.attendees(own.event_id);
    const mine = attendees.find(({ id }) => id === registrationId);
    const other = attendees.find(({ id }) => id === targetId);
    const [wish] = await tx.query<{ level: string; reason: string | null }>(
      'SELECT level, reason FROM wishes WHERE registration_id = $1 AND target_id = $2',
      [registrationId, targetId],
    );
    const weights = await this.counterparts.weights(own.event_id);
    const best =
      mine &&
      other &&
      wish &&
      bestPair(await this.counterparts.bestByOther(mine.listing_ids, weights), other);
    const author = { id: own.person_id, label: own.person_name };
    const shown = best && (await pairOf(tx, best.ownListingId, best.match.otherId));
    // What was said before of another pair of the two, or is not said any more.
    for (const pair of await this.standing(tx, own, targetId))
      if (pair.needId !== shown?.needId || pair.technologyId !== shown.technologyId)
        await this.ratings.note(tx, author, { ...pair, source: 'event', value: null });
    if (shown && wish)
      await this.ratings.note(tx, author, {
        ...shown,
        source: 'event',
        value: wish.level,
        reason: wish.reason,
      });
  }

  /** Pairs between the two organisations' listings of which the author has spoken at an event. */
  private standing(
    tx: Transaction,
    { person_id, organisation_id }: Registration,
    targetId: string,
  ): Promise<{ needId: string; technologyId: string }[]> {
    return tx.query(
      `SELECT f.need_id AS "needId", f.technology_id AS "technologyId" FROM standing_match_feedback f
         JOIN listings n ON n.id = f.need_id JOIN listings t ON t.id = f.technology_id
         JOIN registrations r ON r.id = $3
        WHERE f.source = 'event' AND f.author_id = $1
          AND ((n.organisation_id = $2 AND t.organisation_id = r.organisation_id)
            OR (t.organisation_id = $2 AND n.organisation_id = r.organisation_id))`,
      [person_id, organisation_id, targetId],
    );
  }
}

async function pairOf(tx: Transaction, one: string, other: string) {
  const [pair] = await tx.query<{ needId: string; technologyId: string }>(
    `SELECT n.id AS "needId", t.id AS "technologyId" FROM listings n, listings t
      WHERE n.kind = 'need' AND t.kind = 'technology' AND n.id = ANY($1::uuid[]) AND t.id = ANY($1::uuid[])`,
    [[one, other]],
  );
  return pair;
}

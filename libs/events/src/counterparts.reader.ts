import { Injectable } from '@nestjs/common';
import { evenWeights, type KeptMatch, MatchesReader, reweighed } from '#catalogue';
import type { Counterpart, EventContent, FitWeights, TableFeature } from '#contracts';
import { type Caller, organisationOf } from '#identity';
import { Database, found } from '#platform';
import { mayMeet } from './event.js';

/** A registration with what it brings and what was wished, for the counterparts' page and the timetable. */
export interface Attendee {
  id: string;
  kind: 'institute' | 'enterprise' | 'investor';
  organisation_id: string;
  organisation_name: string;
  intro: string | null;
  /** Published listings brought; all of the organisation's if none was chosen. */
  listing_ids: string[];
  rounds: number[];
  /** Rounds in which it turned out not to be there, 1-based. */
  absent_rounds: number[];
  /** People it sends who can be in meetings of the same round. */
  representatives: number;
  home_table: number | null;
  table_needs: TableFeature[];
}
interface Wish {
  registration_id: string;
  target_id: string;
  level: 'must' | 'maybe' | 'no';
  reason: Counterpart['declineReason'];
}
interface KeptList {
  listing_id: string;
  matches: KeptMatch[];
}
export interface BestMatch {
  ownListingId: string;
  match: KeptMatch;
}

@Injectable()
export class CounterpartsReader {
  constructor(
    private readonly database: Database,
    private readonly matches: MatchesReader,
  ) {}

  /** Everybody with a seat at the event. */
  attendees(eventId: string): Promise<Attendee[]> {
    return this.database.query<Attendee>(
      `SELECT r.id, r.kind, r.organisation_id, o.name AS organisation_name, o.intro, r.rounds, r.absent_rounds,
              r.representatives, r.home_table, r.table_needs,
              CASE WHEN r.listing_ids = '{}' THEN ARRAY(
                SELECT l.id FROM listings l WHERE l.organisation_id = o.id AND l.published IS NOT NULL AND l.state <> 'expired'
              ) ELSE r.listing_ids END AS listing_ids
         FROM registrations r JOIN organisations o ON o.id = r.organisation_id
        WHERE r.event_id = $1 AND r.state IN ('admitted', 'checked_in') ORDER BY r.id`,
      [eventId],
    );
  }

  wishes(eventId: string): Promise<Wish[]> {
    return this.database.query<Wish>(
      `SELECT w.registration_id, w.target_id, w.level, w.reason FROM wishes w
         JOIN registrations r ON r.id = w.registration_id WHERE r.event_id = $1`,
      [eventId],
    );
  }

  /** How much the conditions count at an event. */
  async weights(eventId: string): Promise<FitWeights> {
    const [row] = await this.database.query<{ weights: FitWeights }>(
      'SELECT weights FROM event_fit_weights WHERE event_id = $1',
      [eventId],
    );
    return row?.weights ?? evenWeights;
  }

  keptLists(listingIds: string[]): Promise<KeptList[]> {
    return this.database.query<KeptList>(
      'SELECT listing_id, matches FROM match_lists WHERE listing_id = ANY($1::uuid[])',
      [listingIds],
    );
  }

  /** For each listing of the other side, the best kept match with one of these listings, by an event's weights. */
  async bestByOther(listingIds: string[], weights = evenWeights): Promise<Map<string, BestMatch>> {
    return bestByOther(await this.keptLists(listingIds), weights);
  }

  /** The same for each of several attendees, by their ids. */
  async bestOfEach(attendees: Attendee[], weights: FitWeights): Promise<Map<string, Map<string, BestMatch>>> {
    const lists = await this.keptLists(attendees.flatMap(({ listing_ids }) => listing_ids));
    const byListing = new Map<string, KeptList[]>();
    for (const list of lists)
      byListing.set(list.listing_id, [...(byListing.get(list.listing_id) ?? []), list]);
    return new Map(
      attendees.map(({ id, listing_ids }) => {
        const own = listing_ids.flatMap((listing) => byListing.get(listing) ?? []);
        return [id, bestByOther(own, weights)];
      }),
    );
  }

  /** Whom the caller may meet, the best match first. Errors: `not_found` without a registration. */
  async list(caller: Caller, eventId: string, page: number, pageSize: number) {
    const organisationId = organisationOf(caller).id;
    const [event] = await this.database.query<{ content: EventContent }>(
      'SELECT content FROM events WHERE id = $1',
      [eventId],
    );
    const { content } = found(event);
    const attendees = await this.attendees(eventId);
    const own = found(attendees.find((attendee) => attendee.organisation_id === organisationId));
    const wishes = await this.wishes(eventId);
    const best = await this.bestByOther(own.listing_ids, await this.weights(eventId));
    const others = attendees
      .filter((other) => other.organisation_id !== organisationId && mayMeet(content, own.kind, other.kind))
      .map((other) => ({ other, pair: bestPair(best, other) }))
      .sort(
        (a, b) =>
          (b.pair?.match.score ?? -1) - (a.pair?.match.score ?? -1) ||
          a.other.organisation_name.localeCompare(b.other.organisation_name, 'zh'),
      );
    const wishOf = (from: string, to: string) =>
      wishes.find((wish) => wish.registration_id === from && wish.target_id === to);
    const shown = others.slice((page - 1) * pageSize, page * pageSize);
    const cards = await this.matches.cardsOf(
      caller,
      shown.flatMap(({ pair }) => pair ?? []),
    );
    const items = shown.map(({ other, pair }): Counterpart => {
      const wish = wishOf(own.id, other.id);
      const back = wishOf(other.id, own.id);
      const match = (pair && cards.get(pair.match)) ?? null;
      return {
        registrationId: other.id,
        organisation: {
          id: other.organisation_id,
          name: other.organisation_name,
          kind: other.kind,
          intro: other.intro,
        },
        match,
        ownListingId: match && pair!.ownListingId,
        wish: wish?.level ?? null,
        declineReason: wish?.reason ?? null,
        // The other side's wish is told only to somebody who wishes too.
        mutual: !!wish && wish.level !== 'no' && !!back && back.level !== 'no',
      };
    });
    return { items, total: others.length, page, pageSize };
  }
}

/** For each listing of the other side, the best match in these lists; its score is that by the weights. */
export function bestByOther(lists: KeptList[], weights: FitWeights): Map<string, BestMatch> {
  const best = new Map<string, BestMatch>();
  for (const list of lists) {
    for (const kept of list.matches) {
      const match = { ...kept, score: reweighed(kept, weights) };
      const known = best.get(match.otherId);
      if (!known || known.match.score < match.score)
        best.set(match.otherId, { ownListingId: list.listing_id, match });
    }
  }
  return best;
}

/** The best match between what two attendees bring, or null. */
export function bestPair(best: Map<string, BestMatch>, other: Attendee): BestMatch | null {
  let found: BestMatch | null = null;
  for (const id of other.listing_ids) {
    const candidate = best.get(id);
    if (candidate && (!found || candidate.match.score > found.match.score)) found = candidate;
  }
  return found;
}

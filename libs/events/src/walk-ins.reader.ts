import { Injectable } from '@nestjs/common';
import type { listWalkIns, ResponseOf } from '#contracts';
import { Database } from '#platform';
import { answersTo } from './answers-to.js';
import type { Attendee } from './counterparts.reader.js';

type Item = ResponseOf<typeof listWalkIns>['items'][number];
type Newcomer = Attendee & { has_seat: boolean; has_people: boolean };

/** As many as a list on a phone has room for. */
const MOST = 20;

const newcomers = `organisations o WHERE o.state = 'approved' AND o.kind IN ('institute', 'enterprise', 'investor')`;
const hasSeat = `EXISTS (SELECT 1 FROM registrations r WHERE r.event_id = $1 AND r.organisation_id = o.id
  AND r.state IN ('admitted', 'checked_in', 'offered'))`;
const hasPeople = 'EXISTS (SELECT 1 FROM people p WHERE p.organisation_id = o.id)';

/** Organisations that come to an event without a seat. */
@Injectable()
export class WalkInsReader {
  constructor(private readonly database: Database) {}

  /** The first that answer to the words, by name. */
  async list(eventId: string, words = ''): Promise<Item[]> {
    const rows = await this.database.query<Item>(
      `SELECT o.id, o.name, o.kind FROM ${newcomers} AND NOT ${hasSeat} AND ${hasPeople}
        ORDER BY o.name COLLATE "zh-x-icu", o.id`,
      [eventId],
    );
    const wanted = words.toLowerCase();
    return rows.filter(({ name }) => wanted === '' || answersTo(name, wanted)).slice(0, MOST);
  }

  /**
   * What an organisation would be at the event, or null where there is none that may come. Its id is that of its
   * registration where it has one that waits, else its own.
   */
  async newcomer(eventId: string, organisationId: string): Promise<Newcomer | null> {
    const [row] = await this.database.query<Newcomer>(
      `SELECT coalesce(w.id, o.id) AS id, o.kind, o.id AS organisation_id, o.name AS organisation_name, o.intro,
              coalesce(w.rounds, '{}') AS rounds, '{}'::int[] AS absent_rounds,
              coalesce(w.representatives, 1) AS representatives, w.home_table, coalesce(w.table_needs, '{}') AS table_needs, ${hasSeat} AS has_seat,
              ${hasPeople} AS has_people,
              CASE WHEN coalesce(w.listing_ids, '{}') = '{}' THEN ARRAY(
                SELECT l.id FROM listings l WHERE l.organisation_id = o.id AND l.published IS NOT NULL AND l.state <> 'expired'
              ) ELSE w.listing_ids END AS listing_ids
         FROM (SELECT o.* FROM ${newcomers} AND o.id = $2) o LEFT JOIN LATERAL (
           SELECT r.id, r.rounds, r.listing_ids, r.representatives, r.home_table, r.table_needs FROM registrations r
            WHERE r.event_id = $1 AND r.organisation_id = o.id AND r.state IN ('pending', 'waitlisted')
            ORDER BY r.waiting_number, r.id LIMIT 1) w ON true`,
      [eventId, organisationId],
    );
    return row ?? null;
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

export interface MeetingParties {
  eventId: string;
  technologyId: string | null;
  needId: string | null;
  counterpartId: string;
  state: string;
}

/** What an intent may be about, seen by the organisation that wants to express it. */
@Injectable()
export class MatterReader {
  constructor(private readonly database: Database) {}

  /** The other side and the listings of a meeting that was announced, or null where the own side is no party of it. */
  async meeting(ownId: string, meetingId: string): Promise<MeetingParties | null> {
    const [row] = await this.database.query<MeetingParties>(
      `SELECT m.event_id AS "eventId", m.technology_id AS "technologyId", m.need_id AS "needId", m.state,
              CASE WHEN a.organisation_id = $1 THEN b.organisation_id ELSE a.organisation_id END AS "counterpartId"
         FROM meetings m
         JOIN timetables t ON t.id = m.timetable_id AND t.state IN ('announced', 'superseded')
         JOIN registrations a ON a.id = m.a_id
         JOIN registrations b ON b.id = m.b_id
        WHERE m.id = $2 AND $1::uuid IN (a.organisation_id, b.organisation_id)`,
      [ownId, meetingId],
    );
    return row ?? null;
  }

  /** Whether an approved institute, enterprise or investor has this id. */
  async mayBeParty(organisationId: string): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM organisations
        WHERE id = $1 AND state = 'approved' AND kind IN ('institute', 'enterprise', 'investor')`,
      [organisationId],
    );
    return rows.length > 0;
  }

  /**
   * Why a listing cannot be the matter between two organisations: a reason of the error table, or null if it can. An
   * anonymous need of the other side answers like one of a third side: otherwise its owner could be found by trying.
   */
  async listingFault(
    kind: 'technology' | 'need',
    listingId: string,
    sides: { ownId: string; counterpartId: string },
  ): Promise<'not_found' | 'not_of_parties' | null> {
    const [listing] = await this.database.query<{ own: boolean; theirs: boolean; open: boolean }>(
      `SELECT organisation_id = $3 AS own,
              organisation_id = $4 AND NOT coalesce((published->>'anonymous')::boolean, false) AS theirs,
              state = 'published' AND disclosure <> 'confidential' AS open
         FROM listings WHERE id = $1 AND kind = $2 AND published IS NOT NULL`,
      [listingId, kind, sides.ownId, sides.counterpartId],
    );
    if (!listing) return 'not_found';
    if (listing.own) return null;
    if (!listing.open) return 'not_found';
    return listing.theirs ? null : 'not_of_parties';
  }
}

import { Injectable } from '@nestjs/common';
import { inWords } from '#catalogue';
import type { EventContent, MyMeeting } from '#contracts';
import { CounterpartsReader } from '#events';
import { type Caller, organisationOf } from '#identity';
import { Database, found } from '#platform';
import { whoOf } from './representatives.js';

interface Row {
  id: string;
  round: number;
  table: number;
  state: MyMeeting['state'];
  seated: boolean;
  representative: number | null;
  guest: boolean | null;
  also: string | null;
  counterpart: Omit<MyMeeting['counterpart'], 'listing'>;
  outcome: MyMeeting['outcome'];
  decline_reason: MyMeeting['declineReason'];
  own_listing: { id: string; title: string } | null;
  other_listing: { id: string; title: string } | null;
}

@Injectable()
export class MyMeetingsReader {
  constructor(
    private readonly database: Database,
    private readonly counterparts: CounterpartsReader,
  ) {}

  /** The organisation's meetings of the announced timetable; intents are added by who knows of them. */
  async list(
    caller: Caller,
    eventId: string,
  ): Promise<{ boardVersion: number; meetings: Omit<MyMeeting, 'intentId'>[] }> {
    const [event] = await this.database.query<{ content: EventContent; version: number | null }>(
      `SELECT e.content, b.version FROM events e LEFT JOIN boards b ON b.event_id = e.id
        WHERE e.id = $1 AND e.state <> 'draft'`,
      [eventId],
    );
    const { content, version } = found(event);
    const listing = (id: string) =>
      `(SELECT jsonb_build_object('id', l.id, 'title', l.published->>'title') FROM listings l
         WHERE l.id = ${id} AND l.published IS NOT NULL)`;
    const rows = await this.database.query<Row>(
      `SELECT m.id, m.round, m.table_no AS "table", m.state,
              CASE mine.id WHEN m.a_id THEN m.seated_a WHEN m.b_id THEN m.seated_b END IS NOT NULL AS seated,
              mine.id = m.third_id AS guest, also.name AS also,
              CASE mine.id WHEN m.a_id THEN ${whoOf('mine', 'm.representative_a')}
                WHEN m.b_id THEN ${whoOf('mine', 'm.representative_b')}
                ELSE ${whoOf('mine', 'm.representative_third')} END AS representative,
              jsonb_build_object('organisationId', o.id, 'name', o.name, 'kind', theirs.kind, 'person', p.name) AS counterpart,
              ${listing(`CASE mine.id WHEN m.a_id THEN m.technology_id WHEN m.b_id THEN m.need_id END`)} AS own_listing,
              ${listing(`CASE mine.id WHEN m.a_id THEN m.need_id ELSE m.technology_id END`)} AS other_listing,
              said.outcome, said.reason AS decline_reason
         FROM meetings m
         JOIN timetables t ON t.id = m.timetable_id AND t.state = 'announced'
         JOIN registrations mine ON mine.id IN (m.a_id, m.b_id, m.third_id) AND mine.organisation_id = $2
         JOIN registrations theirs ON theirs.id = CASE mine.id WHEN m.a_id THEN m.b_id ELSE m.a_id END
         LEFT JOIN registrations more ON more.id = CASE mine.id WHEN m.third_id THEN m.b_id ELSE m.third_id END
         LEFT JOIN organisations also ON also.id = more.organisation_id
         JOIN organisations o ON o.id = theirs.organisation_id
         JOIN people p ON p.id = theirs.person_id
         LEFT JOIN meeting_outcomes said ON said.meeting_id = m.id AND said.registration_id = mine.id
        WHERE m.event_id = $1 AND m.state NOT IN ('moved', 'cancelled') ORDER BY m.round, representative`,
      [eventId, organisationOf(caller).id],
    );
    const reasons = await this.reasons(caller, rows);
    return {
      boardVersion: version ?? 1,
      meetings: rows.map((row) => ({
        id: row.id,
        round: row.round,
        table: row.table,
        startsAt: content.rounds[row.round - 1]!.startsAt,
        minutes: content.rounds[row.round - 1]!.minutes,
        state: row.state,
        seated: row.seated,
        representative: row.representative,
        counterpart: { ...row.counterpart, listing: row.other_listing },
        also: row.also,
        isGuest: row.guest ?? false,
        ownListing: row.own_listing,
        reasons: reasons.get(row.id) ?? [],
        outcome: row.outcome,
        declineReason: row.decline_reason,
      })),
    };
  }

  private async reasons(caller: Caller, rows: Row[]): Promise<Map<string, string[]>> {
    const reasons = new Map<string, string[]>();
    for (const row of rows) {
      if (!row.own_listing || !row.other_listing) continue;
      const best = (await this.counterparts.bestByOther([row.own_listing.id])).get(row.other_listing.id);
      if (best) reasons.set(row.id, inWords(best.match, caller.locale).reasons);
    }
    return reasons;
  }
}

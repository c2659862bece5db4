import { Injectable } from '@nestjs/common';
import { RateMatch, type Word } from '#catalogue';
import type { Transaction } from '#platform';

interface Difference extends Pick<Word, 'value' | 'reason'> {
  needId: string;
  technologyId: string;
  authorId: string;
  label: string;
}

/**
 * Tells the matching what sides thought of their meetings on a technology and a need: what they recorded, else that they
 * did not come. Each side is heard under the person who registered it.
 */
@Injectable()
export class LearnFromMeetings {
  constructor(private readonly ratings: RateMatch) {}

  /** One meeting that was judged or marked, or all of an event's; what is known already is not written again. */
  async run(tx: Transaction, of: { meetingId: string } | { eventId: string }): Promise<void> {
    const [column, id] = 'meetingId' in of ? ['m.id', of.meetingId] : ['m.event_id', of.eventId];
    const differences = await tx.query<Difference>(
      `SELECT m.need_id AS "needId", m.technology_id AS "technologyId", r.person_id AS "authorId",
              coalesce(teller.name, own.name) AS label, now.value, o.reason
         FROM meetings m
         JOIN timetables t ON t.id = m.timetable_id AND t.state = 'announced'
         CROSS JOIN (VALUES ('a'), ('b')) side (name)
         JOIN registrations r ON r.id = CASE side.name WHEN 'a' THEN m.a_id ELSE m.b_id END
         JOIN people own ON own.id = r.person_id
         LEFT JOIN meeting_outcomes o ON o.meeting_id = m.id AND o.registration_id = r.id
         LEFT JOIN people teller ON teller.id = o.person_id
         CROSS JOIN LATERAL (
           SELECT coalesce(o.outcome, CASE WHEN m.missed_side IN (side.name, 'both') THEN 'missed' END) AS value
         ) now
         LEFT JOIN standing_match_feedback f ON f.source = 'meeting' AND f.author_id = r.person_id
           AND f.need_id = m.need_id AND f.technology_id = m.technology_id
        WHERE ${column} = $1 AND m.need_id IS NOT NULL AND m.technology_id IS NOT NULL
          AND (f.value IS DISTINCT FROM now.value OR f.reason IS DISTINCT FROM o.reason)
        ORDER BY m.id, side.name`,
      [id],
    );
    for (const { authorId, label, ...said } of differences)
      await this.ratings.note(tx, { id: authorId, label }, { ...said, source: 'meeting' });
  }
}

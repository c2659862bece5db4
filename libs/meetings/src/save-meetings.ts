import type { Transaction } from '#platform';
import type { MeetingChange } from './edit-plan.js';
import type { PlannedMeeting } from './plan.js';

/**
 * Writes changes of meetings in one go. What moves first gives its place up, so that a swap does not meet itself; then
 * `meetings_table_once_per_round` and `meeting_seats_party_once_per_round` judge each new place.
 */
export async function saveMeetings(
  tx: Transaction,
  { eventId, timetableId }: { eventId: string; timetableId: string },
  changes: readonly MeetingChange[],
): Promise<void> {
  const moving = changes.filter(({ before, after }) => before && after && seatsOf(before) !== seatsOf(after));
  await tx.query(`UPDATE meetings SET state = 'moved' WHERE id = ANY($1::uuid[]) AND timetable_id = $2`, [
    moving.map(({ before }) => before!.id),
    timetableId,
  ]);
  await tx.query('DELETE FROM meetings WHERE id = ANY($1::uuid[]) AND timetable_id = $2', [
    changes.flatMap(({ before, after }) => (before && !after ? before.id : [])),
    timetableId,
  ]);
  await tx.query(
    `UPDATE meetings m
        SET round = c.round, table_no = c."table", pinned = c.pinned, origin = c.origin, score = c.score,
            technology_id = c."technologyId", need_id = c."needId", state = 'planned',
            representative_a = coalesce(c."representativeA", 1), representative_b = coalesce(c."representativeB", 1),
            third_id = c.third, representative_third = coalesce(c."representativeThird", 1)
       FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, "technologyId" uuid, "needId" uuid, round int, "table" int,
            origin text, score int, pinned boolean, "representativeA" int, "representativeB" int, third uuid,
            "representativeThird" int)
      WHERE m.id = c.id AND m.timetable_id = $2`,
    [JSON.stringify(changes.flatMap(({ before, after }) => (before && after ? after : []))), timetableId],
  );
  await tx.query(
    `INSERT INTO meetings
       (id, timetable_id, event_id, a_id, b_id, technology_id, need_id, round, table_no, origin, score, pinned,
        representative_a, representative_b, third_id, representative_third)
     SELECT id, $2, $3, a, b, "technologyId", "needId", round, "table", origin, score, pinned,
            coalesce("representativeA", 1), coalesce("representativeB", 1), third, coalesce("representativeThird", 1)
       FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, a uuid, b uuid, "technologyId" uuid, "needId" uuid,
            round int, "table" int, origin text, score int, pinned boolean, "representativeA" int, "representativeB" int, third uuid,
            "representativeThird" int)`,
    [
      JSON.stringify(changes.flatMap(({ before, after }) => (!before && after ? after : []))),
      timetableId,
      eventId,
    ],
  );
}

const seatsOf = (one: PlannedMeeting): string =>
  [one.round, one.table, one.representativeA, one.representativeB, one.third, one.representativeThird].join(
    ' ',
  );

import { AppError, type Transaction } from '#platform';

/**
 * Refuses a timetable in which somebody meets more others in one round than it sends people. Errors:
 * `too_few_representatives`.
 * @param begun rounds up to this one are past
 */
export async function refuseTooMany(tx: Transaction, timetableId: string, begun: number): Promise<void> {
  const [fault] = await tx.query<{ party: string; round: number; count: number; max: number }>(
    `SELECT o.name AS party, s.round, count(*)::int AS count, r.representatives AS max
       FROM meeting_seats s JOIN registrations r ON r.id = s.registration_id
       JOIN organisations o ON o.id = r.organisation_id
      WHERE s.timetable_id = $1 AND s.round > $2
      GROUP BY r.id, o.name, s.round HAVING count(*) > r.representatives ORDER BY s.round, o.name LIMIT 1`,
    [timetableId, begun],
  );
  if (fault) throw new AppError('too_few_representatives', { values: { ...fault } });
}

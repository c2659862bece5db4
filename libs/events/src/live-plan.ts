import type { Transaction } from '#platform';

/** Rounds (1-based) in which somebody turned out not to be there. */
export async function saveAbsences(
  tx: Transaction,
  registrationId: string,
  rounds: readonly number[],
): Promise<void> {
  await tx.query('UPDATE registrations SET absent_rounds = $2 WHERE id = $1', [registrationId, rounds]);
}

/** What a registration's meetings need at the tables: how many of them it can be in at the same time. */
export interface Seating {
  representatives: number;
}

/** Changes a registration's seating, under the event's lock. */
export async function saveSeating(
  tx: Transaction,
  registrationId: string,
  { representatives }: Seating,
): Promise<void> {
  await tx.query('UPDATE registrations SET representatives = $2 WHERE id = $1', [
    registrationId,
    representatives,
  ]);
}

/** How many tables the event has, under the event's lock. */
export async function saveTables(tx: Transaction, eventId: string, tables: number): Promise<void> {
  await tx.query(
    `UPDATE events SET content = jsonb_set(content, '{tables}', to_jsonb($2::int)), version = version + 1
      WHERE id = $1`,
    [eventId, tables],
  );
}

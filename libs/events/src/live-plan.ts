import type { InputOf, seatRegistration } from '#contracts';
import type { Transaction } from '#platform';

/** Rounds (1-based) in which somebody turned out not to be there. */
export async function saveAbsences(
  tx: Transaction,
  registrationId: string,
  rounds: readonly number[],
): Promise<void> {
  await tx.query('UPDATE registrations SET absent_rounds = $2 WHERE id = $1', [registrationId, rounds]);
}

/** How a registration sits: people who can be in meetings of the same round, its own table, what its tables must have. */
export type Seating = InputOf<typeof seatRegistration>['body'];

/** Changes a registration's seating, under the event's lock. */
export async function saveSeating(
  tx: Transaction,
  registrationId: string,
  { representatives, homeTable, tableNeeds }: Seating,
): Promise<void> {
  await tx.query(
    'UPDATE registrations SET representatives = $2, home_table = $3, table_needs = $4 WHERE id = $1',
    [registrationId, representatives, homeTable, tableNeeds],
  );
}

/** How many tables the event has, under the event's lock. */
export async function saveTables(tx: Transaction, eventId: string, tables: number): Promise<void> {
  await tx.query(
    `UPDATE events SET content = jsonb_set(content, '{tables}', to_jsonb($2::int)), version = version + 1
      WHERE id = $1`,
    [eventId, tables],
  );
}

import { type Caller, organisationOf } from '#identity';
import { found, type Transaction } from '#platform';
import type { MeetingEntity } from './meeting.entity.js';

/** The registration of the caller's organisation that has a side of the meeting. Errors: `not_found` for none. */
export async function ownRegistration(
  tx: Transaction,
  caller: Caller,
  { aId, bId }: MeetingEntity,
): Promise<string> {
  const [own] = await tx.query<{ id: string }>(
    'SELECT id FROM registrations WHERE organisation_id = $1 AND id = ANY($2::uuid[])',
    [organisationOf(caller).id, [aId, bId]],
  );
  return found(own).id;
}

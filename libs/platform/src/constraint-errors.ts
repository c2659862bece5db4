import type { ErrorCode } from '#contracts';
import { AppError } from './app-error.js';

/** Named constraints that decide races, and what the loser is told. */
const byConstraint: Record<string, ErrorCode> = {
  organisations_uscc_key: 'uscc_taken',
  people_login_key: 'login_taken',
  listings_code_key: 'code_taken',
  registrations_one_per_person: 'already_registered',
  events_admitted_within_capacity: 'event_full',
  event_quotas_admitted_within_capacity: 'event_full',
  meetings_table_once_per_round: 'table_taken',
  meeting_seats_party_once_per_round: 'party_busy',
  timetable_edits_pkey: 'stale_version',
  intents_one_open_per_matter: 'intent_exists',
  intents_two_parties: 'same_party',
  intents_registration_number_key: 'registration_number_taken',
  intents_received_within_contract: 'amount_too_high',
  intents_technology_within_contract: 'amount_too_high',
};

interface DatabaseFault {
  code?: string;
  constraint?: string;
}

/** The application's error for a refusal of the database, or null where the constraint is not one that users meet. */
export function errorOfConstraint(error: unknown): AppError | null {
  const fault = ((error as { driverError?: unknown })?.driverError ?? error) as DatabaseFault | undefined;
  const code = fault?.constraint ? byConstraint[fault.constraint] : undefined;
  if (code) return new AppError(code, { values: { reason: fault?.constraint } });
  // 40001/40P01: two transactions met; the caller may simply repeat.
  if (fault?.code === '40001' || fault?.code === '40P01') return new AppError('stale_version');
  // 22021/22P05: a NUL or an unpaired surrogate inside a text.
  if (fault?.code === '22021' || fault?.code === '22P05') return new AppError('malformed_request');
  return null;
}

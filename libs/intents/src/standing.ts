import { can, type Caller } from '#identity';
import type { Standing } from './intent.js';

/** Where a caller stands towards an intent between two organisations. */
export function standingOf(caller: Caller, intent: { aId: string; bId: string }): Standing {
  const own = caller.rows.organisationId;
  if (own === intent.aId) return 'a';
  if (own === intent.bId) return 'b';
  return can(caller.actor, 'intent.verify').allowed ? 'verifier' : 'reader';
}

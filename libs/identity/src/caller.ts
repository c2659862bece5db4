import { AppError, type AuditActor } from '#platform';
import type { Action } from '#contracts';
import { can, type Actor, type Allowed, type Caller, type PersonActor, type Resource } from './policy.js';

/** The decision, or the error that it stands for. */
export function demand(actor: Actor, action: Action, resource: Resource = {}): Allowed {
  const decision = can(actor, action, resource);
  if (!decision.allowed) throw new AppError(decision.code);
  return decision;
}

/** The signed-in person behind a call, or `not_signed_in`. */
export function personOf(caller: Caller): PersonActor {
  if (caller.actor.kind !== 'person') throw new AppError('not_signed_in');
  return caller.actor;
}

/** The organisation that a participant speaks for, or `not_allowed`. */
export function organisationOf(caller: Caller): NonNullable<PersonActor['organisation']> {
  const { organisation } = personOf(caller);
  if (!organisation) throw new AppError('not_allowed');
  return organisation;
}

/** How the audit names the caller. */
export function auditActor(caller: Caller): AuditActor {
  const { actor } = caller;
  if (actor.kind === 'person') return { personId: actor.personId, label: actor.name };
  return { personId: null, label: actor.kind === 'device' ? `device: ${actor.name}` : 'visitor' };
}

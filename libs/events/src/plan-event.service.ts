import { Injectable } from '@nestjs/common';
import type { EventContent } from '#contracts';
import { auditActor, type Caller, personOf } from '#identity';
import { AppError, Database, found, invalidField, sameVersion, type Transaction } from '#platform';
import { type EventState, mayMove } from './event.js';
import { EventEntity } from './event.entity.js';

/** The organizer's steps of an event: plan it, change the plan, move it through its states. */
@Injectable()
export class PlanEvent {
  constructor(private readonly database: Database) {}

  async create(caller: Caller, content: EventContent): Promise<string> {
    return this.database.transaction(async (tx) => {
      const event = await tx.manager.save(
        tx.manager.create(EventEntity, {
          content,
          startsAt: new Date(content.startsAt),
          capacity: content.capacity,
        }),
      );
      await tx.query('INSERT INTO event_organizers (event_id, person_id) VALUES ($1, $2)', [
        event.id,
        personOf(caller).personId,
      ]);
      await saveQuotas(tx, event.id, content);
      await this.record(tx, caller, 'event.create', event.id);
      return event.id;
    });
  }

  /** Errors: `stale_version`, `wrong_state` once closed, `invalid_input` for a capacity below what is admitted. */
  async change(caller: Caller, id: string, version: number, content: EventContent): Promise<void> {
    await this.locked(caller, id, version, 'event.change', async (event, tx) => {
      if (event.state === 'closed') throw new AppError('wrong_state');
      if (content.capacity < event.admitted)
        throw invalidField('content.capacity', 'too_small', { min: event.admitted });
      Object.assign(event, { content, startsAt: new Date(content.startsAt), capacity: content.capacity });
      await saveQuotas(tx, id, content);
    });
  }

  async move(caller: Caller, id: string, version: number, state: EventState): Promise<void> {
    await this.locked(caller, id, version, `event.${state}`, async (event) => {
      if (!mayMove(event.state, state)) throw new AppError('wrong_state');
      event.state = state;
    });
  }

  private async locked(
    caller: Caller,
    id: string,
    version: number,
    action: string,
    change: (event: EventEntity, tx: Transaction) => Promise<void>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const event = await lockEvent(tx, id);
      sameVersion(version, event.version);
      await change(event, tx);
      event.version += 1;
      await tx.manager.save(event);
      await this.record(tx, caller, action, id);
    });
  }

  private async record(tx: Transaction, caller: Caller, action: string, eventId: string): Promise<void> {
    await tx.record({
      actor: auditActor(caller),
      action,
      subject: 'event',
      subjectId: eventId,
      event: { name: 'event.changed', payload: { eventId } },
    });
  }
}

/** The event under its row lock, which every seat is taken under; or `not_found`. */
export async function lockEvent(tx: Transaction, id: string): Promise<EventEntity> {
  return found(await tx.manager.findOne(EventEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }));
}

/** Quota rows follow the plan; a quota below the seats already taken is refused. */
async function saveQuotas(tx: Transaction, eventId: string, content: EventContent): Promise<void> {
  const kinds = Object.keys(content.quotas);
  const taken = await tx.query<{ kind: string; admitted: number }>(
    `SELECT kind, count(*)::int AS admitted FROM registrations
      WHERE event_id = $1 AND state IN ('admitted', 'checked_in', 'offered') GROUP BY kind`,
    [eventId],
  );
  await tx.query('DELETE FROM event_quotas WHERE event_id = $1', [eventId]);
  for (const kind of kinds) {
    const capacity = content.quotas[kind as keyof typeof content.quotas]!;
    const admitted = taken.find((row) => row.kind === kind)?.admitted ?? 0;
    if (capacity < admitted) throw invalidField(`content.quotas.${kind}`, 'too_small', { min: admitted });
    await tx.query('INSERT INTO event_quotas (event_id, kind, capacity, admitted) VALUES ($1, $2, $3, $4)', [
      eventId,
      kind,
      capacity,
      admitted,
    ]);
  }
}

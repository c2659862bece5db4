import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { InputOf, saveWish } from '#contracts';
import { type Caller, organisationOf, personOf } from '#identity';
import { AppError, Database, found } from '#platform';
import { mayMeet } from './event.js';
import { EventEntity } from './event.entity.js';
import { RegistrationEntity } from './registration.entity.js';

/** Must, maybe or no (with a reason) of one's registration for another; null takes it back. */
@Injectable()
export class SaveWish {
  constructor(private readonly database: Database) {}

  /** Errors: `not_found`, `wrong_state` once the event has closed, `not_allowed` for kinds that may not meet. */
  async run(
    caller: Caller,
    eventId: string,
    targetId: string,
    { level, reason }: InputOf<typeof saveWish>['body'],
  ): Promise<void> {
    const organisation = organisationOf(caller);
    await this.database.transaction(async (tx) => {
      const event = found(await tx.manager.findOneBy(EventEntity, { id: eventId }));
      if (event.state === 'closed') throw new AppError('wrong_state');
      const own = found(await activeRegistration(tx.manager, eventId, organisation.id));
      const target = found(await tx.manager.findOneBy(RegistrationEntity, { id: targetId, eventId }));
      if (target.state === 'cancelled') throw new AppError('not_found');
      if (target.organisationId === organisation.id || !mayMeet(event.content, own.kind, target.kind)) {
        throw new AppError('not_allowed');
      }
      if (level === null) {
        await tx.query('DELETE FROM wishes WHERE registration_id = $1 AND target_id = $2', [
          own.id,
          targetId,
        ]);
      } else {
        await tx.query(
          `INSERT INTO wishes (registration_id, target_id, level, reason, person_id) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (registration_id, target_id)
           DO UPDATE SET level = $3, reason = $4, person_id = $5, at = now()`,
          [own.id, targetId, level, reason ?? null, personOf(caller).personId],
        );
      }
      await tx.announce({ name: 'wish.changed', payload: { registrationId: own.id, targetId } });
    });
  }
}

/** The organisation's registration of an event that was not cancelled; the first if several people came. */
export function activeRegistration(
  manager: EntityManager,
  eventId: string,
  organisationId: string,
): Promise<RegistrationEntity | null> {
  return manager
    .createQueryBuilder(RegistrationEntity, 'r')
    .where(`r.eventId = :eventId AND r.organisationId = :organisationId AND r.state <> 'cancelled'`, {
      eventId,
      organisationId,
    })
    .orderBy('r.id')
    .getOne();
}

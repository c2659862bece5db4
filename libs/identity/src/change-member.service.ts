import { Injectable } from '@nestjs/common';
import type { changeMember, InputOf } from '#contracts';
import { AppError, Database, found } from '#platform';
import { auditActor, organisationOf } from './caller.js';
import { PersonEntity } from './person.entity.js';
import type { Caller } from './policy.js';

/** An organisation's administrator changes a member's role or switches the account off. */
@Injectable()
export class ChangeMember {
  constructor(private readonly database: Database) {}

  /** Errors: `not_found` for a foreign person, `last_admin`. */
  async run(caller: Caller, id: string, body: InputOf<typeof changeMember>['body']): Promise<PersonEntity> {
    const organisationId = organisationOf(caller).id;
    return this.database.transaction(async (tx) => {
      // The organisation's row is the lock under which its administrators are counted.
      await tx.query('SELECT 1 FROM organisations WHERE id = $1 FOR UPDATE', [organisationId]);
      const person = found(await tx.manager.findOneBy(PersonEntity, { id, organisationId }));
      if (body.role) person.organisationRole = body.role;
      if (body.active !== undefined) person.active = body.active;
      await tx.manager.save(person);
      const admins = await tx.manager.countBy(PersonEntity, {
        organisationId,
        organisationRole: 'admin',
        active: true,
      });
      if (admins === 0) throw new AppError('last_admin');
      if (!person.active) await tx.query('DELETE FROM sessions WHERE person_id = $1', [id]);
      await tx.record({
        actor: auditActor(caller),
        action: 'person.change',
        subject: 'person',
        subjectId: id,
        details: body,
      });
      return person;
    });
  }
}

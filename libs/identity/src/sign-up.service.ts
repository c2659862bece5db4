import { Injectable } from '@nestjs/common';
import type { InputOf, signUp } from '#contracts';
import { Database } from '#platform';
import { OrganisationEntity } from './organisation.entity.js';
import { hashPassword } from './passwords.js';
import { PersonEntity } from './person.entity.js';

type SignUpBody = InputOf<typeof signUp>['body'];

/** A new organisation, pending until the bureau decides, with its first administrator. */
@Injectable()
export class SignUp {
  constructor(private readonly database: Database) {}

  /** Errors: `uscc_taken`, `login_taken`. Returns the person's id. */
  async run(body: SignUpBody): Promise<string> {
    const passwordHash = await hashPassword(body.person.password);
    return this.database.transaction(async (tx) => {
      const organisation = await tx.manager.save(
        tx.manager.create(OrganisationEntity, { ...body.organisation, state: 'pending' }),
      );
      const person = await tx.manager.save(
        tx.manager.create(PersonEntity, {
          name: body.person.name,
          title: body.person.title ?? null,
          login: body.person.login,
          passwordHash,
          organisationId: organisation.id,
          organisationRole: 'admin',
        }),
      );
      await saveContact(tx.manager, person);
      await tx.record({
        actor: { personId: person.id, label: person.name },
        action: 'organisation.signUp',
        subject: 'organisation',
        subjectId: organisation.id,
      });
      return person.id;
    });
  }
}

/** The account name is a mobile number or an address: kept apart, because contacts are disclosed by consent only. */
export async function saveContact(
  manager: { query(sql: string, parameters: unknown[]): Promise<unknown> },
  person: { id: string; login: string },
): Promise<void> {
  const isPhone = /^\d+$/.test(person.login);
  await manager.query('INSERT INTO contacts (person_id, phone, email) VALUES ($1, $2, $3)', [
    person.id,
    isPhone ? person.login : null,
    isPhone ? null : person.login,
  ]);
}

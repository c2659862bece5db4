import { Injectable } from '@nestjs/common';
import type { decideOrganisation, InputOf } from '#contracts';
import { AppError, Database, found, invalidField, sameVersion } from '#platform';
import { auditActor } from './caller.js';
import { OrganisationEntity } from './organisation.entity.js';
import type { Caller } from './policy.js';

/** The bureau approves or rejects an organisation; a rejection needs a reason and may be reversed. */
@Injectable()
export class DecideOrganisation {
  constructor(private readonly database: Database) {}

  async run(
    caller: Caller,
    id: string,
    body: InputOf<typeof decideOrganisation>['body'],
  ): Promise<OrganisationEntity> {
    if (body.decision === 'reject' && !body.reason) throw invalidField('reason', 'required');
    return this.database.transaction(async (tx) => {
      const organisation = found(
        await tx.manager.findOne(OrganisationEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),
      );
      sameVersion(body.version, organisation.version);
      const state = body.decision === 'approve' ? 'approved' : 'rejected';
      if (organisation.state === state) throw new AppError('wrong_state');
      Object.assign(organisation, { state, reason: body.reason ?? null, version: organisation.version + 1 });
      await tx.manager.save(organisation);
      await tx.record({
        actor: auditActor(caller),
        action: `organisation.${body.decision}`,
        subject: 'organisation',
        subjectId: id,
        details: { reason: body.reason },
        event: { name: 'organisation.decided', payload: { organisationId: id } },
      });
      return organisation;
    });
  }
}

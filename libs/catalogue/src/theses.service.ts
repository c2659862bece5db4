import { Injectable } from '@nestjs/common';
import type { InputOf, ResponseOf, readThesis, saveThesis } from '#contracts';
import { auditActor, type Caller, organisationOf } from '#identity';
import { Clock, Database, sameVersion } from '#platform';

type Thesis = ResponseOf<typeof readThesis>;

/** What investors look for. */
@Injectable()
export class Theses {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(caller: Caller): Promise<Thesis> {
    const [thesis] = await this.database.query<Thesis>(
      'SELECT content, version FROM investor_theses WHERE organisation_id = $1',
      [organisationOf(caller).id],
    );
    return thesis ?? { content: { fields: [], industries: [], stages: [], keywords: [] }, version: 0 };
  }

  /** Errors: `stale_version`. */
  async save(caller: Caller, { version, content }: InputOf<typeof saveThesis>['body']): Promise<Thesis> {
    const organisationId = organisationOf(caller).id;
    return this.database.transaction(async (tx) => {
      // Two who say it for the first time come one after the other.
      await tx.query('SELECT 1 FROM organisations WHERE id = $1 FOR UPDATE', [organisationId]);
      sameVersion(version, (await this.read(caller)).version);
      await tx.query(
        `INSERT INTO investor_theses (organisation_id, content, updated_at) VALUES ($1, $2::jsonb, $3)
         ON CONFLICT (organisation_id)
         DO UPDATE SET content = $2::jsonb, updated_at = $3, version = investor_theses.version + 1`,
        [organisationId, JSON.stringify(content), this.clock.now()],
      );
      await tx.record({
        actor: auditActor(caller),
        action: 'thesis.save',
        subject: 'organisation',
        subjectId: organisationId,
        event: { name: 'thesis.changed', payload: { organisationId } },
      });
      return this.read(caller);
    });
  }
}

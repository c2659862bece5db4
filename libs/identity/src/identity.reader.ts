import { Inject, Injectable } from '@nestjs/common';
import type { InputOf, listOrganisations, Me, Organisation, ResponseOf, listMembers } from '#contracts';
import { CONFIG, type Config, Database } from '#platform';
import type { Actor, RowFilter } from './policy.js';

const organisationColumns = `id, name, kind, uscc, district, intro, state, reason, version,
  to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt"`;

@Injectable()
export class IdentityReader {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What a page needs to know of its reader. */
  async me(actor: Actor): Promise<Me> {
    const nobody = {
      person: null,
      organisation: null,
      organisationRole: null,
      platformRole: null,
      organizes: [],
    };
    if (actor.kind !== 'person') return { ...nobody, demo: this.config.demo };
    const [row] = await this.database.query<Pick<Me, 'person' | 'organisation'>>(
      `SELECT jsonb_build_object('id', p.id, 'name', p.name, 'login', p.login, 'title', p.title) AS person,
              CASE WHEN o.id IS NULL THEN NULL ELSE jsonb_build_object('id', o.id, 'name', o.name, 'kind', o.kind,
                'state', o.state, 'reason', o.reason, 'district', o.district) END AS organisation
         FROM people p LEFT JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1`,
      [actor.personId],
    );
    return {
      person: row?.person ?? null,
      organisation: row?.organisation ?? null,
      organisationRole: actor.organisationRole,
      platformRole: actor.platformRole,
      organizes: actor.organizes,
      demo: this.config.demo,
    };
  }

  async demoAccounts(): Promise<{ key: string; name: string; organisation: string; role: string }[]> {
    if (!this.config.demo) return [];
    return this.database.query(
      `SELECT p.demo_key AS key, p.name, coalesce(o.name, '') AS organisation, coalesce(p.title, '') AS role
         FROM people p LEFT JOIN organisations o ON o.id = p.organisation_id
        WHERE p.demo_key IS NOT NULL ORDER BY p.demo_key`,
    );
  }

  async organisations(
    rows: RowFilter,
    query: InputOf<typeof listOrganisations>['query'],
  ): Promise<ResponseOf<typeof listOrganisations>> {
    const where = `($1::boolean OR id = $2) AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR kind = $4)
      AND ($5::text IS NULL OR position(lower($5) IN lower(name)) > 0 OR uscc = upper($5))`;
    const values = [rows.all, rows.organisationId, query.state ?? null, query.kind ?? null, query.q || null];
    const items = await this.database.query<Organisation>(
      `SELECT ${organisationColumns} FROM organisations WHERE ${where}
        ORDER BY created_at DESC, id LIMIT $6 OFFSET $7`,
      [...values, query.pageSize, (query.page - 1) * query.pageSize],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM organisations WHERE ${where}`,
      values,
    );
    return { items, total: count?.total ?? 0, page: query.page, pageSize: query.pageSize };
  }

  async organisation(id: string): Promise<Organisation | null> {
    const [row] = await this.database.query<Organisation>(
      `SELECT ${organisationColumns} FROM organisations WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  async members(organisationId: string): Promise<ResponseOf<typeof listMembers>['members']> {
    return this.database.query(
      `SELECT id, name, login, organisation_role AS role, active FROM people
        WHERE organisation_id = $1 ORDER BY created_at, id`,
      [organisationId],
    );
  }
}

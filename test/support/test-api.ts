import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Pool } from 'pg';
import request from 'supertest';
import { Sessions } from '#identity';
import { type Product, startProduct } from './product.js';

interface OrganisationSeed {
  kind: 'institute' | 'enterprise' | 'investor' | 'bureau' | 'district';
  name?: string;
  district?: string;
  state?: 'pending' | 'approved' | 'rejected';
}
interface PersonSeed {
  organisationId?: string;
  platformRole?: 'bureau_officer' | 'district_officer' | 'system_admin';
  district?: string;
}
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The product over its own database, filled row by row and called without the checks of an `ApiAgent`. */
export class TestApi {
  readonly app: INestApplicationContext;
  /** The database behind the api, for seeds, checks and controls. */
  readonly pool: Pool;

  private constructor(private readonly product: Product) {
    this.app = product.api;
    this.pool = product.database;
  }

  static async open(): Promise<TestApi> {
    return new TestApi(await startProduct());
  }

  close(): Promise<void> {
    return this.product.stop();
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.pool.query(sql, values)).rows as T[];
  }

  async insert(table: string, row: Record<string, unknown>): Promise<string> {
    const columns = Object.keys(row);
    const [inserted] = await this.rows<{ id: string }>(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING id`,
      Object.values(row),
    );
    return inserted!.id;
  }

  organisation({ kind, name, district, state = 'approved' }: OrganisationSeed): Promise<string> {
    return this.insert('organisations', {
      kind,
      name: name ?? `${kind} ${randomUUID().slice(0, 8)}`,
      district: district ?? null,
      state,
    });
  }

  person({ organisationId, platformRole, district }: PersonSeed): Promise<string> {
    return this.insert('people', {
      name: `person ${randomUUID().slice(0, 8)}`,
      login: `${randomUUID()}@example.com`,
      organisation_id: organisationId ?? null,
      organisation_role: organisationId ? 'admin' : null,
      platform_role: platformRole ?? null,
      district: district ?? null,
    });
  }

  /** A published listing. */
  listing(
    organisationId: string,
    kind: 'technology' | 'need',
    changes: Record<string, unknown> = {},
    content: Record<string, unknown> = {},
  ): Promise<string> {
    const published = { title: `${kind} ${randomUUID().slice(0, 8)}`, ...content };
    return this.insert('listings', {
      kind,
      code: randomUUID(),
      organisation_id: organisationId,
      state: 'published',
      content: published,
      published,
      published_at: new Date(),
      ...changes,
    });
  }

  /** Calls as a signed-in person: `const call = await api.as(id); await call('get', '/api/me')`. */
  async as(
    personId: string,
  ): Promise<(method: Method, path: string, headers?: Record<string, string>) => request.Test> {
    const { token } = await this.app.get(Sessions).openForPerson(personId);
    return (method, path, headers = {}) => {
      const call = request(this.product.url)[method](path);
      return call.set({ Cookie: `chanyanhui_session=${token}`, ...headers });
    };
  }
}

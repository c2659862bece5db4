import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { Client, Pool } from 'pg';
import { createApi } from '../../apps/api/src/create-api.js';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { type Config, loadConfig, runMigrations } from '#platform';
import { ApiAgent } from './api-agent.js';
import { ApiDocument } from './api-document.js';

/** The product as it runs in production over a database of its own: api on a free port, worker if asked for. */
export interface Product {
  url: string;
  config: Config;
  api: INestApplicationContext;
  /** The test's own way into the product's database, beside the product. */
  database: Pool;
  document: ApiDocument;
  /** A caller without a session. */
  visitor(): ApiAgent;
  /** Starts another api process' worth of product over the same database; `stop` ends it too. */
  another(): Promise<{ url: string }>;
  stop(): Promise<void>;
}

/** Starts the product over a fresh, migrated database on the server of `global-setup.ts`. */
export async function startProduct({
  worker = false,
  config: changes = {},
}: { worker?: boolean; config?: Partial<Config> } = {}): Promise<Product> {
  const fresh = await createDatabase();
  const config: Config = {
    ...loadConfig({
      DATABASE_URL: fresh.url,
      SECRET_KEY: randomBytes(32).toString('hex'),
      LOG_LEVEL: 'error',
    }),
    ...changes,
  };
  await runMigrations(config.databaseUrl);
  const running: INestApplicationContext[] = [];
  const serve = async () => {
    const api = await createApi(config);
    running.unshift(api);
    await api.listen(0, '127.0.0.1');
    return { api, url: await api.getUrl() };
  };
  const { api, url } = await serve();
  if (worker) running.unshift(await createWorker(config));
  const database = new Pool({ connectionString: config.databaseUrl, max: 4 });
  const document = await ApiDocument.read(url);
  return {
    url,
    config,
    api,
    database,
    document,
    visitor: () => new ApiAgent(url, document),
    another: serve,
    stop: async () => {
      for (const app of running) await app.close();
      await database.end();
      await fresh.drop();
    },
  };
}

/** An empty database on the test server. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is missing: jest runs test/support/global-setup.ts first.');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

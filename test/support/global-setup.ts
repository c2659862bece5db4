import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Postgres = typeof import('../../apps/local/src/postgres/index.js');

const root = fileURLToPath(new URL('../..', import.meta.url));
// Jest loads this file without its module resolution, so the built launcher is used rather than its source.
const built = `${root}dist/apps/local/src/postgres/index.js`;

const prepare = `${root}apps/local/prepare.mjs`;

/** Starts one embedded PostgreSQL for the whole test run; the specs find it in TEST_DATABASE_URL. */
export default async function setUpTests(): Promise<void> {
  const { status } = spawnSync(process.execPath, [prepare, '--server-only', '--no-install'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0 && !existsSync(built)) throw new Error('the server could not be built, see above');
  const { startTestPostgres } = (await import(built)) as Postgres;
  const server = await startTestPostgres();
  process.env['TEST_DATABASE_URL'] = server.url;
  Object.assign(globalThis, { stopTestPostgres: () => server.stop() });
}

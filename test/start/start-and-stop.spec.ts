import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  eventually,
  freePort,
  processesOf,
  removeTemporary,
  root,
  runNode,
  runStart,
  temporaryDirectory,
} from './clone.js';

let DATA_DIR: string;
let PORT: string;
const ready = 'chanyanhui is ready';
const begin = (args: string[] = []) => runStart(args, { DATA_DIR, PORT });
const page = async () => (await fetch(`http://127.0.0.1:${PORT}/`)).status;
const reset = (args: string[], env: Record<string, string> = {}) =>
  runNode([join(root, 'dist/apps/local/src/reset.js'), ...args], { DATA_DIR, ...env });

beforeAll(async () => {
  DATA_DIR = join(temporaryDirectory(), 'data');
  PORT = String(await freePort());
});
afterAll(removeTemporary);

it('starts without demo data, serves the page, and tells the address, the places and the first administrator’s link', async () => {
  const run = begin(['--empty']);
  await run.says(ready, 60_000);
  await run.says('Ctrl-C');
  expect(await page()).toBe(200);
  expect(run.output()).toContain(`http://127.0.0.1:${PORT}\n`);
  expect(run.output()).toContain(join(DATA_DIR, 'logs'));
  expect(run.output()).toMatch(/Admin +http:\/\/127\.0\.0\.1:\d+\/\S+ +仅可用一次/);
  expect(run.output()).not.toMatch(/演示 Demo/);
  expect(statSync(join(DATA_DIR, 'secrets.json')).mode & 0o777).toBe(0o600);

  const second = begin();
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(
    new RegExp(`running already at http://127.0.0.1:${PORT} \\(process ${run.process.pid}\\)`),
  );
  const denied = reset(['--yes']);
  expect(await denied.ended).toBe(1);
  expect(denied.output()).toMatch(/is running \(process \d+\): stop it first/);

  run.process.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  expect(processesOf(DATA_DIR)).toEqual([]);
  const stopped = readFileSync(join(DATA_DIR, 'logs/postgres.log'), 'utf8');
  expect(stopped).not.toMatch(/terminating connection due to administrator command/);
}, 90_000);

it('starts again by itself after it was killed, still without demo data, and stops at Ctrl-C', async () => {
  const killed = begin();
  await killed.says(ready, 60_000);
  killed.process.kill('SIGKILL');
  await killed.ended;

  const run = begin();
  await run.says(ready, 60_000);
  expect(await page()).toBe(200);
  expect(run.output()).not.toMatch(/演示 Demo/);
  run.process.kill('SIGINT');
  expect(await run.ended).toBe(0);
  await eventually(() => processesOf(DATA_DIR).length === 0);
}, 90_000);

it('stops in order while it is still starting', async () => {
  const run = begin();
  await run.says('migrating the database');
  run.process.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  await eventually(() => processesOf(DATA_DIR).length === 0);
});

it('deletes its data only after being asked to', async () => {
  const unasked = reset([]);
  expect(await unasked.ended).toBe(2);
  expect(unasked.output()).toMatch(/there is no terminal to ask: add --yes/);
  const elsewhere = reset(['--yes'], { DATABASE_URL: 'postgres://somewhere/else' });
  expect(await elsewhere.ended).toBe(2);
  expect(elsewhere.output()).toMatch(/only deletes the embedded database/);
  expect(statSync(join(DATA_DIR, 'secrets.json')).isFile()).toBe(true);

  const done = reset(['--yes']);
  expect(await done.ended).toBe(0);
  expect(() => statSync(join(DATA_DIR, 'secrets.json'))).toThrow(/ENOENT/);
  expect(() => statSync(join(DATA_DIR, 'postgres'))).toThrow(/ENOENT/);
});

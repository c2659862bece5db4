import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { removeTemporary, root, runNode, temporaryDirectory } from './clone.js';

let clone: string;

/** Runs the preparation of a small clone and returns what it said. */
async function prepare(): Promise<string> {
  const run = runNode([join(clone, 'apps/local/prepare.mjs'), '--server-only']);
  const code = await run.ended;
  if (code !== 0) throw new Error(run.output());
  return run.output();
}

const source = (path: string, text: string) => {
  mkdirSync(join(clone, path, '..'), { recursive: true });
  writeFileSync(join(clone, path), text);
};
const built = () =>
  readdirSync(join(clone, 'dist'), { recursive: true })
    .map(String)
    .filter((path) => /\.(js|json)$/.test(path))
    .toSorted();

beforeAll(() => {
  clone = join(temporaryDirectory(), 'clone');
  for (const path of ['.swcrc', 'apps/local/prepare.mjs', 'apps/local/prepare']) {
    cpSync(join(root, path), join(clone, path), { recursive: true });
  }
  // Nothing to install: only the compiler is borrowed.
  for (const path of ['package-lock.json', 'node_modules/.package-lock.json'])
    source(path, '{"packages":{}}');
  source('package.json', '{"type":"module"}');
  symlinkSync(join(root, 'node_modules/@swc'), join(clone, 'node_modules/@swc'));
  source('libs/text/src/index.ts', 'export const one: number = 1;');
  source('libs/text/src/gone.ts', 'export {};');
  source('libs/text/src/index.spec.ts', 'throw new Error();');
  source('apps/local/src/demo/data/needs.json', '[]');
});
afterAll(removeTemporary);

it('builds the sources, copies the data among them, leaves out the specs', async () => {
  expect(await prepare()).toMatch(/building the server ✓/);
  expect(built()).toEqual([
    'apps/local/src/demo/data/needs.json',
    'libs/text/src/gone.js',
    'libs/text/src/index.js',
  ]);
});

it('says and does nothing when nothing has changed', async () => {
  const begun = Date.now();
  expect(await prepare()).toBe('');
  expect(Date.now() - begun).toBeLessThan(1_000);
});

it('builds again after a change and removes what has no source any more', async () => {
  rmSync(join(clone, 'libs/text/src/gone.ts'));
  expect(await prepare()).toMatch(/building the server ✓/);
  expect(built()).not.toContain('libs/text/src/gone.js');
});

it('shows a mistake in the sources and tries again the next time', async () => {
  source('libs/text/src/index.ts', 'export const one: = 1;');
  await expect(prepare()).rejects.toThrow(
    /libs\/text\/src\/index\.ts[^]*building the server failed, see above/,
  );
  source('libs/text/src/index.ts', 'export const one = 1;');
  expect(await prepare()).toMatch(/building the server ✓/);
});

it('takes over the turn of a preparation that was killed', async () => {
  writeFileSync(join(clone, '.cache/prepare.pid'), '999999');
  expect(await prepare()).toBe('');
  expect(existsSync(join(clone, '.cache/prepare.pid'))).toBe(false);
});

it('never lets npm empty a folder that node_modules merely names', async () => {
  renameSync(join(clone, 'node_modules'), join(clone, 'elsewhere'));
  symlinkSync(join(clone, 'elsewhere'), join(clone, 'node_modules'));
  source('package-lock.json', '{"packages":{"node_modules/new":{"version":"1.0.0"}}}');
  await expect(prepare()).rejects.toThrow(/node_modules is a link/);
  expect(existsSync(join(clone, 'elsewhere/@swc'))).toBe(true);
});

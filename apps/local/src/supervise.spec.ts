import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import type { LocalProblem } from './local-problem.js';
import { supervise, type Supervised } from './supervise.js';
import { isWorthShowing } from './supervise-log.js';

const directory = mkdtempSync(join(tmpdir(), 'supervise-'));
const hasty = { firstDelay: 10, stop: 300, crashes: 3, window: 60_000 };
let supervised: Supervised;

function run(source: string) {
  const script = join(directory, 'program.mjs');
  const starts = join(directory, 'starts');
  writeFileSync(starts, '');
  writeFileSync(
    script,
    `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(starts)}, 'x');\n${source}`,
  );
  const lines: string[] = [];
  const gaveUp = new Promise<LocalProblem>((resolve) => {
    supervised = supervise(
      {
        name: 'api',
        nodeFlags: [],
        script,
        env: process.env,
        logFile: join(directory, 'api.log'),
        onLine: (line) => lines.push(line),
        onGiveUp: resolve,
      },
      hasty,
    );
  });
  return { lines, gaveUp, starts: () => readFileSync(starts, 'utf8').length };
}

afterEach(async () => {
  await supervised.stop();
  rmSync(join(directory, 'api.log'), { force: true });
});

it('reports the address of a ready program, shows its warnings and logs everything', async () => {
  const { lines } = run(`console.log('quiet'); console.error('WARN loud');
    process.send({ type: 'ready', url: 'http://here' }); setInterval(() => {}, 1000);`);
  expect(await supervised.ready).toBe('http://here');
  await sleep(100);
  expect(lines).toEqual(['[api] WARN loud']);
  expect(readFileSync(join(directory, 'api.log'), 'utf8')).toMatch(/quiet\n/);
});

it('restarts a program that crashes after it was ready, and gives up when it keeps crashing', async () => {
  const { gaveUp, lines, starts } = run(`process.send({ type: 'ready' }, () => process.exit(3));`);
  await supervised.ready;
  expect((await gaveUp).message).toMatch(
    /crashed 3 times within a minute and is not restarted; see .*api\.log/,
  );
  expect(starts()).toBe(3);
  expect(lines.join('\n')).toMatch(/ended unexpectedly \(3\), restarting in 0\.01 s/);
});

it('does not restart a program that never was ready, and repeats its last words', async () => {
  const { gaveUp, starts } = run(`console.log('PORT should be a number'); process.exit(1);`);
  await expect(supervised.ready).rejects.toThrow(/api does not start \(1\)/);
  expect((await gaveUp).message).toContain('PORT should be a number');
  expect(starts()).toBe(1);
});

it('stops by SIGTERM, and by force whoever does not listen', async () => {
  const { lines } = run(
    `process.on('SIGTERM', () => {}); process.send({ type: 'ready' }); setInterval(() => {}, 1000);`,
  );
  await supervised.ready;
  const pid = supervised.pid()!;
  const begun = Date.now();
  await supervised.stop();
  expect(Date.now() - begun).toBeGreaterThanOrEqual(hasty.stop - 20);
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  expect(lines).toEqual([]);
});

it('shows warnings and errors, not stacks, notices or the daily talk', () => {
  expect(isWorthShowing('[Nest] 7 - ERROR [Relay] lost', 'stdout')).toBe(true);
  expect(isWorthShowing('{"level":50,"msg":"lost"}', 'stdout')).toBe(true);
  expect(isWorthShowing('something on stderr', 'stderr')).toBe(true);
  expect(isWorthShowing('{"level":30,"msg":"fine"}', 'stdout')).toBe(false);
  expect(isWorthShowing('[Nest] 7 - LOG started', 'stdout')).toBe(false);
  expect(isWorthShowing('    at Relay.run (file.js:1:1)', 'stderr')).toBe(false);
  expect(isWorthShowing('(node:7) ExperimentalWarning: x', 'stderr')).toBe(false);
});

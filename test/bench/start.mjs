// Measures `npm start`: from clone to the first page, the warm start, and the memory of all processes at rest.
// npm run bench:start [-- --working-tree]   the flag takes the files as they lie here instead of the last commit
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'chanyanhui-bench-'));
const clone = join(place, 'clone');
const memoryLimit = 600;
const restSeconds = 20;

const seconds = (since) => (performance.now() - since) / 1000;
const print = (label, value) => console.log(`${label.padEnd(52)}${value}`);
const git = (...args) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });

function makeClone() {
  if (!process.argv.includes('--working-tree')) {
    git('clone', '--quiet', root, clone);
    return;
  }
  for (const file of git('ls-files', '-coz', '--exclude-standard').split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(root, file), join(clone, file));
  }
}

/** Runs `npm start` and resolves when the first page answers. */
async function start(port) {
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...process.env, PORT: String(port), DATA_DIR: '', DATABASE_URL: '', REDIS_URL: '', DEMO: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`npm start ended:\n${output}`);
    await sleep(50);
  }
  return { pid: child.pid, stop: () => child.kill('SIGTERM') && ended };
}

async function answers(port) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    return response.status === 200 && (await response.text()).includes('<script');
  } catch {
    return false;
  }
}

/** The process and everything it has started, with what each is. */
function descendants(ancestor) {
  const parents = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // Ended meanwhile.
    }
  }
  const found = [ancestor];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

/** Megabytes of the processes: PSS shares out what several hold in common, RSS counts it for each. */
function memory(pids) {
  return pids.flatMap((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const megabytes = (name) =>
        Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ name: nameOf(command), pss: megabytes('Pss'), rss: megabytes('Rss') }];
    } catch {
      return [];
    }
  });
}

function nameOf(command) {
  const service = /dist\/apps\/(\w+)\/src\/main\.js/.exec(command)?.[1];
  if (service) return service === 'local' ? 'launcher' : service;
  return command.includes('postgres') ? 'postgres' : command.split(' ').slice(0, 2).join(' ');
}

function printMemory(processes) {
  const byName = Map.groupBy
    ? Map.groupBy(processes, ({ name }) => name)
    : processes.reduce(
        (groups, one) => groups.set(one.name, [...(groups.get(one.name) ?? []), one]),
        new Map(),
      );
  const sum = (list, key) => list.reduce((total, one) => total + one[key], 0);
  const cell = (list) =>
    `PSS ${sum(list, 'pss').toFixed(0).padStart(4)} MB   RSS ${sum(list, 'rss').toFixed(0).padStart(4)} MB`;
  for (const [name, list] of byName) print(`  ${list.length} × ${name}`, cell(list));
  print(`at rest after ${restSeconds} s, all ${processes.length} processes`, cell(processes));
  const total = sum(processes, 'pss');
  print('limit', `${memoryLimit} MB: ${total <= memoryLimit ? 'kept' : 'EXCEEDED'} (PSS)`);
  if (total > memoryLimit) process.exitCode = 1;
}

let running;
try {
  const port = await freePort();
  const begun = performance.now();
  makeClone();
  print('git clone', `${seconds(begun).toFixed(1)} s`);
  running = await start(port);
  print('clone to first page (install, build, demo data)', `${seconds(begun).toFixed(1)} s`);
  await running.stop();

  const again = performance.now();
  running = await start(port);
  print('warm start to first page', `${seconds(again).toFixed(1)} s`);
  await sleep(restSeconds * 1000);
  printMemory(memory(descendants(running.pid)));
  const stopping = performance.now();
  await running.stop();
  print('stop', `${seconds(stopping).toFixed(1)} s`);
  running = undefined;
} finally {
  await running?.stop();
  // As root the database lies outside the temporary directory, which nobody else may enter.
  const reset = join(clone, 'dist/apps/local/src/reset.js');
  spawnSync(process.execPath, [reset, '--yes'], { env: { ...process.env, DATA_DIR: '', DATABASE_URL: '' } });
  rmSync(place, { recursive: true, force: true });
}

import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { programPath } from './binaries.js';
import type { Cluster } from './place-cluster.js';
import { processLives } from './process-lock.js';
import { cleanEnvironment } from './run-command.js';

/** What PostgreSQL writes about itself into postmaster.pid. */
export interface PostmasterFile {
  pid: number;
  port: number;
  status: string;
}

export type Settings = Record<string, string | number>;

export interface Postmaster {
  pid: number;
  /** Set once the process has ended. */
  ended: Promise<void>;
  hasEnded(): boolean;
}

const pidFile = (dataDir: string) => join(dataDir, 'postmaster.pid');

/** Reads postmaster.pid; null when there is none or it is not readable as one. */
export function readPostmasterFile(dataDir: string): PostmasterFile | null {
  try {
    const lines = readFileSync(pidFile(dataDir), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isSafeInteger(pid) || pid <= 0) return null;
    return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  } catch {
    return null;
  }
}

/** Whether the process is the PostgreSQL server of this data directory, and not another one that got its number. */
export function isPostmasterOf(pid: number, dataDir: string): boolean {
  if (!processLives(pid)) return false;
  const command = commandOf(pid);
  if (!/^postgres(\.exe)?$/.test(basename(command[0] ?? ''))) return false;
  if (command.includes(dataDir)) return true;
  try {
    return realpathSync(readlinkSync(`/proc/${pid}/cwd`)) === realpathSync(dataDir);
  } catch {
    return command.join(' ').includes(dataDir);
  }
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    // Where only ps tells, a path with spaces cannot be split: the program is what stands before " -D ".
    const [program = '', rest = ''] = (stdout ?? '').trim().split(/ -D (.*)/s);
    return [program, rest];
  }
}

/** Stops a server that outlived its launcher, and clears a pid file that names somebody else. */
export async function stopLeftover(dataDir: string, onProgress: (line: string) => void): Promise<void> {
  const file = readPostmasterFile(dataDir);
  if (!file) return;
  if (!isPostmasterOf(file.pid, dataDir)) {
    rmSync(pidFile(dataDir), { force: true });
    return;
  }
  onProgress(
    '正在停止上次意外中断后留下的数据库进程 / stopping the database left over from an interrupted run',
  );
  await stopPostmaster(file.pid, () => !isPostmasterOf(file.pid, dataDir));
}

/** Ends a server: fast shutdown, after ten seconds an immediate one, after fifteen by force. */
export async function stopPostmaster(pid: number, hasEnded: () => boolean): Promise<void> {
  if (await signalAndWait(pid, 'SIGINT', 10_000, hasEnded)) return;
  if (await signalAndWait(pid, 'SIGQUIT', 5_000, hasEnded)) return;
  await signalAndWait(pid, 'SIGKILL', 2_000, hasEnded);
}

/** Lets a server end when its last client has left, without waiting longer than a moment for that. */
export async function retirePostmaster(pid: number, hasEnded: () => boolean): Promise<void> {
  await signalAndWait(pid, 'SIGTERM', 3_000, hasEnded);
}

async function signalAndWait(
  pid: number,
  signal: NodeJS.Signals,
  patience: number,
  hasEnded: () => boolean,
): Promise<boolean> {
  try {
    if (!hasEnded()) process.kill(pid, signal);
  } catch {
    return true;
  }
  for (let waited = 0; waited < patience && !hasEnded(); waited += 20) await sleep(20);
  return hasEnded();
}

/** Starts the server in a session of its own, so that Ctrl-C does not reach it before its clients are done. */
export function spawnPostmaster(cluster: Cluster, settings: Settings, logFile: string): Postmaster {
  const { dataDir, binaries, user } = cluster;
  rotate(logFile);
  const log = openSync(logFile, 'a', 0o644);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(programPath(binaries, 'postgres'), ['-D', dataDir, ...options], {
    cwd: '/',
    detached: true,
    env: { ...cleanEnvironment(), TZ: 'UTC' },
    stdio: ['ignore', log, log],
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  closeSync(log);
  child.unref();
  let over = false;
  const ended = new Promise<void>((resolve) => {
    const finish = () => {
      over = true;
      resolve();
    };
    child.once('exit', finish);
    child.once('error', finish);
  });
  return { pid: child.pid ?? -1, ended, hasEnded: () => over };
}

const rotateAt = 5 * 1024 * 1024;

function rotate(logFile: string): void {
  try {
    if (statSync(logFile).size > rotateAt) renameSync(logFile, `${logFile}.1`);
  } catch {
    // No log yet.
  }
}

/** The size of the log, to read later only what a start added. */
export function logSize(logFile: string): number {
  try {
    return statSync(logFile).size;
  } catch {
    return 0;
  }
}

/** What was written to the log after the given position. */
export function logSince(logFile: string, position: number): string {
  try {
    const whole = readFileSync(logFile);
    return whole.subarray(whole.length < position ? 0 : position).toString();
  } catch {
    return '';
  }
}

/** Waits until the server takes connections; false when it ended instead. */
export async function waitUntilReady(
  postmaster: Postmaster,
  dataDir: string,
  onSlow: (seconds: number) => void,
): Promise<boolean> {
  const begun = Date.now();
  let told = 0;
  while (!postmaster.hasEnded()) {
    const file = readPostmasterFile(dataDir);
    if (file?.pid === postmaster.pid && file.status === 'ready') return true;
    const seconds = Math.floor((Date.now() - begun) / 1000);
    if (seconds >= told + 5) onSlow((told = seconds));
    await sleep(20);
  }
  return false;
}

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who holds a lock: a process, told apart by its start time from a later one with the same number. */
export interface LockHolder {
  pid: number;
  startTime?: string;
  url?: string;
}

export interface HeldLock {
  release(): void;
}

/** When a process started, in the kernel's ticks since boot; undefined where /proc does not tell. */
export function processStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** Whether a process with this number lives, whoever owns it. */
export function processLives(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

function holderLives(holder: LockHolder): boolean {
  if (!processLives(holder.pid)) return false;
  return holder.startTime === undefined || processStartTime(holder.pid) === holder.startTime;
}

/** Who holds the lock file, if that process still lives. */
export async function lockHolder(file: string): Promise<LockHolder | null> {
  for (let attempt = 0; attempt < 10; attempt++) {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return null;
    }
    try {
      const holder = JSON.parse(text) as LockHolder;
      return holderLives(holder) ? holder : null;
    } catch {
      // Another process is between creating the file and writing it.
      await sleep(30);
    }
  }
  return null;
}

/** Takes the lock file for this process, also from a holder that died; returns the holder when it lives. */
export async function takeLock(file: string, url?: string): Promise<HeldLock | LockHolder> {
  const mine: LockHolder = { pid: process.pid, startTime: processStartTime(process.pid), url };
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o644 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 20) throw error;
    }
    const holder = await lockHolder(file);
    if (holder) return holder;
    rmSync(file, { force: true });
  }
  return { release: () => rmSync(file, { force: true }) };
}

/** Tells a lock that was taken from the holder that has it. */
export const isHeld = (lock: HeldLock | LockHolder): lock is HeldLock => 'release' in lock;

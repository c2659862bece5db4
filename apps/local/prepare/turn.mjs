import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './progress.mjs';

/** Waits until no other command is installing or building in this clone; returns what ends the own turn. */
export async function takeTurn(root) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const file = join(root, '.cache', 'prepare.pid');
  let told = false;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    await sleep(told ? 200 : 50);
    const other = readHolder(file);
    if (other === null || !lives(other)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told)
      say(
        `等待另一命令完成准备（进程 ${other}）/ waiting for another command to finish preparing (process ${other})`,
      );
    told = true;
  }
}

function readHolder(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || null;
  } catch {
    return null;
  }
}

function lives(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  try {
    // A number that went to some other program since is no reason to wait.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('prepare.mjs');
  } catch {
    return true;
  }
}

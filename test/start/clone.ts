import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The clone under test. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const isRoot = process.getuid?.() === 0;

const temporary: string[] = [];

/** A temporary directory whose name has a space and Chinese characters, removed by `removeTemporary`. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), '产研汇 start-'));
  chmodSync(directory, 0o755);
  temporary.push(directory);
  return directory;
}

export function removeTemporary(): void {
  for (const directory of temporary.splice(0)) rmSync(directory, { recursive: true, force: true });
}

export interface Running {
  process: ChildProcess;
  output(): string;
  /** Resolves with the exit code, or the signal's name. */
  ended: Promise<number | string | null>;
  /** Waits until the output holds the text. */
  says(text: string, patience?: number): Promise<void>;
}

/** Runs Node with the given arguments and only the given variables beside PATH and HOME. */
export function runNode(args: string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | string | null>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? code)),
  );
  const says = async (wanted: string, patience = 30_000) => {
    for (let waited = 0; !text.includes(wanted); waited += 50) {
      if (waited > patience || child.exitCode !== null)
        throw new Error(`never said "${wanted}", only:\n${text}`);
      await sleep(50);
    }
  };
  return { process: child, output: () => text, ended, says };
}

/** Runs `npm start` without its preparation. */
export const runStart = (args: string[], env: Record<string, string>): Running =>
  runNode([join(root, 'dist/apps/local/src/main.js'), ...args], env);

/** A port nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The processes whose command line or environment names the directory. */
export function processesOf(directory: string): number[] {
  if (!existsSync('/proc')) return [];
  const naming = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(directory);
    } catch {
      return false;
    }
  };
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && (naming(pid, 'cmdline') || naming(pid, 'environ')))
    .map(Number);
}

/** Waits until a condition holds. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  patience = 15_000,
): Promise<void> {
  for (let waited = 0; !(await condition()); waited += 50) {
    if (waited > patience) throw new Error(`not after ${patience / 1000} s: ${condition.toString()}`);
    await sleep(50);
  }
}

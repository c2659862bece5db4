import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalProblem } from './local-problem.js';
import { isWorthShowing, LogFile } from './supervise-log.js';

export interface Program {
  name: string;
  nodeFlags: string[];
  script: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Receives warnings, errors and what the supervisor itself has to say. */
  onLine(line: string): void;
  /** Called once with a sentence when the program cannot be kept running. */
  onGiveUp(problem: LocalProblem): void;
}

export interface Supervised {
  /** Resolves with the address the program reports, when it reports to be ready the first time. */
  ready: Promise<string | null>;
  /** The current process number, undefined between a crash and the restart. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** How patient the supervisor is; the tests are less so. */
export interface Patience {
  firstDelay: number;
  stop: number;
  crashes: number;
  window: number;
}

const usual: Patience = { firstDelay: 500, stop: 10_000, crashes: 5, window: 60_000 };

/** Runs a program of ours as a child, restarts it when it crashes, and gives up when it keeps crashing. */
export function supervise(program: Program, patience: Patience = usual): Supervised {
  const log = new LogFile(program.logFile);
  const crashes: number[] = [];
  let child: ChildProcess | undefined;
  let wasReady = false;
  let stopping = false;
  let restart: NodeJS.Timeout | undefined;
  let announce: (address: string | null) => void;
  let fail: (problem: LocalProblem) => void;
  const ready = new Promise<string | null>((resolve, reject) => {
    announce = resolve;
    fail = reject;
  });
  // A rejection also reaches onGiveUp; whoever does not wait for readiness must not crash of it.
  ready.catch(() => {});
  let lastWords: string[] = [];

  const giveUp = (problem: LocalProblem) => {
    stopping = true;
    fail(problem);
    program.onGiveUp(problem);
  };

  const listen = (stream: 'stdout' | 'stderr', source: NodeJS.ReadableStream | null) => {
    if (!source) return;
    createInterface({ input: source }).on('line', (line) => {
      log.write(`${new Date().toISOString()} ${line}`);
      lastWords = [...lastWords.slice(-9), line];
      if (isWorthShowing(line, stream)) program.onLine(`[${program.name}] ${line}`);
    });
  };

  const ended = (how: string) => {
    child = undefined;
    if (stopping) return;
    const now = Date.now();
    crashes.push(now);
    while (crashes[0] !== undefined && crashes[0] < now - patience.window) crashes.shift();
    if (!wasReady) {
      giveUp(
        new LocalProblem(
          `${program.name} 无法启动（${how}），见 ${program.logFile} / ${program.name} does not start (${how}), see ${program.logFile}` +
            (lastWords.length > 0 ? `\n  ${lastWords.join('\n  ')}` : ''),
        ),
      );
    } else if (crashes.length >= patience.crashes) {
      giveUp(
        new LocalProblem(
          `${program.name} 一分钟内崩溃 ${crashes.length} 次，不再重启；见 ${program.logFile} / ` +
            `${program.name} crashed ${crashes.length} times within a minute and is not restarted; see ${program.logFile}`,
        ),
      );
    } else {
      const delay = patience.firstDelay * 2 ** (crashes.length - 1);
      program.onLine(
        `[${program.name}] 意外退出（${how}），${delay / 1000} 秒后重启 / ended unexpectedly (${how}), restarting in ${delay / 1000} s`,
      );
      restart = setTimeout(begin, delay);
    }
  };

  const begin = () => {
    lastWords = [];
    const started = spawn(process.execPath, [...program.nodeFlags, program.script], {
      env: program.env,
      // In a session of its own, so that Ctrl-C reaches the launcher only, which knows the order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = started;
    listen('stdout', started.stdout);
    listen('stderr', started.stderr);
    started.on('message', (message: { type?: string; url?: string }) => {
      if (message?.type !== 'ready') return;
      wasReady = true;
      announce(message.url ?? null);
    });
    started.on('error', (error) => log.write(error.message));
    started.on('close', (code, signal) => ended(signal ?? `${code}`));
  };
  begin();

  return {
    ready,
    pid: () => child?.pid,
    stop: async () => {
      stopping = true;
      clearTimeout(restart);
      const running = child;
      if (running && running.exitCode === null && running.signalCode === null) {
        const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()));
        running.kill('SIGTERM');
        const patienceEnds = new AbortController();
        await Promise.race([
          gone,
          sleep(patience.stop, undefined, { signal: patienceEnds.signal }).catch(() => {}),
        ]);
        patienceEnds.abort();
        if (running.exitCode === null && running.signalCode === null) running.kill('SIGKILL');
        await gone;
      }
      log.close();
    },
  };
}

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { LocalProblem } from './local-problem.js';
import { LogFile } from './supervise-log.js';

export type SetUpMessage =
  | { type: 'progress'; line: string }
  | { type: 'done'; demo: boolean; administratorLink: string | null }
  | { type: 'problem'; sentence: string };

export interface SetUpResult {
  demo: boolean;
  administratorLink: string | null;
}

/** Checks the configuration, migrates the database and loads the demo data, in a process of its own. */
export async function runSetUp(
  env: NodeJS.ProcessEnv,
  logFile: string,
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<SetUpResult> {
  const log = new LogFile(logFile);
  const child = fork(fileURLToPath(new URL('set-up.js', import.meta.url)), {
    env,
    execArgv: ['--enable-source-maps'],
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    signal,
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => log.write(line));
  }
  return new Promise<SetUpResult>((resolve, reject) => {
    child.on('message', (message: SetUpMessage) => {
      if (message.type === 'progress') onProgress(message.line);
      else if (message.type === 'done') resolve(message);
      else reject(new LocalProblem(message.sentence));
    });
    child.on('error', reject);
    child.on('close', (code, signalName) => {
      log.close();
      reject(
        new LocalProblem(
          `数据库准备中断（${signalName ?? code}），见 ${logFile} / setting up the database was cut short (${signalName ?? code}), see ${logFile}`,
        ),
      );
    });
  });
}

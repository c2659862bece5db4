import { spawn } from 'node:child_process';

/** Something the operator has to know, shown as it is. */
export class Failure extends Error {}

const running = new Set();

/** Prints a line on stderr: stdout belongs to the command that follows. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** Ends what was started, when this process is told to end. */
export function endRunningPrograms() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a program under one progress line with the seconds ticking; throws a Failure with its output.
 * @param {{title: string, file: string, args: string[], cwd: string, env?: NodeJS.ProcessEnv, shell?: boolean, sentence: string}} task
 * @returns {Promise<string>} what the program printed
 */
export async function runTask({ title, file, args, cwd, env, shell, sentence }) {
  const stopTicking = tick(title);
  const { code, output } = await new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env: env ?? process.env,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let text = '';
    const collect = (chunk) => (text += chunk);
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    const finish = (status) => {
      running.delete(child);
      resolve({ code: status, output: text });
    };
    child.on('error', (error) => {
      collect(error.message);
      finish(-1);
    });
    child.on('close', finish);
  });
  stopTicking(code === 0);
  if (code === 0) return output;
  throw new Failure(`${beginningAndEnd(output)}\n\n${sentence}`);
}

/** What a failed program printed: some name the cause first and their usage last, others the other way round. */
function beginningAndEnd(output) {
  const lines = output.trimEnd().split('\n');
  return (lines.length <= 40 ? lines : [...lines.slice(0, 18), '…', ...lines.slice(-18)]).join('\n');
}

/** Shows the line at once and the seconds passed: in place on a terminal, every ten seconds elsewhere. */
function tick(title) {
  const begun = Date.now();
  const seconds = () => ((Date.now() - begun) / 1000).toFixed(0);
  const inPlace = process.stderr.isTTY && running.size === 0;
  if (inPlace) process.stderr.write(`${title} …`);
  else say(`${title} …`);
  const timer = setInterval(
    () => (inPlace ? process.stderr.write(`\r${title} … ${seconds()} s`) : say(`${title} … ${seconds()} s`)),
    inPlace ? 1_000 : 10_000,
  );
  return (succeeded) => {
    clearInterval(timer);
    const line = `${title} ${succeeded ? '✓' : '✗'} ${((Date.now() - begun) / 1000).toFixed(1)} s`;
    process.stderr.write(inPlace ? `\r${line}  \n` : `${line}\n`);
  };
}

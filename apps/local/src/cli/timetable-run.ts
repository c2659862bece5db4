import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { BadInstanceError, buildTimetable, InfeasibleError, type Instance } from '#scheduling';
import { InputError } from './match-run.js';

export interface TimetableRunOptions {
  /** JSON file, format `meetmatch-instance/1`. */
  instance: string;
  /** Where the timetable is written, format `meetmatch-schedule/1`. */
  out: string;
  seconds: number;
  seed: number;
}

/** Exit status: written and valid, proven infeasible, none found in the time given. */
export type TimetableStatus = 0 | 3 | 4;

/** Ten times what the largest event needs. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_LETTERS = 500;

/**
 * Builds the timetable of an instance and writes it. Prints one line of JSON: what it is worth, or why there is none.
 * @throws InputError naming the file and the item
 */
export async function timetableRun(options: TimetableRunOptions): Promise<TimetableStatus> {
  const start = performance.now();
  const instance = await readInstance(options.instance);
  try {
    const { schedule, objectives, bound } = buildTimetable(instance, {
      seed: options.seed,
      now: () => performance.now(),
      timeLimitMs: options.seconds * 1000 - (performance.now() - start),
    });
    const partial = `${options.out}.part`;
    try {
      await writeFile(partial, JSON.stringify(schedule));
      await rename(partial, options.out);
    } catch (error) {
      throw refusal(options.out, error);
    }
    const seconds = Math.round(performance.now() - start) / 1000;
    console.log(JSON.stringify({ status: 'written', ...objectives, bound, seconds }));
    return 0;
  } catch (error) {
    if (error instanceof BadInstanceError) throw refusal(options.instance, error);
    if (!(error instanceof InfeasibleError)) throw error;
    refuseTooManyMusts(options.instance, instance);
    const { code, items, proven, message } = error;
    console.log(JSON.stringify({ status: proven ? 'infeasible' : 'none-found', code, items, message }));
    return proven ? 3 : 4;
  }
}

async function readInstance(file: string): Promise<Instance> {
  try {
    if ((await stat(file)).size > MOST_BYTES) throw new Error('is larger than 64 MB');
    // Checked by buildTimetable, which takes any value.
    return JSON.parse(await readFile(file, 'utf8')) as Instance;
  } catch (error) {
    throw refusal(file, error);
  }
}

/** One line, however long or broken what it quotes may be. */
function refusal(file: string, error: unknown): InputError {
  return new InputError(`${file}: ${(error as Error).message.replace(/\s+/g, ' ').slice(0, MOST_LETTERS)}`);
}

/** More must meetings than rounds is a slip of the pen rather than a finding. @throws InputError */
function refuseTooManyMusts(file: string, { participants, pairs, rounds }: Instance): void {
  const musts = new Map(participants.map(({ id }) => [id, 0]));
  for (const { a, b, must } of pairs) {
    if (must) for (const id of [a, b]) musts.set(id, musts.get(id)! + 1);
  }
  participants.forEach(({ id }, index) => {
    if (musts.get(id)! <= rounds) return;
    throw new InputError(
      `${file}: participants[${index}]: ${id} has ${musts.get(id)} must meetings and there are ${rounds} rounds`,
    );
  });
}

import { performance } from 'node:perf_hooks';
import {
  BadInstanceError,
  beyondPairs,
  buildTimetable,
  checkInstance,
  InfeasibleError,
  type Instance,
  minimiseIdlePeriods,
  type Objective,
  type Refutation,
  refuteInstance,
  type Schedule,
} from '#scheduling';
import { InputError } from './run-files.js';
import { readJson, refusal, writeJson } from './timetable-files.js';

export interface TimetableRunOptions {
  /** JSON file, format `meetmatch-instance/1`. */
  instance: string;
  /** Where the timetable is written, format `meetmatch-schedule/1`. */
  out: string;
  seconds: number;
  seed: number;
  /** What counts, the most important first; default: the value of the instance. */
  objectives?: readonly string[];
}

/** Exit status: written and valid, proven infeasible, none found in the time given. */
export type TimetableStatus = 0 | 3 | 4;

/**
 * Builds the timetable of an instance and writes it. Prints one line of JSON: what it is worth, or why there is none.
 * @throws InputError naming the file and the item
 */
export async function timetableRun(options: TimetableRunOptions): Promise<TimetableStatus> {
  const start = performance.now();
  // Checked below, by what takes any value.
  const instance = (await readJson(options.instance)) as Instance;
  const effort = {
    seed: options.seed,
    now: () => performance.now(),
    timeLimitMs: options.seconds * 1000 - (performance.now() - start),
  };
  const written = async (schedule: Schedule, worth: object): Promise<0> => {
    await writeJson(options.out, schedule);
    const seconds = Math.round(performance.now() - start) / 1000;
    console.log(JSON.stringify({ status: 'written', ...worth, seconds }));
    return 0;
  };
  try {
    const problems = checkInstance(instance);
    if (problems.length > 0) throw new BadInstanceError(problems);
    refuseTooManyMusts(options.instance, instance);
    const refutation = refuteInstance(instance);
    if (refutation) return refuted(refutation);
    // Everything else is placed, and its idle time closed as far as that goes, by the general search.
    if (instance.mode === 'all' && beyondPairs(instance) === undefined) {
      const answer = minimiseIdlePeriods(instance, effort);
      if (answer === null) {
        console.log(JSON.stringify({ status: 'none-found', message: 'none was found in the time given' }));
        return 4;
      }
      if ('refutation' in answer) return refuted(answer.refutation);
      const { schedule, breaks, bound, proven } = answer;
      return await written(schedule, { breaks, bound, proven });
    }
    const { schedule, objectives, bound } = buildTimetable(instance, {
      ...effort,
      // Checked by what takes them.
      objectives: options.objectives as readonly Objective[] | undefined,
    });
    return await written(schedule, { ...objectives, bound });
  } catch (error) {
    if (error instanceof BadInstanceError) throw refusal(options.instance, error);
    if (!(error instanceof InfeasibleError)) throw error;
    const { code, items, proven, message } = error;
    console.log(JSON.stringify({ status: proven ? 'infeasible' : 'none-found', code, items, message }));
    return proven ? 3 : 4;
  }
}

function refuted({ sentence, ...refutation }: Refutation): 3 {
  console.log(JSON.stringify({ status: 'infeasible', ...refutation, message: sentence.en, sentence }));
  return 3;
}

/** More must meetings than rounds is a slip of the pen rather than a finding. @throws InputError */
function refuseTooManyMusts(file: string, { participants, pairs, rounds }: Instance): void {
  const musts = new Map(participants.map(({ id }) => [id, 0]));
  for (const { a, b, must } of pairs) {
    if (must) for (const id of [a, b]) musts.set(id, musts.get(id)! + 1);
  }
  participants.forEach(({ id, representatives = 1 }, index) => {
    if (musts.get(id)! <= rounds * representatives) return;
    throw new InputError(
      `${file}: participants[${index}]: ${id} has ${musts.get(id)} must meetings and there are ${rounds} rounds`,
    );
  });
}

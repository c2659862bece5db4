import {
  BadEventError,
  BadInstanceError,
  checkSchedule,
  type Instance,
  type LiveEvent,
  type Proposal,
  type Repair,
  repairTimetable,
  sayReason,
  type Schedule,
} from '#scheduling';
import { InputError } from './run-files.js';
import { readJson, writeJson } from './timetable-files.js';

export interface TimetableRepairOptions {
  /** Files in the formats meetmatch-instance/1, meetmatch-schedule/1 and meetmatch-event/1. */
  instance: string;
  timetable: string;
  event: string;
  /** Where the repaired timetable is written. */
  out: string;
}

/** Changes of each kind that the summary names. */
const NAMED = 10;

/**
 * Repairs an announced timetable after an event and prints on standard error what changes. The result is checked before
 * it is written.
 * @returns exit status: 0 written and valid, 3 what must be held provably cannot be (reasons on standard output), 4 no
 *   place was found for it
 * @throws {InputError} naming the file and the item that is wrong
 */
export async function timetableRepair({
  instance,
  timetable,
  event,
  out,
}: TimetableRepairOptions): Promise<number> {
  const files = { instance, timetable, event };
  const repair = repairFiles(
    (await readJson(instance)) as Instance,
    (await readJson(timetable)) as Schedule,
    (await readJson(event)) as LiveEvent,
    files,
  );
  const [best, ...others] = repair.proposals;
  if (!best.isComplete) {
    const isProven = repair.impossible.length > 0;
    const { impossible } = repair;
    const missing = [
      ...best.diff.missing,
      ...best.diff.dropped.filter(({ pair }) => isRequired(repair, pair)),
    ];
    console.log(JSON.stringify({ status: isProven ? 'infeasible' : 'not-found', impossible, missing }));
    return isProven ? 3 : 4;
  }
  const [broken] = checkSchedule(repair.instance, best.schedule);
  if (broken) throw new InputError(`${timetable}: breaks a rule in a round that is over: ${broken.message}`);
  await writeJson(out, best.schedule);
  console.error(summary(repair, best));
  for (const other of others) console.error(`  or (${other.kind}): ${counts(other)}`);
  return 0;
}

function repairFiles(
  instance: Instance,
  timetable: Schedule,
  event: LiveEvent,
  files: { instance: string; timetable: string; event: string },
): Repair {
  try {
    return repairTimetable(instance, timetable, event);
  } catch (error) {
    if (!(error instanceof BadInstanceError) && !(error instanceof BadEventError)) throw error;
    const { problems } = error;
    const [first] = problems;
    const isTimetable = error instanceof BadEventError && first?.code === 'timetable';
    const file =
      error instanceof BadInstanceError ? files.instance : isTimetable ? files.timetable : files.event;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    throw new InputError(`${file}: ${first?.item}: ${first?.message}${more}`, { cause: error });
  }
}

function isRequired({ instance }: Repair, pair: number): boolean {
  return instance.mode === 'all' || instance.pairs[pair]?.must === true;
}

function counts({ diff, after }: Proposal): string {
  const { dropped, moved, byChoice, added, reseated, disturbed } = diff;
  return (
    `${dropped.length} given up, ${moved.length} moved (${byChoice} by choice), ${added.length} added, ` +
    `${reseated.length} at another table; ${disturbed.length} people disturbed; value ${after.value}`
  );
}

/** Rounds and tables are counted from 1, as on the wall. */
function summary({ instance, before }: Repair, best: Proposal): string {
  const meeting = (pair: number) => `${instance.pairs[pair]!.a}–${instance.pairs[pair]!.b}`;
  const say = (reason: Parameters<typeof sayReason>[0]) =>
    sayReason(reason, { participant: (id) => id, meeting }).en;
  const { dropped, moved, added } = best.diff;
  const lines = [
    ...dropped.slice(0, NAMED).map(({ pair, from, reason, nowhere }) => {
      return `- ${meeting(pair)}, round ${from.round + 1}: ${say(reason)}; ${say(nowhere)}`;
    }),
    ...moved.slice(0, NAMED).map(({ pair, from, to, reason }) => {
      return `> ${meeting(pair)}, round ${from.round + 1} to ${to.round + 1}: ${say(reason)}`;
    }),
    ...added.slice(0, NAMED).map(({ pair, to, reason }) => {
      return `+ ${meeting(pair)}, round ${to.round + 1}: ${say(reason)}`;
    }),
  ];
  return [`${counts(best)} (before: ${before.value})`, ...lines.map((line) => `  ${line}`)].join('\n');
}

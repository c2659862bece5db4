import { checkInstance } from '../check-instance.js';
import { checkSchedule } from '../check-schedule.js';
import {
  compilePlacement,
  conflictItems,
  describeConflict,
  PlacementSearch,
  propagate,
  type Refutation,
} from '../feasibility/index.js';
import { beyondPairs, type Instance, tablesPerRound } from '../instance.js';
import { measureSchedule } from '../measure-schedule.js';
import { seededRandom } from '../random.js';
import type { Schedule } from '../schedule.js';
import { BadInstanceError } from '../scheduling-errors.js';
import { BreakBound } from './break-bound.js';
import { encodeBlocks } from './encode-blocks.js';
import { sparePeople } from './spare-people.js';
import { seatMeetings } from './seat-meetings.js';

export interface IdleOptions {
  /** 32-bit seed; same instance and seed give the same timetable, unless time runs out. */
  readonly seed: number;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  readonly timeLimitMs: number;
  /** Asked every few hundred steps; true ends the search with what was found. */
  readonly stop?: () => boolean;
  /** Told each better timetable and each higher bound. */
  readonly onProgress?: (progress: IdleProgress) => void;
}

export interface IdleProgress {
  /** Breaks of the best timetable so far. */
  readonly breaks: number;
  /** No timetable has fewer. */
  readonly bound: number;
}

export interface IdleTimetable extends IdleProgress {
  readonly schedule: Schedule;
  /** Whether `breaks` is the least possible. */
  readonly proven: boolean;
}

/**
 * Places all pairs of an instance with as few breaks as possible: runs of idle rounds between the first and the last
 * meeting of a participant. A clause learning search finds a timetable, spares one participant after the other the
 * breaks, then raises a lower bound until a timetable meets it.
 * @param instance in mode `all`
 * @returns the best timetable found; the proof that there is none; or null if the time was too short to find one
 * @throws BadInstanceError if `checkInstance` finds problems or the mode is another
 */
export function minimiseIdlePeriods(
  instance: Instance,
  options: IdleOptions,
): IdleTimetable | { readonly refutation: Refutation } | null {
  const problems = checkInstance(instance);
  if (problems.length > 0) throw new BadInstanceError(problems);
  if (instance.mode !== 'all')
    throw new BadInstanceError([{ code: 'range', item: 'mode', message: 'must be all' }]);
  const beyond = beyondPairs(instance);
  if (beyond !== undefined)
    throw new BadInstanceError([
      { code: 'range', item: beyond, message: 'is only handled by buildTimetable' },
    ]);
  const end = options.now() + options.timeLimitMs;
  const stop = () => options.now() >= end || options.stop?.() === true;

  const items = conflictItems(instance);
  const placement = compilePlacement(instance, items);
  const open = placement.open.slice();
  const infeasible = () => ({ refutation: describeConflict(instance, items, false) });
  if (propagate(placement, open)) return infeasible();
  const random = seededRandom(options.seed);
  const newSearch = () => {
    const search = new PlacementSearch(placement, open);
    encodeBlocks(search);
    search.solver.shuffle(random);
    return search;
  };
  const tables = tablesPerRound(instance);
  let best: { schedule: Schedule; breaks: number } | undefined;
  let bound = 0;
  const report = () => best && options.onProgress?.({ breaks: best.breaks, bound });
  const keepFound = (search: PlacementSearch) => {
    const meetings = seatMeetings(placement, search.roundOf(), tables);
    const schedule: Schedule = { format: 'meetmatch-schedule/1', instance: instance.name, meetings };
    const { breaks } = measureSchedule(instance, schedule);
    if (best && best.breaks <= breaks) return;
    best = { schedule, breaks };
    report();
  };

  const first = newSearch();
  const possible = first.solve([], { stop });
  if (possible === false) return infeasible();
  if (!possible) return null;
  keepFound(first);
  sparePeople(first, { stop }, () => keepFound(first));
  if (best!.breaks > 0) {
    // What was learnt on the way to a good timetable misleads the search for the best.
    const proof = newSearch();
    const counted = new BreakBound(proof);
    while (bound < best!.breaks && !stop()) {
      const met = counted.step({ stop });
      if (met === undefined) break;
      bound = counted.bound;
      if (met) keepFound(proof);
      else report();
    }
  }
  if (!best) return null;
  const violations = checkSchedule(instance, best.schedule);
  if (violations.length > 0) {
    throw new Error(`internal: timetable is invalid: ${violations[0]!.code}: ${violations[0]!.message}`);
  }
  return { ...best, bound, proven: bound >= best.breaks };
}

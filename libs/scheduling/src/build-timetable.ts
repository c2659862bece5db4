import { checkInstance } from './check-instance.js';
import { checkSchedule } from './check-schedule.js';
import { closeGaps, overBreakLimit } from './close-gaps.js';
import { Effort, type EffortOptions } from './effort.js';
import { explainUnplaced, type Unplaced } from './explain-unplaced.js';
import { Grid } from './grid.js';
import { anneal, fillByChains, fillGreedily } from './improve.js';
import type { Instance } from './instance.js';
import { KempeChains } from './kempe.js';
import { measureSchedule, type Objectives } from './measure-schedule.js';
import { type Announced, announcedMeetings, collectLocks } from './locks.js';
import { compileModel } from './model.js';
import { placeLocked, placeRequired, refuteRequired } from './place-required.js';
import { type Random, seededRandom } from './random.js';
import type { Schedule } from './schedule.js';
import { seatTables } from './seat-tables.js';
import { boundOf, isPlain, selectMeetings } from './select/select-meetings.js';
import { BadInstanceError, InfeasibleError } from './scheduling-errors.js';

/** Effort of the general search, per pair and participant × round, and step per round. */
const ANNEALING = 1.5;
const GAP_CLOSING = 0.3;
/** Times that gap closing is tried again to keep `limits`, and swaps per participant × round. */
const LIMIT_ROUNDS = 20;
const LIMIT_MOVES = 12;
/** Time for seating, checking and explaining at the end, in times of what reading took. */
const ENDING = 2;
/** Most steps per round of the general search, which cannot know when it is at its end. */
const MOST_STEPS = 400;

export interface BuildOptions extends EffortOptions {
  /** 32-bit seed; same instance, options and seed give the same timetable, unless the time limit cuts in. */
  readonly seed: number;
  /** Rounds before this one are over: they stay as they are in `previous`. Default 0. */
  readonly frozenBefore?: number;
  /** The announced version: its meetings stay in their rounds wherever that is still possible. */
  readonly previous?: Schedule;
}

export interface Timetable {
  readonly schedule: Schedule;
  readonly objectives: Objectives;
  /** No timetable has a higher value, kept promises (`minMeetings`) counted with it. */
  readonly bound: number;
  /** Pairs that are not held, by pair index. */
  readonly unplaced: readonly Unplaced[];
}

/**
 * Builds a valid timetable of high value: fixed, announced and required meetings first, then the most valuable, up to
 * the bound where that is possible; then idle time and walking are cut at unchanged value. The result is checked by
 * `checkSchedule` before it is returned.
 * @throws BadInstanceError if `checkInstance` finds problems
 * @throws InfeasibleError if the required and fixed meetings cannot be held together (`proven`) or no way was found
 */
export function buildTimetable(instance: Instance, options: BuildOptions): Timetable {
  const effort = new Effort(options, instance?.rounds);
  const problems = checkInstance(instance);
  if (problems.length > 0) throw new BadInstanceError(problems);
  const { previous, frozenBefore = 0 } = options;
  const random = seededRandom(options.seed);
  const announced = announcedMeetings(instance, previous);
  const locks = collectLocks(instance, announced, frozenBefore);
  const grid = new Grid(compileModel(instance, locks, frozenBefore));
  const chains = new KempeChains(grid);
  const reserve = effort.elapsed * ENDING;
  const outOfTime = () => effort.outOfTime(reserve);

  placeLocked(grid, locks);
  refuteRequired(grid.model);
  keepAnnounced(grid, announced);
  // Chains would move many announced meetings for one that is new.
  placeRequired(grid, announced.length > 0 ? undefined : chains, random, outOfTime);
  keepAnnounced(grid, announced);
  lockAnnounced(grid, announced);
  const bound = isPlain(grid.model)
    ? selectMeetings(grid, random, effort, reserve)
    : fillGrid(grid, chains, random, effort, outOfTime);
  keepBreakLimits(grid, chains, random, outOfTime);

  const announcedTable = new Int32Array(instance.pairs.length).fill(-1);
  for (const { pair, round, table } of announced) {
    if (grid.roundOf[pair] === round) announcedTable[pair] = table ?? -1;
  }
  const schedule = writeSchedule(grid, seatTables(grid, announcedTable));
  const violations = checkSchedule(instance, schedule);
  if (violations.length > 0) {
    throw new Error(`internal: timetable is invalid: ${violations[0]!.code}: ${violations[0]!.message}`);
  }
  const objectives = measureSchedule(instance, schedule);
  effort.report(objectives.value, bound, true);
  return { schedule, objectives, bound, unplaced: explainUnplaced(grid) };
}

/** The search for instances with precedences or home tables. Returns a bound on the value. */
function fillGrid(
  grid: Grid,
  chains: KempeChains,
  random: Random,
  effort: Effort,
  outOfTime: () => boolean,
): number {
  const { pairs, participants, rounds } = grid.model;
  const bound = boundOf(grid.model);
  const steps = Math.min(effort.steps, MOST_STEPS * rounds);
  fillGreedily(grid);
  fillByChains(grid, chains, outOfTime);
  effort.report(grid.value, bound, true);
  anneal(grid, random, (ANNEALING * pairs * steps) / rounds, outOfTime);
  fillByChains(grid, chains, outOfTime);
  effort.report(grid.value, bound, true);
  closeGaps(grid, chains, random, GAP_CLOSING * participants * steps, outOfTime);
  return bound;
}

function keepAnnounced(grid: Grid, announced: readonly Announced[]): void {
  for (const { pair, round } of announced) {
    if (grid.roundOf[pair]! < 0 && grid.underCap(pair) && grid.fits(pair, round)) grid.put(pair, round);
  }
}

function lockAnnounced(grid: Grid, announced: readonly Announced[]): void {
  for (const { pair, round } of announced) if (grid.roundOf[pair] === round) grid.locked[pair] = 1;
}

/** @throws InfeasibleError if the instance's limits on breaks are still broken after more gap closing */
function keepBreakLimits(grid: Grid, chains: KempeChains, random: Random, outOfTime: () => boolean): void {
  const { participants, rounds, instance } = grid.model;
  const moves = LIMIT_MOVES * participants * rounds;
  for (let i = 0; i < LIMIT_ROUNDS && overBreakLimit(grid).length > 0 && !outOfTime(); i++) {
    closeGaps(grid, chains, random, moves, outOfTime);
  }
  const over = overBreakLimit(grid);
  if (over.length === 0) return;
  throw new InfeasibleError(
    'break-limits',
    over.map((p) => ({ participant: instance.participants[p]!.id })),
  );
}

function writeSchedule(grid: Grid, tableOf: Int32Array): Schedule {
  const meetings = grid.held.flatMap((pairs, round) =>
    pairs
      .slice()
      .sort((x, y) => x - y)
      .map((pair) => ({ pair, round, table: tableOf[pair]! })),
  );
  return { format: 'meetmatch-schedule/1', instance: grid.model.instance.name, meetings };
}

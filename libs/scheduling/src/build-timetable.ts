import { checkInstance } from './check-instance.js';
import { checkSchedule } from './check-schedule.js';
import { closeGaps, overBreakLimit } from './close-gaps.js';
import { Effort, type EffortOptions } from './effort.js';
import { explainUnplaced, type Unplaced } from './explain-unplaced.js';
import { Grid } from './grid.js';
import { anneal, fillByChains, fillGreedily } from './improve.js';
import { beyondPairs, type Instance } from './instance.js';
import { KempeChains } from './kempe.js';
import { measureSchedule, type Objectives } from './measure-schedule.js';
import { type Announced, announcedMeetings, collectLocks } from './locks.js';
import { minimiseIdlePeriods } from './idle/minimise-idle-periods.js';
import { compileModel, worthOf } from './model.js';
import { completeOrder, type Objective } from './objectives.js';
import { placeLocked, placeRequired, refuteRequired } from './place-required.js';
import { type Random, seededRandom } from './random.js';
import type { Schedule } from './schedule.js';
import { seatTables } from './seat-tables.js';
import { boundOf, hasMasks, isPlain, selectMeetings } from './select/select-meetings.js';
import { BadInstanceError, InfeasibleError } from './scheduling-errors.js';
import { settleRounds, type Settling } from './settle-rounds.js';
import { TRADES, tradeMeetings } from './trade-meetings.js';
import { orderedWorth } from './worth.js';

/** Effort of the general search, per pair and participant × round, and step per round. */
const ANNEALING = 1.5;
const GAP_CLOSING = 0.3;
/** Times that gap closing is tried again to keep `limits`, and swaps per participant × round. */
const LIMIT_ROUNDS = 20;
const LIMIT_MOVES = 12;
/** Time for seating, checking and explaining at the end, in times of what reading took. */
const ENDING = 2;
/** Part of the time for the rounds of what is held, for trades where there are any, and for a proof of least idle time. */
const SETTLE_SHARE = 0.02;
const TRADE_SHARE = 0.3;
const PROOF_SHARE = 0.6;
/** Part of the time for the choice that the general search begins with. */
const CHOICE_SHARE = 0.4;
/** Most steps per round of the general search, which cannot know when it is at its end. */
const MOST_STEPS = 400;

export interface BuildOptions extends EffortOptions {
  /** 32-bit seed; same instance, options and seed give the same timetable, unless the time limit cuts in. */
  readonly seed: number;
  /** Rounds before this one are over: they stay as they are in `previous`. Default 0. */
  readonly frozenBefore?: number;
  /** The announced version: its meetings stay in their rounds wherever that is still possible, or by `objectives`. */
  readonly previous?: Schedule;
  /**
   * What counts, the most important first, each strictly before the next; what is left out follows in the order of
   * `objectiveNames`. Without it the value of the instance counts, in which first and promised meetings weigh as much as
   * it says, then `comfort`, and `previous` before all.
   */
  readonly objectives?: readonly Objective[];
}

export interface Timetable {
  readonly schedule: Schedule;
  readonly objectives: Objectives;
  /**
   * No timetable has a higher value, kept promises (`minMeetings`) counted with it. With `BuildOptions.objectives`, the
   * value of the best choice by them if only numbers mattered.
   */
  readonly bound: number;
  /** Pairs that are not held, by pair index. */
  readonly unplaced: readonly Unplaced[];
}

/**
 * Builds a valid timetable of high value: fixed, announced and required meetings first, then the most valuable, up to
 * the bound where that is possible; then idle time and walking are cut at unchanged value, and rounds that are not
 * needed left over at the end. Where all pairs have to be held, idle time is cut as far as `minimiseIdlePeriods` can
 * prove it. The result is checked by `checkSchedule` before it is returned.
 * @throws BadInstanceError if `checkInstance` finds problems, or `objectives` are none
 * @throws InfeasibleError if the required and fixed meetings cannot be held together (`proven`) or no way was found
 */
export function buildTimetable(instance: Instance, options: BuildOptions): Timetable {
  const effort = new Effort(options, instance?.rounds);
  const problems = checkInstance(instance);
  if (problems.length > 0) throw new BadInstanceError(problems);
  const { previous, frozenBefore = 0 } = options;
  const order = options.objectives && completeOrder(options.objectives);
  const random = seededRandom(options.seed);
  const announced = announcedMeetings(instance, previous);
  const plan = planFor(order, announced);
  const homes = new Int16Array(instance.pairs.length).fill(-1);
  for (const { pair, round } of announced) homes[pair] = round;
  const locks = collectLocks(instance, announced, frozenBefore);
  const worth =
    order &&
    orderedWorth(
      instance,
      order,
      Uint8Array.from(homes, (round) => (round < 0 ? 0 : 1)),
    );
  const grid = new Grid(compileModel(instance, locks, frozenBefore, worth));
  const chains = new KempeChains(grid);
  const reserve = effort.elapsed * ENDING;
  const outOfTime = () => effort.outOfTime(reserve);

  placeLocked(grid, locks);
  refuteRequired(grid.model);
  if (instance.mode === 'all' && announced.length === 0 && beyondPairs(instance) === undefined) {
    const least = leastIdle(instance, options.seed, effort);
    if (least) return least;
  }
  keepAnnounced(grid, announced);
  // Chains would move many announced meetings for one that is new.
  placeRequired(grid, announced.length > 0 ? undefined : chains, random, outOfTime);
  keepAnnounced(grid, announced);
  if (plan.locksAnnounced) lockAnnounced(grid, announced);
  const share = SETTLE_SHARE + (plan.trades ? TRADE_SHARE : 0);
  const forLater = reserve + restOf(effort, 1 - share);
  const bound = isPlain(grid.model)
    ? selectMeetings(grid, random, effort, forLater, plan.closesIdle)
    : fillGrid(grid, chains, random, effort, forLater, plan.closesIdle);
  const hasMoved = settleRounds(grid, chains, plan.settling, homes, outOfTime);
  // Where meetings have moved, others may have room.
  if (hasMoved && !plan.trades) fillGreedily(grid);
  if (order && plan.trades) {
    const trades =
      (TRADES * instance.pairs.length * Math.min(effort.steps, MOST_STEPS * instance.rounds)) /
      instance.rounds;
    tradeMeetings(grid, order, homes, random, trades, outOfTime);
    settleRounds(grid, chains, plan.settling, homes, outOfTime);
  }
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
  effort.report(() => objectives.value, bound, true);
  return { schedule, objectives, bound, unplaced: explainUnplaced(grid) };
}

interface BuildPlan {
  /** Announced meetings stay, whatever else is won by moving them. */
  readonly locksAnnounced: boolean;
  /** Idle time may move meetings from where they were announced. */
  readonly closesIdle: boolean;
  readonly settling: readonly Settling[];
  /** When meetings are held counts more than some of those that could be held. */
  readonly trades: boolean;
}

function planFor(order: readonly Objective[] | undefined, announced: readonly Announced[]): BuildPlan {
  if (!order) return { locksAnnounced: true, closesIdle: true, settling: ['comfort'], trades: false };
  const locksAnnounced = order[0] === 'stability';
  const settling = order.filter(
    (one): one is Settling =>
      one === 'comfort' || (one === 'stability' && announced.length > 0 && !locksAnnounced),
  );
  const lastChoosing = Math.max(
    ...order.map((one, index) => (one === 'comfort' || one === 'stability' ? -1 : index)),
  );
  return {
    locksAnnounced,
    closesIdle: settling[0] === 'comfort',
    settling,
    trades: settling.some((one) => order.indexOf(one) < lastChoosing),
  };
}

/** All pairs with the least idle time that can be proven or found; undefined if no timetable was found that way. */
function leastIdle(instance: Instance, seed: number, effort: Effort): Timetable | undefined {
  const least = minimiseIdlePeriods(instance, { seed, ...effort.part(PROOF_SHARE) });
  if (!least) return undefined;
  if ('refutation' in least) {
    const { pairs, participants } = least.refutation;
    throw new InfeasibleError('must-contradict', [
      ...participants.map((participant) => ({ participant })),
      ...pairs.map((pair) => ({ pair })),
    ]);
  }
  const objectives = measureSchedule(instance, least.schedule);
  effort.report(() => objectives.value, objectives.value, true);
  return { schedule: least.schedule, objectives, bound: objectives.value, unplaced: [] };
}

/** Milliseconds of the limit beyond a part of it. */
function restOf({ limitMs }: Effort, part: number): number {
  return limitMs < Infinity ? limitMs * (1 - part) : 0;
}

/**
 * The search for instances in which more than people and the number of tables is in the way of a meeting: what
 * `selectMeetings` chooses without looking at that, as far as it fits, is filled up and improved. Returns a bound on the
 * value.
 */
function fillGrid(
  grid: Grid,
  chains: KempeChains,
  random: Random,
  effort: Effort,
  reserveMs: number,
  closesIdle: boolean,
): number {
  const outOfTime = () => effort.outOfTime(reserveMs);
  const { pairs, participants, rounds, plain } = grid.model;
  const value = () => worthOf(plain, (k) => grid.roundOf[k]! >= 0, grid.count);
  const steps = Math.min(effort.steps, MOST_STEPS * rounds);
  const bound = hasMasks(grid.model)
    ? selectMeetings(grid, random, effort, reserveMs + restOf(effort, CHOICE_SHARE), false)
    : boundOf(grid.model);
  fillGreedily(grid);
  fillByChains(grid, chains, outOfTime);
  effort.report(value, bound, true);
  anneal(grid, random, (ANNEALING * pairs * steps) / rounds, outOfTime);
  fillByChains(grid, chains, outOfTime);
  effort.report(value, bound, true);
  if (closesIdle) closeGaps(grid, chains, random, GAP_CLOSING * participants * steps, outOfTime);
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

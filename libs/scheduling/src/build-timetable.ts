import { checkInstance } from './check-instance.js';
import { checkSchedule } from './check-schedule.js';
import { closeGaps, overBreakLimit } from './close-gaps.js';
import { explainUnplaced, type Unplaced } from './explain-unplaced.js';
import { Grid } from './grid.js';
import { anneal, fillByChains, fillGreedily } from './improve.js';
import { type Instance, pairOfFixed, pairsByParties } from './instance.js';
import { KempeChains } from './kempe.js';
import { measureSchedule, type Objectives } from './measure-schedule.js';
import { compileModel, type Lock } from './model.js';
import { placeLocked, placeRequired, refuteRequired } from './place-required.js';
import { type Random, seededRandom } from './random.js';
import { pairsOfMeetings, type Schedule } from './schedule.js';
import { seatTables } from './seat-tables.js';
import { BadInstanceError, InfeasibleError } from './scheduling-errors.js';

/** Effort, in moves per pair and per participant × round. */
const ANNEALING = 60;
const GAP_CLOSING = 12;
/** Rounds of gap closing spent on keeping `limits`. */
const LIMIT_ROUNDS = 20;

export interface BuildOptions {
  /** 32-bit seed; same instance, options and seed give the same timetable. */
  readonly seed: number;
  /** Milliseconds of any clock; needed for `timeLimitMs`. */
  readonly now?: () => number;
  /** Improvement stops after this time; where it cuts in, the timetable depends on the machine's speed. */
  readonly timeLimitMs?: number;
  /** Rounds before this one are over: they stay as they are in `previous`. Default 0. */
  readonly frozenBefore?: number;
  /** The announced version: its meetings stay in their rounds wherever that is still possible. */
  readonly previous?: Schedule;
}

export interface Timetable {
  readonly schedule: Schedule;
  readonly objectives: Objectives;
  /** Pairs that are not held, by pair index. */
  readonly unplaced: readonly Unplaced[];
}

/**
 * Builds a valid timetable of high value: fixed, announced and required meetings first, then the most valuable,
 * improved by ejections and Kempe chains; then idle time and walking are cut at unchanged value.
 * @throws BadInstanceError if `checkInstance` finds problems
 * @throws InfeasibleError if the required and fixed meetings cannot be held together (`proven`) or no way was found
 */
export function buildTimetable(instance: Instance, options: BuildOptions): Timetable {
  const problems = checkInstance(instance);
  if (problems.length > 0) throw new BadInstanceError(problems);
  const { previous, frozenBefore = 0 } = options;
  const random = seededRandom(options.seed);
  const outOfTime = deadline(options);
  const announced = announcedMeetings(instance, previous);
  const locks = collectLocks(instance, announced, frozenBefore);
  const grid = new Grid(compileModel(instance, locks, frozenBefore));
  const chains = new KempeChains(grid);

  placeLocked(grid, locks);
  refuteRequired(grid.model);
  keepAnnounced(grid, announced);
  // Chains would move many announced meetings for one that is new.
  placeRequired(grid, announced.length > 0 ? undefined : chains, random, outOfTime);
  keepAnnounced(grid, announced);
  lockAnnounced(grid, announced);
  fillGreedily(grid);
  fillByChains(grid, chains, outOfTime);
  anneal(grid, random, ANNEALING * instance.pairs.length, outOfTime);
  fillByChains(grid, chains, outOfTime);
  settleDays(grid, chains, random, outOfTime);

  const announcedTable = new Int32Array(instance.pairs.length).fill(-1);
  for (const { pair, round, table } of announced) {
    if (grid.roundOf[pair] === round) announcedTable[pair] = table ?? -1;
  }
  const schedule = writeSchedule(grid, seatTables(grid, announcedTable));
  const violations = checkSchedule(instance, schedule);
  if (violations.length > 0) {
    throw new Error(`internal: timetable is invalid: ${violations[0]!.code}: ${violations[0]!.message}`);
  }
  return { schedule, objectives: measureSchedule(instance, schedule), unplaced: explainUnplaced(grid) };
}

type Announced = Omit<Lock, 'why'>;

function deadline({ now, timeLimitMs }: BuildOptions): () => boolean {
  if (timeLimitMs === undefined || now === undefined) return () => false;
  const end = now() + timeLimitMs;
  return () => now() >= end;
}

/** Meetings of the version before that the instance still knows. */
function announcedMeetings(instance: Instance, previous: Schedule | undefined): Announced[] {
  if (!previous) return [];
  const seen = new Set<number>();
  const announced: Announced[] = [];
  pairsOfMeetings(instance, previous.meetings).forEach((pair, index) => {
    const { round, table } = previous.meetings[index]!;
    if (pair < 0 || seen.has(pair) || !Number.isInteger(round) || round < 0 || round >= instance.rounds)
      return;
    seen.add(pair);
    announced.push({ pair, round, table: table ?? undefined });
  });
  return announced;
}

function collectLocks(instance: Instance, announced: readonly Announced[], frozenBefore: number): Lock[] {
  const locks = new Map<number, Lock>();
  for (const meeting of announced) {
    if (meeting.round < frozenBefore) locks.set(meeting.pair, { ...meeting, why: 'frozen' });
  }
  const byParties = pairsByParties(instance);
  for (const fixed of instance.fixed ?? []) {
    const pair = pairOfFixed(fixed, byParties)!;
    const { round } = fixed;
    const frozen = locks.get(pair);
    const table = frozen?.table ?? fixed.table;
    if (frozen && (frozen.round !== round || (fixed.table ?? table) !== table)) {
      throw new InfeasibleError('fixed-conflict', [{ pair, round }]);
    }
    if (!frozen && round < frozenBefore) throw new InfeasibleError('fixed-in-the-past', [{ pair, round }]);
    locks.set(pair, { pair, round, table, why: frozen ? 'frozen' : 'fixed' });
  }
  return [...locks.values()];
}

function keepAnnounced(grid: Grid, announced: readonly Announced[]): void {
  for (const { pair, round } of announced) {
    if (grid.roundOf[pair]! < 0 && grid.underCap(pair) && grid.fits(pair, round)) grid.put(pair, round);
  }
}

function lockAnnounced(grid: Grid, announced: readonly Announced[]): void {
  for (const { pair, round } of announced) if (grid.roundOf[pair] === round) grid.locked[pair] = 1;
}

/** Cuts idle time. @throws InfeasibleError if the instance's limits on breaks are still broken after that. */
function settleDays(grid: Grid, chains: KempeChains, random: Random, outOfTime: () => boolean): void {
  const { participants, rounds, instance } = grid.model;
  const moves = GAP_CLOSING * participants * rounds;
  closeGaps(grid, chains, random, moves, outOfTime);
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

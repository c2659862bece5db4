import type { Effort } from '../effort.js';
import type { Grid } from '../grid.js';
import { beyondPairs } from '../instance.js';
import { meanScore, type Model, worthOf } from '../model.js';
import type { Random } from '../random.js';
import { ValueAnnealer } from './anneal-value.js';
import { type Choice, choosePairs } from './choose-pairs.js';
import { closeIdle } from './close-idle.js';
import { fillWaiting } from './fill-waiting.js';
import { improveValue } from './improve-value.js';
import { Paths } from './paths.js';
import { placeChosen } from './place-chosen.js';
import { MOST_ROUNDS, Slots } from './slots.js';

/** Part of the time that the value may take where it does not reach its bound before. */
const VALUE_SHARE = 0.8;
/** Swaps tried on idle time, per participant and step. */
const IDLE_MOVES = 3;
/** Most swaps per participant × round; more has been of no use. */
const MOST_IDLE_MOVES = 2000;
/** Temperatures of ejection annealing, as parts of the mean score. */
const HOT = 0.05;
const COLD = 0.002;
/** Ejections that take about as long as filling one round anew, per pair. */
const EJECTIONS = 2;

/** Whether rounds fit into masks, so that `selectMeetings` can be used at all. */
export function hasMasks({ rounds }: Model): boolean {
  return rounds <= MOST_ROUNDS;
}

/** Whether nothing but people and the number of tables is in the way of a meeting. */
export function isPlain(model: Model): boolean {
  const { instance } = model;
  return (
    hasMasks(model) &&
    (instance.precedences ?? []).length === 0 &&
    beyondPairs(instance) === undefined &&
    hasOwnTables(model)
  );
}

/** Whether each table that is needed by its number is only needed by one participant: then who is free has it free. */
function hasOwnTables({ instance, locks }: Model): boolean {
  const hosts = new Set<number>();
  for (const { table } of instance.participants) {
    if (table === undefined) continue;
    if (hosts.has(table)) return false;
    hosts.add(table);
  }
  return locks.every(({ pair, table }) => {
    if (table === undefined || !hosts.has(table)) return true;
    const { a, b } = instance.pairs[pair]!;
    return instance.participants.some(
      (person) => person.table === table && (person.id === a || person.id === b),
    );
  });
}

/**
 * No timetable of the model has a higher value, as the instance measures it; where something else is searched for, what
 * the most wanted meetings together would have if only numbers mattered.
 */
export function boundOf(model: Model): number {
  if (model.rounds <= MOST_ROUNDS) return boundBy(model, choosePairs(new Slots(model)));
  const tables = model.tables.reduce((sum, count) => sum + count, 0);
  const { pair, bonus } = model.plain;
  const best = pair.toSorted().toReversed().subarray(0, tables);
  return best.reduce((sum, s) => sum + s, 0) + bonus.reduce((sum, one) => sum + one, 0);
}

function boundBy(model: Model, { bound, plainBound }: Choice): number {
  const { instance, plain } = model;
  // Third parties are no part of the choice; at most each of their meetings brings its bonus.
  const thirds = new Set(instance.pairs.flatMap(({ third }) => third ?? []));
  let extra = 0;
  instance.participants.forEach(({ id }, p) => {
    if (!thirds.has(id)) return;
    for (let n = 1; n < plain.stride; n++) extra += plain.bonus[p * plain.stride + n]!;
  });
  return extra + (model.worth === plain ? bound - requiredWorth(model) : plainBound);
}

/**
 * Fills the grid with the meetings of highest worth, exactly the worthiest ones where nobody is away, then moves
 * idle time out of the days at unchanged worth. What the grid holds already and is locked or required stays; other
 * meetings begin in their rounds if they are wanted.
 * @param reserveMs time of the limit to be left over
 * @param movesIdle whether idle time may move meetings from their rounds
 * @returns as `boundOf`
 */
export function selectMeetings(
  grid: Grid,
  random: Random,
  effort: Effort,
  reserveMs: number,
  movesIdle = true,
): number {
  const slots = slotsOf(grid);
  const paths = new Paths(slots);
  const choice = choosePairs(slots);
  const bound = boundBy(grid.model, choice);
  const report = (value: number, now = false) => effort.report(() => plainValue(slots, value), bound, now);

  if (choice.side) takeUnwanted(slots, choice.chosen);
  placeChosen(slots, paths, choice.chosen);
  fillWaiting(slots, choice.side ? undefined : paths);
  report(slots.value, true);
  const start = effort.elapsed;
  const end = effort.limitMs - reserveMs;
  const valueEnd = start + (end - start) * VALUE_SHARE;
  const progress = (steps: number, value: number) => {
    report(value);
    return Math.max(steps / effort.steps, effort.timeUsed(start, valueEnd));
  };
  if (choice.side) improveValue(slots, paths, { ...choice, side: choice.side }, random, progress);
  else ejectAndReplace(slots, choice, random, progress);
  fillWaiting(slots);
  report(slots.value, true);

  const idleStart = effort.elapsed;
  const moves =
    Math.min(effort.steps * IDLE_MOVES, grid.model.rounds * MOST_IDLE_MOVES) * grid.model.participants;
  if (movesIdle) {
    closeIdle(slots, paths, random, (tried) => Math.max(tried / moves, effort.timeUsed(idleStart, end)));
  }
  if (isPlain(grid.model)) writeBack(slots, grid);
  else writeWhatFits(slots, grid);
  return bound;
}

function ejectAndReplace(
  slots: Slots,
  choice: Choice,
  random: Random,
  progress: (steps: number, value: number) => number,
): void {
  const mean = meanScore(slots.model);
  const pool = Int32Array.from({ length: slots.pairs }, (_, k) => k).filter(
    (k) => slots.open[k] !== 0 && choice.margin[k]! > -mean,
  );
  const annealer = new ValueAnnealer(slots, random);
  annealer.run(
    pool,
    (done) => mean * HOT * Math.pow(COLD / HOT, done),
    () => progress(annealer.moves / (EJECTIONS * slots.pairs), annealer.bestValue),
  );
}

/** What required pairs add to the weight beyond their worth. */
function requiredWorth({ weight, worth }: Model): number {
  return weight.reduce((sum, w, k) => sum + w - worth.pair[k]!, 0);
}

/** What `value` is as the instance measures it; where something else is searched for, that of what is held. */
function plainValue({ model, roundOf, count }: Slots, value: number): number {
  if (model.worth === model.plain) return value - requiredWorth(model);
  return worthOf(model.plain, (k) => roundOf[k]! >= 0, count);
}

/** Meetings that are only there from an earlier version, and not among the chosen, make room. */
function takeUnwanted(slots: Slots, chosen: readonly number[]): void {
  const isChosen = new Uint8Array(slots.pairs);
  for (const k of chosen) isChosen[k] = 1;
  for (let k = 0; k < slots.pairs; k++) {
    if (slots.roundOf[k]! >= 0 && !isChosen[k] && !slots.model.required[k]) slots.take(k);
  }
}

function slotsOf(grid: Grid): Slots {
  const slots = new Slots(grid.model);
  for (let k = 0; k < slots.pairs; k++) {
    const r = grid.roundOf[k]!;
    // Several representatives of one participant count as one here.
    const isFree = r >= 0 && ((slots.free[slots.a[k]!]! & slots.free[slots.b[k]!]!) >>> r) & 1;
    if (!isFree) {
      if (r >= 0) slots.open[k] = 0;
      continue;
    }
    slots.put(k, r);
    if (!grid.locked[k]) continue;
    slots.locked[k] = 1;
    slots.open[k] = 1 << r;
  }
  return slots;
}

/** Others than people and tables may be in the way: the worthiest meetings come first, others where there is room. */
function writeWhatFits(slots: Slots, grid: Grid): void {
  const found = Int32Array.from(slots.roundOf.keys()).filter(
    (k) => slots.roundOf[k]! >= 0 && grid.roundOf[k]! < 0,
  );
  const left: number[] = [];
  for (const k of found.sort((x, y) => slots.weight[y]! - slots.weight[x]! || x - y)) {
    if (grid.underCap(k) && grid.fits(k, slots.roundOf[k]!)) grid.put(k, slots.roundOf[k]!);
    else left.push(k);
  }
  for (const k of left) {
    const r = grid.freeRound(k, slots.roundOf[k]!);
    if (r >= 0) grid.put(k, r);
  }
}

function writeBack(slots: Slots, grid: Grid): void {
  for (let k = 0; k < slots.pairs; k++) {
    if (grid.roundOf[k]! >= 0 && grid.roundOf[k] !== slots.roundOf[k]) grid.take(k);
  }
  for (let k = 0; k < slots.pairs; k++) {
    if (slots.roundOf[k]! >= 0 && grid.roundOf[k]! < 0) grid.put(k, slots.roundOf[k]!);
  }
}

import type { Effort } from '../effort.js';
import type { Grid } from '../grid.js';
import type { Model } from '../model.js';
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

/** Whether rounds fit into masks and nothing but people and the number of tables is in the way of a meeting. */
export function isPlain({ rounds, instance }: Model): boolean {
  return (
    rounds <= MOST_ROUNDS &&
    (instance.precedences ?? []).length === 0 &&
    instance.participants.every((person) => person.table === undefined)
  );
}

/** No timetable of the model is worth more than this (`Slots.value`, required pairs by their score). */
export function boundOf(model: Model): number {
  if (model.rounds <= MOST_ROUNDS) return choosePairs(new Slots(model)).bound - requiredWorth(model);
  const tables = model.tables.reduce((sum, count) => sum + count, 0);
  const best = model.score.toSorted().toReversed().subarray(0, tables);
  const promised = model.promised.reduce((sum, n) => sum + n, 0) * model.promiseBonus;
  return best.reduce((sum, s) => sum + s, 0) + model.participants * model.firstMeetingBonus + promised;
}

/**
 * Fills the grid with the meetings of highest value, exactly the most valuable ones where nobody is away, then moves
 * idle time out of the days at unchanged value. What the grid holds already and is locked or required stays.
 * @param reserveMs time of the limit to be left over
 * @returns a bound: no timetable is worth more
 */
export function selectMeetings(grid: Grid, random: Random, effort: Effort, reserveMs: number): number {
  const slots = slotsOf(grid);
  const paths = new Paths(slots);
  const choice = choosePairs(slots);
  const worth = requiredWorth(grid.model);
  const bound = choice.bound - worth;
  const report = (now = false) => effort.report(slots.value - worth, bound, now);

  placeChosen(slots, paths, choice.chosen);
  fillWaiting(slots, choice.side ? undefined : paths);
  report(true);
  const start = effort.elapsed;
  const end = effort.limitMs - reserveMs;
  const valueEnd = start + (end - start) * VALUE_SHARE;
  const progress = (steps: number) => {
    report();
    return Math.max(steps / effort.steps, effort.timeUsed(start, valueEnd));
  };
  if (choice.side) improveValue(slots, paths, { ...choice, side: choice.side }, random, progress);
  else ejectAndReplace(slots, choice, random, progress);
  fillWaiting(slots);
  report(true);

  const idleStart = effort.elapsed;
  const moves =
    Math.min(effort.steps * IDLE_MOVES, grid.model.rounds * MOST_IDLE_MOVES) * grid.model.participants;
  closeIdle(slots, paths, random, (tried) => Math.max(tried / moves, effort.timeUsed(idleStart, end)));
  writeBack(slots, grid);
  return bound;
}

function ejectAndReplace(
  slots: Slots,
  choice: Choice,
  random: Random,
  progress: (steps: number) => number,
): void {
  const mean = slots.model.score.reduce((sum, s) => sum + s, 0) / Math.max(1, slots.pairs);
  const pool = Int32Array.from({ length: slots.pairs }, (_, k) => k).filter(
    (k) => slots.open[k] !== 0 && choice.margin[k]! > -mean,
  );
  const annealer = new ValueAnnealer(slots, random);
  annealer.run(
    pool,
    (done) => mean * HOT * Math.pow(COLD / HOT, done),
    () => progress(annealer.moves / (EJECTIONS * slots.pairs)),
  );
}

/** What required pairs add to the value beyond their scores. */
function requiredWorth({ weight, score }: Model): number {
  return weight.reduce((sum, w, k) => sum + w - score[k]!, 0);
}

function slotsOf(grid: Grid): Slots {
  const slots = new Slots(grid.model);
  for (let k = 0; k < slots.pairs; k++) {
    const r = grid.roundOf[k]!;
    if (r < 0) continue;
    slots.put(k, r);
    if (!grid.locked[k]) continue;
    slots.locked[k] = 1;
    slots.open[k] = 1 << r;
  }
  return slots;
}

function writeBack(slots: Slots, grid: Grid): void {
  for (let k = 0; k < slots.pairs; k++) {
    if (grid.roundOf[k]! >= 0 && grid.roundOf[k] !== slots.roundOf[k]) grid.take(k);
  }
  for (let k = 0; k < slots.pairs; k++) {
    if (slots.roundOf[k]! >= 0 && grid.roundOf[k]! < 0) grid.put(k, slots.roundOf[k]!);
  }
}

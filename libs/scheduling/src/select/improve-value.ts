import type { Random } from '../random.js';
import type { Choice } from './choose-pairs.js';
import type { Paths } from './paths.js';
import { RoundSolver } from './resolve-round.js';
import type { Slots } from './slots.js';

/** Kempe chains swapped at random before a round is filled anew, per participant. */
const SHAKE = 0.5;
const TINY = 1e-6;

/**
 * Raises the value towards the bound: rounds are filled anew one after the other, each time after chains between
 * random rounds were swapped, which changes nothing but the neighbourhood.
 * @param progress asked before each round; the search ends at 1 or more, or at the bound
 */
export function improveValue(
  slots: Slots,
  paths: Paths,
  choice: Choice,
  random: Random,
  progress: (steps: number) => number,
): void {
  const { rounds, participants, pairs, open } = slots;
  const { side, bound, margin } = choice;
  if (side === undefined || rounds === 0) return;
  const solver = new RoundSolver(slots, side);
  const shakes = Math.ceil(SHAKE * participants);
  let pool = Int32Array.from({ length: pairs }, (_, k) => k).filter((k) => open[k] !== 0);
  let pooled = -Infinity;
  for (let step = 0; slots.value < bound - TINY && progress(step) < 1; step++) {
    if (slots.value > pooled + TINY) {
      // A pair whose margin is worse than the gap is in no better timetable (reduced-cost fixing).
      const gap = bound - slots.value + TINY;
      pool = pool.filter((k) => margin[k]! >= -gap);
      pooled = slots.value;
    }
    if (step >= rounds) shake(slots, paths, random, shakes);
    solver.resolve(step < rounds ? step : random.below(rounds), pool);
  }
}

function shake(slots: Slots, paths: Paths, random: Random, times: number): void {
  const { participants, rounds } = slots;
  if (rounds < 2) return;
  for (let i = 0; i < times; i++) {
    const p = random.below(participants);
    const r = random.below(rounds);
    const s = (r + 1 + random.below(rounds - 1)) % rounds;
    if (paths.collect(p, r, s) && paths.leavesTables(r, s, -1)) paths.swap(r, s);
  }
}

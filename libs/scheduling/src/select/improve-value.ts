import type { Random } from '../random.js';
import type { Choice } from './choose-pairs.js';
import type { Paths } from './paths.js';
import { RoundSolver } from './resolve-round.js';
import { lowestBit, type Slots } from './slots.js';

/** Steps between two shakes, and chains swapped in one, per participant. */
const SHAKE_EVERY = 20;
const SHAKE = 0.5;
/** Rounds filled anew for the sake of pairs that a step set free. */
const FOLLOW_UP = 6;
/** Held pairs looked at for one that another round would rather have. */
const LOOKS = 200;
const TINY = 1e-6;

/**
 * Raises the value towards the bound. A step takes a meeting out of its round where by the prices of the places another
 * round would win more, and fills both rounds anew, exactly; it is taken back if that is worth less. Now and then
 * chains between random rounds are swapped, which changes nothing but the neighbourhood.
 * @param progress asked before each step; the search ends at 1 or more, or at the bound
 */
export function improveValue(
  slots: Slots,
  paths: Paths,
  choice: Choice & { readonly side: Uint8Array },
  random: Random,
  progress: (steps: number) => number,
): void {
  const { bound, margin, side } = choice;
  const gap = bound - slots.value + TINY;
  if (gap <= 2 * TINY) return;
  // A pair whose margin is worse than the gap is in no better timetable (reduced-cost fixing).
  const pool = Int32Array.from(margin.keys()).filter((k) => slots.open[k] !== 0 && margin[k]! >= -gap);
  const solver = new RoundSolver(slots, side, pool);
  for (let step = 0; slots.value < bound - TINY && progress(step) < 1; step++) {
    if (step < slots.rounds) solver.resolve(step);
    else if (step % SHAKE_EVERY > 0 && moveOne(slots, solver, pool, random)) continue;
    else {
      shake(slots, paths, random, Math.ceil(SHAKE * slots.participants));
      for (let r = 0; r < slots.rounds && progress(step) < 1; r++) solver.resolve(r);
    }
  }
}

/** One step; false if no meeting was found that another round would rather have. */
function moveOne(slots: Slots, solver: RoundSolver, pool: Int32Array, random: Random): boolean {
  const { rounds, participants, load, held, locked, open, weight } = slots;
  let k = -1;
  let into = -1;
  for (let look = 0; look < LOOKS && into < 0; look++) {
    const from = random.below(rounds);
    if (load[from] === 0) continue;
    k = held[from * participants + random.below(load[from]!)]!;
    if (locked[k]) continue;
    // What both rounds together can win at most, as the prices bound the worth of each.
    const here = solver.placesOf(k, from);
    let most = TINY;
    for (let mask = open[k]! & ~(1 << from); mask !== 0; mask &= mask - 1) {
      const r = lowestBit(mask);
      const win = here - Math.min(weight[k]!, solver.placesOf(k, r));
      if (win <= most) continue;
      most = win;
      into = r;
    }
  }
  if (into < 0) return false;
  const before = slots.value;
  const roundOf = slots.roundOf.slice();
  const prices = solver.prices.slice();
  slots.take(k);
  solver.resolve(into);
  solver.resolve(roundOf[k]!);
  for (let i = 0; i < FOLLOW_UP; i++) {
    const wanting = roundWanting(slots, solver, pool, roundOf);
    if (wanting < 0) break;
    solver.resolve(wanting);
  }
  if (slots.value < before - TINY) {
    slots.restore(roundOf);
    solver.prices.set(prices);
  }
  return true;
}

/** A round that would win by holding a pair that was held before and is not now; -1: none. */
function roundWanting(slots: Slots, solver: RoundSolver, pool: Int32Array, before: Int8Array): number {
  for (const k of pool) {
    if (slots.roundOf[k]! >= 0 || before[k]! < 0 || !slots.underCap(k)) continue;
    for (let mask = slots.open[k]!; mask !== 0; mask &= mask - 1) {
      const r = lowestBit(mask);
      if (slots.weight[k]! > solver.placesOf(k, r) + TINY) return r;
    }
  }
  return -1;
}

function shake(slots: Slots, paths: Paths, random: Random, times: number): void {
  const { participants, rounds } = slots;
  if (rounds < 2) return;
  for (let i = 0; i < times; i++) {
    const p = random.below(participants);
    const r = random.below(rounds);
    const s = (r + 1 + random.below(rounds - 1)) % rounds;
    if (paths.collect(p, r, s) && paths.leavesTables(r, s)) paths.swap(r, s);
  }
}

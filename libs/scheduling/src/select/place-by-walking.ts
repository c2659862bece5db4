import type { Random } from '../random.js';
import type { Paths } from './paths.js';
import { bitFrom, type Slots } from './slots.js';

/** How often a pair takes a round in which one of the two is free already, which pushes only one other pair out. */
const CALM = 0.9;
/** Moves between two shakes, how often there is one, and chains swapped in it. */
const STRIDE = 500;
const SHAKES = 0.3;
const SHAKE = 20;

/**
 * Places a whole set of pairs, as list colouring by a random walk: a waiting pair takes a round, by a Kempe chain if one
 * makes room, else pushing out who is in its way, which then waits in its turn. Ends when none waits or after the given
 * number of moves, with the fewest pairs waiting that were seen.
 * @param waiting pairs to be placed; together with those held they keep the caps
 * @param isOver asked every 500 moves; the walk ends when it says true
 */
export function placeByWalking(
  slots: Slots,
  paths: Paths,
  waiting: readonly number[],
  random: Random,
  moves: number,
  isOver: () => boolean,
): void {
  const { participants, rounds, a, b, open, at, free, load, held, tables, locked, roundOf } = slots;
  const left = waiting.filter((k) => open[k] !== 0);
  const best = roundOf.slice();
  let fewest = left.length;
  const out: number[] = [];
  const isFixed = (k: number) => k >= 0 && locked[k] === 1;
  const settle = (i: number) => {
    const last = left.pop()!;
    if (i < left.length) left[i] = last;
  };
  for (let move = 1; left.length > 0 && move <= moves; move++) {
    if (move % STRIDE === 0) {
      if (isOver()) break;
      if (random.next() < SHAKES) shake(slots, paths, random, SHAKE);
    }
    const i = random.below(left.length);
    const k = left[i]!;
    if (!slots.underCap(k)) continue;
    const room = slots.roomFor(k);
    if (room !== 0) {
      slots.put(k, bitFrom(room, random.below(rounds)));
      settle(i);
    } else if (paths.insert(k)) settle(i);
    else {
      const x = a[k]!;
      const y = b[k]!;
      const calm = open[k]! & (free[x]! | free[y]!) & slots.spare;
      const r = bitFrom(calm !== 0 && random.next() < CALM ? calm : open[k]!, random.below(rounds));
      const onX = at[x * rounds + r]!;
      const onY = at[y * rounds + r]!;
      if (isFixed(onX) || isFixed(onY)) continue;
      out.length = 0;
      if (onX >= 0) out.push(onX);
      if (onY >= 0 && onY !== onX) out.push(onY);
      if (out.length === 0 && load[r]! >= tables[r]!) {
        if (load[r] === 0) continue;
        const other = held[r * participants + random.below(load[r]!)]!;
        if (isFixed(other)) continue;
        out.push(other);
      }
      for (const other of out) slots.take(other);
      slots.put(k, r);
      if (out.length === 0) settle(i);
      else left[i] = out[0]!;
      if (out.length > 1) left.push(out[1]!);
    }
    if (left.length >= fewest) continue;
    fewest = left.length;
    best.set(roundOf);
  }
  if (left.length > fewest) slots.restore(best);
}

/** Swaps chains between random rounds, which changes nothing but who can move where. */
export function shake(slots: Slots, paths: Paths, random: Random, times: number): void {
  const { participants, rounds } = slots;
  if (rounds < 2) return;
  for (let i = 0; i < times; i++) {
    const p = random.below(participants);
    const r = random.below(rounds);
    const s = (r + 1 + random.below(rounds - 1)) % rounds;
    if (paths.collect(p, r, s) && paths.leavesTables(r, s)) paths.swap(r, s);
  }
}

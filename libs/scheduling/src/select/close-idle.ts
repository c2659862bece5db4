import type { Random } from '../random.js';
import type { Paths } from './paths.js';
import { bitCount, lowestBit, type Slots } from './slots.js';

const HOT = 1.5;
const COLD = 0.3;
const STRIDE = 256;

/** Idle rounds between the first and last of these, and the runs they form, together. */
function idleCost(busy: number): number {
  if (busy === 0) return 0;
  const span = 32 - Math.clz32(busy) - lowestBit(busy);
  return span - bitCount(busy) + bitCount(busy & ~(busy << 1)) - 1;
}

/**
 * Moves idle time out of the participants' days by Kempe swaps under annealing; the same meetings stay held. Of a
 * chain only the two ends change their hours.
 * @param progress asked every 256 swaps; the search ends at 1 or more
 */
export function closeIdle(
  slots: Slots,
  paths: Paths,
  random: Random,
  progress: (moves: number) => number,
): void {
  const { participants, rounds, free, roundOf } = slots;
  if (rounds < 3 || participants === 0) return;
  const all = rounds === 32 ? -1 : (1 << rounds) - 1;
  const best = roundOf.slice();
  let total = 0;
  let lowest = 0;
  let moves = 0;
  for (;;) {
    const done = progress(moves);
    if (done >= 1) break;
    const heat = HOT * Math.pow(COLD / HOT, done);
    for (let i = 0; i < STRIDE; i++, moves++) {
      const p = random.below(participants);
      const busy = all & ~free[p]!;
      if (busy === 0 || busy === all) continue;
      const r = pick(busy, random.below(rounds));
      const s = pick(all & free[p]!, random.below(rounds));
      const slack = -heat * Math.log(random.next() + 1e-12);
      const own = idleCost(busy ^ (1 << r) ^ (1 << s)) - idleCost(busy);
      // The other end can win at most its own idle time.
      if (own > slack + rounds) continue;
      if (!paths.collect(p, r, s)) continue;
      const q = paths.end;
      const other = all & ~free[q]!;
      const change = own + idleCost(other ^ (1 << r) ^ (1 << s)) - idleCost(other);
      if (change > slack || !paths.leavesTables(r, s)) continue;
      if (change > 0 && total === lowest) best.set(roundOf);
      paths.swap(r, s);
      total += change;
      if (total < lowest) lowest = total;
    }
  }
  if (total > lowest) slots.restore(best);
}

/** A round of a mask that is not 0: the first from `from` on, or the lowest. */
function pick(mask: number, from: number): number {
  const above = mask >>> from;
  return above === 0 ? lowestBit(mask) : from + lowestBit(above);
}

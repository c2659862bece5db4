import type { Random } from '../random.js';
import type { Paths } from './paths.js';
import { bitCount, bitFrom, lowestBit, type Slots } from './slots.js';

const HOT = 1.5;
const COLD = 0.3;
const STRIDE = 256;

/** Idle rounds between the first and last of these, and the runs they form, together. */
function idleCost(busy: number): number {
  if (busy === 0) return 0;
  const span = 32 - Math.clz32(busy) - lowestBit(busy);
  return span - bitCount(busy) + bitCount(busy & ~(busy << 1)) - 1;
}

/** What an end of a chain that is not known yet may win, as far as it is worth looking. */
const HOPE = 3;
/** Participants looked at for a second chain where the first would not leave enough tables. */
const LOOKS = 12;

/**
 * Moves idle time out of the participants' days by Kempe swaps under annealing; the same meetings stay held. Of a
 * chain only the two ends change their hours. Where all tables are taken, a chain that brings a meeting more into a
 * round is swapped together with one that takes one out.
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
  /** What it costs participant p in idle time to exchange rounds r and s. */
  const changeOf = (p: number, r: number, s: number): number => {
    const busy = all & ~free[p]!;
    return idleCost(busy ^ (1 << r) ^ (1 << s)) - idleCost(busy);
  };
  /** Of some participants with a meeting in round r and none in s, the one for whom exchanging them costs least; or -1. */
  const counterpart = (r: number, s: number): number => {
    let found = -1;
    let least = Infinity;
    for (let look = 0; look < LOOKS; look++) {
      const p = random.below(participants);
      if ((free[p]! >>> r) & 1 || !((free[p]! >>> s) & 1)) continue;
      const cost = changeOf(p, r, s);
      if (cost >= least) continue;
      least = cost;
      found = p;
    }
    return found;
  };
  const note = (change: number): void => {
    if (change > 0 && total === lowest) best.set(roundOf);
    total += change;
    if (total < lowest) lowest = total;
  };
  for (;;) {
    const done = progress(moves);
    if (done >= 1) break;
    const heat = HOT * Math.pow(COLD / HOT, done);
    for (let i = 0; i < STRIDE; i++, moves++) {
      const p = random.below(participants);
      const busy = all & ~free[p]!;
      if (busy === 0 || busy === all) continue;
      const r = bitFrom(busy, random.below(rounds));
      const s = bitFrom(all & free[p]!, random.below(rounds));
      const slack = -heat * Math.log(random.next() + 1e-12);
      const own = changeOf(p, r, s);
      if (own > slack + HOPE || !paths.collect(p, r, s)) continue;
      const change = own + changeOf(paths.end, r, s);
      if (paths.leavesTables(r, s)) {
        if (change > slack) continue;
        note(change);
        paths.swap(r, s);
        continue;
      }
      if (change > slack + HOPE) continue;
      // A chain of the same two rounds with other ends shares no meeting with the first.
      const [from, to] = paths.surplus > 0 ? [s, r] : [r, s];
      const other = counterpart(from, to);
      if (other < 0) continue;
      const both = change + changeOf(other, r, s);
      if (both > slack + HOPE || !paths.collect(other, from, to) || paths.surplus !== 1) continue;
      const inAll = both + changeOf(paths.end, r, s);
      if (inAll > slack) continue;
      note(inAll);
      paths.swap(r, s);
      paths.collect(p, r, s);
      paths.swap(r, s);
    }
  }
  if (total > lowest) slots.restore(best);
}

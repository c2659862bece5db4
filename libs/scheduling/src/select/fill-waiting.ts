import type { Paths } from './paths.js';
import { lowestBit, type Slots } from './slots.js';

/** Holds further waiting pairs, most valuable first, where both have time; with `paths`, also by Kempe chains. */
export function fillWaiting(slots: Slots, paths?: Paths): void {
  const { pairs, roundOf, open, weight, up, a, b, load, tables } = slots;
  const gain = new Float64Array(pairs);
  const waiting: number[] = [];
  for (let k = 0; k < pairs; k++) {
    // Room only gets less here, so without chains the rest needs no look.
    if (roundOf[k]! >= 0 || open[k] === 0 || (!paths && slots.roomFor(k) === 0)) continue;
    gain[k] = weight[k]! + up[a[k]!]! + up[b[k]!]!;
    waiting.push(k);
  }
  waiting.sort((x, y) => gain[y]! - gain[x]! || x - y);
  for (const k of waiting) {
    if (!slots.underCap(k)) continue;
    let best = -1;
    for (let mask = slots.roomFor(k); mask !== 0; mask &= mask - 1) {
      const r = lowestBit(mask);
      // Balanced rounds leave the most common rounds and tables to those that come later.
      if (best < 0 || tables[r]! - load[r]! > tables[best]! - load[best]!) best = r;
    }
    if (best >= 0) slots.put(k, best);
    else paths?.insert(k);
  }
}

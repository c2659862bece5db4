import { bitCount, lowestBit, type Slots } from './slots.js';
import type { Paths } from './paths.js';

/**
 * List colouring: gives the chosen pairs rounds, those with the fewest common rounds first, into the rounds that are
 * hardest to fill, moving others by Kempe chains. Without absences this is König's edge colouring and places all.
 * @returns the pairs that found no round
 */
export function placeChosen(slots: Slots, paths: Paths, chosen: readonly number[]): number[] {
  const { rounds, open, tables, load, roundOf } = slots;
  const choices = new Int8Array(slots.pairs);
  const demand = new Float64Array(rounds);
  const waiting = chosen.filter((k) => roundOf[k]! < 0 && open[k] !== 0);
  for (const k of waiting) {
    choices[k] = bitCount(open[k]!);
    for (let mask = open[k]!; mask !== 0; mask &= mask - 1) demand[lowestBit(mask)]! += 1 / choices[k];
  }
  waiting.sort((x, y) => choices[x]! - choices[y]! || slots.weight[y]! - slots.weight[x]! || x - y);
  const left: number[] = [];
  for (const k of waiting) {
    for (let mask = open[k]!; mask !== 0; mask &= mask - 1) demand[lowestBit(mask)]! -= 1 / choices[k]!;
    let best = -1;
    let most = -Infinity;
    for (let mask = slots.underCap(k) ? slots.roomFor(k) : 0; mask !== 0; mask &= mask - 1) {
      const r = lowestBit(mask);
      const need = (tables[r]! - load[r]!) / (demand[r]! + 1);
      if (need > most) {
        most = need;
        best = r;
      }
    }
    if (best >= 0) slots.put(k, best);
    else if (!paths.insert(k)) left.push(k);
  }
  return left;
}

import { breakLimit, idleCostOf } from './close-gaps.js';
import type { Grid } from './grid.js';
import type { KempeChains } from './kempe.js';
import { ENDS, PEOPLE } from './model.js';

/** Most times that all participants are gone through. */
const SWEEPS = 4;

/** What can be better about the rounds of the same meetings, the most important first. */
export type Settling = 'comfort' | 'stability';

/**
 * Moves meetings between rounds by Kempe chains where that is better by the first of the aims that changes at all, and
 * where none does, where meetings come earlier: rounds that are not needed are left over at the end. The same meetings
 * stay held.
 * @param homes announced round per pair, or -1
 * @returns whether any moved
 */
export function settleRounds(
  grid: Grid,
  chains: KempeChains,
  aims: readonly Settling[],
  homes: Int16Array,
  outOfTime: () => boolean,
): boolean {
  const { participants, rounds, ends } = grid.model;
  const limit = breakLimit(grid);
  const { busy, roundOf } = grid;

  /** Those of the chain whose days change: who meets somebody in one of the two rounds only. */
  const touched = new Set<number>();
  const measure = {
    comfort: () => {
      let cost = 0;
      for (const p of touched) cost += idleCostOf(grid, p, limit);
      return cost;
    },
    stability: () => chains.chain.reduce((sum, k) => sum - (homes[k] === roundOf[k] ? 1 : 0), 0),
  };
  const attempt = (p: number, r: number, s: number): boolean => {
    if (!chains.collect(p, r, s)) return false;
    touched.clear();
    let later = 0;
    for (const k of chains.chain) {
      later += roundOf[k] === r ? 1 : -1;
      for (let e = 0; e < PEOPLE; e++) {
        const x = ends[k * ENDS + e]!;
        if (x >= 0 && (busy[x * rounds + r] === 0) !== (busy[x * rounds + s] === 0)) touched.add(x);
      }
    }
    const before = aims.map((aim) => measure[aim]());
    if (!chains.swapInOrder(r, s)) return false;
    for (const [index, aim] of aims.entries()) {
      const change = measure[aim]() - before[index]!;
      if (change < 0) return true;
      if (change === 0) continue;
      chains.swap(r, s);
      return false;
    }
    if (later < 0) return true;
    chains.swap(r, s);
    return false;
  };

  let hasMoved = false;
  for (let sweep = 0, better = true; sweep < SWEEPS && better; sweep++) {
    better = false;
    for (let p = 0; p < participants; p++) {
      if (outOfTime()) return hasMoved || better;
      for (let r = 0; r < rounds; r++) {
        for (let s = r + 1; s < rounds; s++) {
          if (busy[p * rounds + r] === 0 && busy[p * rounds + s] === 0) continue;
          if (attempt(p, r, s)) better = true;
        }
      }
    }
    hasMoved ||= better;
  }
  return hasMoved;
}

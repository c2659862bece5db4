import type { Grid } from './grid.js';
import type { KempeChains } from './kempe.js';
import { ENDS, meanScore } from './model.js';
import type { Random } from './random.js';

/** Start temperature as a part of the mean score, and its end. */
const HEAT = 0.12;
const COLD = 0.002;

/** Holds waiting pairs, most valuable first, with first and promised meetings before all others. */
export function fillGreedily(grid: Grid): void {
  // The order is that of the start: bonuses that were used up on the way make a pair less urgent, so it is asked again.
  const queue = grid.waiting
    .map((k) => ({ k, gain: grid.gain(k) }))
    .sort((x, y) => y.gain - x.gain || x.k - y.k);
  const late: number[] = [];
  for (const { k, gain } of queue) {
    if (grid.gain(k) < gain) late.push(k);
    else putIfFree(grid, k);
  }
  late.sort((x, y) => grid.gain(y) - grid.gain(x) || x - y);
  for (const k of late) putIfFree(grid, k);
}

/** Holds further waiting pairs, most valuable first, moving other meetings by Kempe chains to make room. */
export function fillByChains(grid: Grid, chains: KempeChains, outOfTime: () => boolean): void {
  const queue = [...grid.waiting].sort((x, y) => grid.gain(y) - grid.gain(x) || x - y);
  for (const k of queue) {
    if (outOfTime()) return;
    if (!putIfFree(grid, k)) chains.insert(k);
  }
}

function putIfFree(grid: Grid, k: number): boolean {
  const r = grid.freeRound(k, quietestRound(grid, k));
  if (r < 0) return false;
  grid.put(k, r);
  return true;
}

/** Balanced rounds leave the most common rounds and tables to those that come later. */
function quietestRound(grid: Grid, k: number): number {
  const { rounds, tables } = grid.model;
  let best = 0;
  let most = -Infinity;
  for (let r = 0; r < rounds; r++) {
    const spare = tables[r]! - grid.load[r]!;
    if (spare > most && grid.fits(k, r)) {
      most = spare;
      best = r;
    }
  }
  return best;
}

/**
 * Ejection annealing: a waiting pair takes a round, what is in its way goes and is placed elsewhere if it can be, or
 * else replaced by others of the participants that it leaves free; the result is kept if it is worth more, or by Metropolis' rule a little less.
 * @param moves effort: pairs tried
 */
export function anneal(grid: Grid, random: Random, moves: number, outOfTime: () => boolean): void {
  const { rounds, open, required, ends } = grid.model;
  const price = (k: number) => (required[k] ? Infinity : grid.loss(k));
  const mean = meanScore(grid.model);
  const cooling = Math.pow(COLD / HEAT, 1 / Math.max(1, moves));
  const start = { value: grid.value, roundOf: grid.roundOf.slice() };
  const ejected: number[] = [];
  const from: number[] = [];
  const added: number[] = [];
  let temperature = HEAT * mean;

  for (let move = 0; move < moves && grid.waiting.length > 0; move++) {
    if ((move & 255) === 0 && outOfTime()) break;
    temperature *= cooling;
    const k = grid.waiting[random.below(grid.waiting.length)]!;
    let r = random.below(rounds);
    while (!open[k * rounds + r]) r = r + 1 < rounds ? r + 1 : 0;
    if (!grid.blockers(k, r, ejected, price, random)) continue;
    if (ejected.some((other) => required[other])) continue;

    const before = grid.value;
    from.length = 0;
    for (const other of ejected) {
      from.push(grid.roundOf[other]!);
      grid.take(other);
    }
    grid.put(k, r);
    added.length = 0;
    for (const other of ejected) {
      const s = grid.freeRound(other, random.below(rounds));
      if (s < 0) continue;
      grid.put(other, s);
      added.push(other);
    }
    ejected.forEach((other, i) => {
      if (grid.roundOf[other]! >= 0) return;
      for (let e = 0; e < 2; e++) {
        const next = bestFor(grid, ends[other * ENDS + e]!, from[i]!);
        if (next < 0) continue;
        grid.put(next, from[i]!);
        added.push(next);
      }
    });
    const change = grid.value - before;
    if (change >= 0 || random.next() < Math.exp(change / temperature)) continue;
    for (const other of added) grid.take(other);
    grid.take(k);
    ejected.forEach((other, i) => grid.put(other, from[i]!));
  }
  if (grid.value < start.value) restore(grid, start.roundOf);
}

/** The most valuable waiting pair of participant p that can be held in round r, or -1. */
function bestFor(grid: Grid, p: number, r: number): number {
  const { pairsOf, rounds, ends, open, cap, tables } = grid.model;
  const { roundOf, count } = grid;
  if (grid.isFull(p, r) || count[p]! >= cap[p]! || grid.load[r]! >= tables[r]!) return -1;
  const list = pairsOf[p]!;
  let best = -1;
  let most = -Infinity;
  for (let i = 0; i < list.length; i++) {
    const k = list[i]!;
    if (roundOf[k]! >= 0 || !open[k * rounds + r]) continue;
    const partner = ends[k * ENDS]! + ends[k * ENDS + 1]! - p;
    if (grid.isFull(partner, r) || !grid.underCap(k)) continue;
    const gain = grid.gain(k);
    if (gain <= most || !grid.fits(k, r)) continue;
    most = gain;
    best = k;
  }
  return best;
}

function restore(grid: Grid, roundOf: Int16Array): void {
  const { pairs } = grid.model;
  for (let k = 0; k < pairs; k++) if (grid.roundOf[k]! >= 0 && grid.roundOf[k] !== roundOf[k]) grid.take(k);
  for (let k = 0; k < pairs; k++) if (roundOf[k]! >= 0 && grid.roundOf[k]! < 0) grid.put(k, roundOf[k]!);
}

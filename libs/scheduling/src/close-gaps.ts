import type { Grid } from './grid.js';
import type { KempeChains } from './kempe.js';
import { ENDS, PEOPLE } from './model.js';
import type { Random } from './random.js';

const HOT = 0.8;
const COLD = 0.08;
/** Cost of a break above the limit: more than any saving of idle rounds in one move. */
const OVER_LIMIT = 40;

/** Most breaks that one participant may have. A participant without breaks is assumed, which is on the safe side. */
export function breakLimit(grid: Grid): number {
  const { maxBreaks = Infinity, maxBreakSpread = Infinity } = grid.model.instance.limits ?? {};
  return Math.min(maxBreaks, maxBreakSpread);
}

/** Breaks and idle rounds of a participant, and a penalty for each break above the limit. */
export function idleCostOf(grid: Grid, p: number, limit: number): number {
  const { rounds } = grid.model;
  let last = -1;
  let breaks = 0;
  let idle = 0;
  for (let r = 0; r < rounds; r++) {
    if (grid.busy[p * rounds + r] === 0) continue;
    if (last >= 0 && r > last + 1) {
      breaks++;
      idle += r - last - 1;
    }
    last = r;
  }
  return breaks + idle + (breaks > limit ? (breaks - limit) * OVER_LIMIT : 0);
}

/** Participants with more breaks than the limits of the instance allow. */
export function overBreakLimit(grid: Grid): number[] {
  const limit = breakLimit(grid);
  const over: number[] = [];
  for (let p = 0; p < grid.model.participants; p++)
    if (idleCostOf(grid, p, limit) >= OVER_LIMIT) over.push(p);
  return over;
}

/**
 * Moves idle time out of the participants' days by Kempe swaps under annealing; the same meetings stay held.
 * @param moves effort: swaps tried
 */
export function closeGaps(
  grid: Grid,
  chains: KempeChains,
  random: Random,
  moves: number,
  outOfTime: () => boolean,
): void {
  const { rounds, participants, ends } = grid.model;
  if (rounds < 3 || participants === 0) return;
  const limit = breakLimit(grid);
  const cooling = Math.pow(COLD / HOT, 1 / Math.max(1, moves));
  let temperature = HOT;
  const mark = new Int32Array(participants);
  const members: number[] = [];
  const cost = () => members.reduce((sum, p) => sum + idleCostOf(grid, p, limit), 0);

  for (let move = 0; move < moves; move++) {
    if ((move & 255) === 0 && outOfTime()) return;
    temperature *= cooling;
    const p = random.below(participants);
    const r = random.below(rounds);
    const s = (r + 1 + random.below(rounds - 1)) % rounds;
    if (!chains.collect(p, r, s)) continue;
    members.length = 0;
    for (const k of chains.chain) {
      for (let e = 0; e < PEOPLE; e++) {
        const x = ends[k * ENDS + e]!;
        if (x < 0 || mark[x] === move + 1) continue;
        mark[x] = move + 1;
        members.push(x);
      }
    }
    const before = cost();
    if (!chains.swapInOrder(r, s)) continue;
    const change = cost() - before;
    if (change > 0 && random.next() >= Math.exp(-change / temperature)) chains.swap(r, s);
  }
}

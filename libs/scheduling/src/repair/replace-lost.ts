import type { Found } from './allowance.js';
import { type Board, bitCount } from './board.js';
import { hasBreakLimits } from './break-limits.js';
import { ChainSearch } from './chain-search.js';
import { boundDrops } from './drop-bound.js';
import { fillPlaces } from './fill-places.js';
import { NONE } from './live-model.js';
import { lossOf, worthOf } from './pair-worth.js';
import { placeFreely } from './place-freely.js';

/** Search effort, in nodes: each step and all of placing one by one, the exact searches, the look for a gentler way. */
const STEP = 300;
const STEPS = 2500;
const EXACT = 1500;
const POLISH = 300;
/** More lost meetings than that are placed all together, as chains of single ones would take too long. */
export const MANY = 16;
/** Announced meetings that may be moved to save one. */
const MOST_EJECTIONS = 4;
/** Meetings that may have to go for one that is required: of either participant, and for the table. */
const IN_THE_WAY = 3;

/** How the lost meetings are placed again. */
export interface Replacement extends Found {
  /** Round of every pair, -1 where it is not held. */
  readonly roundOf: Int16Array;
  /** Meetings given up, and announced meetings taken from a place that they could have kept. */
  readonly drops: number;
  readonly ejections: number;
  /** Required meetings without a place, meetings above caps and tables. */
  readonly unsettled: number;
  /** No other placement gives up fewer, or as many with fewer ejections. */
  readonly isProven: boolean;
}

/**
 * Places lost meetings again and clears rounds with too few tables. In this order: fewest meetings given up, fewest
 * announced meetings taken from a place that they could have kept, least value given up, fewest people disturbed. The
 * first two are exact as far as the search effort goes, which `isProven` tells. Leaves the board as it was.
 * @param lost meetings that are not on the board any more and could be held in some round; those that are required
 *   are never given up, and are missing from the result if no place was found
 * @param isExact false for a quick answer: one meeting after the other
 */
export function replaceLost(board: Board, lost: readonly number[], isExact = true): Replacement {
  const start = board.roundOf.slice();
  const kept = board.count.slice();
  for (const k of lost) {
    kept[board.model.a[k]!]!++;
    kept[board.model.b[k]!]!++;
  }
  /** Judges what is on the board, and leaves the board as it was at the start. */
  const judge = (): Replacement => {
    const placed = assess(board, start, lost, kept);
    board.restore(start);
    return placed;
  };
  if (lost.length > MANY && !hasBreakLimits(board.model)) {
    placeTogether(board, lost, kept.slice());
    const together = judge();
    if (together.unsettled === 0) return { ...together, isProven: isLeast(board, lost, together) };
  }
  placeOneByOne(board, lost, kept.slice());
  const oneByOne = judge();
  if (!isExact) return oneByOne;

  const search = new ChainSearch(board, kept);
  const best = improve(board, search, lost, oneByOne, judge);
  if (best.ejections + best.drops === 0) return best;
  search.best = best;
  search.run(lost, best, { nodes: effort(POLISH, lost), findsAll: true });
  if (search.best === best) return best;
  board.apply(search.best.changes);
  return { ...judge(), isProven: best.isProven };
}

/** Nodes are dearer the more meetings wait. */
function effort(nodes: number, lost: readonly number[]): number {
  return Math.ceil(nodes / Math.max(1, lost.length / MANY));
}

/** Searches below what was found, for fewer drops first; the search effort is shared by all tries. */
function improve(
  board: Board,
  search: ChainSearch,
  lost: readonly number[],
  found: Replacement,
  judge: () => Replacement,
): Replacement {
  let isProven = true;
  const mostDrops = found.drops + found.unsettled * IN_THE_WAY;
  const most = board.over + lost.length + MOST_EJECTIONS;
  const simple = leastDrops(board, lost);
  // The dearer bound is of no use where the simple one is met.
  const least = simple < mostDrops ? Math.max(simple, boundDrops(board, lost)) : simple;
  for (let drops = least; drops <= mostDrops; drops++) {
    const end = drops < found.drops || found.unsettled > 0 ? most : found.ejections - 1;
    search.short = true;
    for (let ejections = board.over; ejections <= end && search.short; ejections++) {
      for (const isWide of [false, true]) {
        const nodes = effort(EXACT, lost) - search.nodes;
        if (nodes <= 0) return { ...found, isProven: false };
        if (search.run(lost, { drops, ejections }, { nodes, isWide })) {
          board.apply(search.best!.changes);
          return { ...judge(), isProven };
        }
        if (!search.cut) break;
      }
      if (search.aborted) isProven = false;
    }
    if ((drops < found.drops || found.unsettled > 0) && search.short) isProven = false;
  }
  return { ...found, isProven };
}

/** Many at once, each by exchanges with the others; announced ones are disturbed where that fills more places. */
function placeTogether(board: Board, lost: readonly number[], kept: Int32Array): void {
  giveUp(board, fillPlaces(board, byWorth(board, lost)), kept);
}

/** Required ones first, then by value, first meetings before all others. */
function byWorth(board: Board, pairs: readonly number[]): number[] {
  const { required } = board.model;
  return pairs
    .map((k) => ({ k, worth: worthOf(board, k) }))
    .sort((x, y) => required[y.k]! - required[x.k]! || y.worth - x.worth || x.k - y.k)
    .map(({ k }) => k);
}

/** Whether it is certain that no placement gives up or moves fewer meetings. */
function isLeast(board: Board, lost: readonly number[], { drops, ejections }: Replacement): boolean {
  if (ejections > board.over) return false;
  return drops <= leastDrops(board, lost) || drops <= boundDrops(board, lost);
}

/** Each by itself, required and valuable ones first, with more ejections each time: often the best already. */
function placeOneByOne(board: Board, lost: readonly number[], kept: Int32Array): void {
  const search = new ChainSearch(board, kept);
  const attempt = (pairs: readonly number[], ejections: number, over: number): boolean => {
    const nodes = Math.min(STEP, STEPS - search.nodes);
    if (nodes <= 0 || board.spare === 0) return false;
    const tolerated = { over, crowd: board.crowd };
    if (!search.run(pairs, { drops: 0, ejections }, { nodes, tolerated })) return false;
    board.apply(search.best!.changes);
    return true;
  };
  let left = placeFreely(board, byWorth(board, lost));
  for (let ejections = 1; ejections <= MOST_EJECTIONS; ejections++) {
    left = left.filter((k) => !attempt([k], ejections, board.over));
    while (board.over > 0 && attempt([], ejections, board.over - 1));
  }
  giveUp(board, left, kept);
}

/** Gives up the meetings without a place, and in rounds with too few tables those that are worth least. */
function giveUp(board: Board, left: readonly number[], kept: Int32Array): void {
  const { a, b, required, tables, rounds } = board.model;
  const lose = (k: number) => {
    kept[a[k]!]!--;
    kept[b[k]!]!--;
  };
  left.forEach(lose);
  for (let r = board.now; r < rounds; r++) {
    while (board.load[r]! > tables[r]!) {
      const choices = board.held[r]!.filter((k) => !board.locked[k] && !required[k]);
      if (choices.length === 0) break;
      const cheapest = choices.reduce((x, y) => (lossOf(board, kept, y) < lossOf(board, kept, x) ? y : x));
      board.take(cheapest);
      lose(cheapest);
    }
  }
}

/** What the board gives up, compared with the start, and whom it disturbs. */
function assess(board: Board, start: Int16Array, lost: readonly number[], kept: Int32Array): Replacement {
  const { a, b } = board.model;
  const roundOf = board.roundOf.slice();
  const left = kept.slice();
  const people = new Set<number>();
  let drops = 0;
  let ejections = 0;
  let loss = 0;
  const count = (k: number) => {
    people.add(a[k]!).add(b[k]!);
    if (roundOf[k] !== NONE) return;
    drops++;
    loss += lossOf(board, left, k);
    left[a[k]!]!--;
    left[b[k]!]!--;
  };
  lost.forEach(count);
  for (const k of board.tracked) {
    if (start[k] === NONE || start[k] === roundOf[k]) continue;
    ejections++;
    count(k);
  }
  const missing = lost.filter((k) => board.model.required[k] && roundOf[k] === NONE).length;
  const unsettled = missing + board.crowd + board.over;
  return { roundOf, changes: [], drops, ejections, unsettled, loss, people: people.size, isProven: false };
}

/** A lower bound on the meetings given up: by tables, and by the rounds that a participant has left. */
function leastDrops(board: Board, lost: readonly number[]): number {
  const { model, now, at, spare, over } = board;
  const { rounds, words, a, b, present } = model;
  const waiting = new Map<number, number>();
  for (const k of lost) for (const p of [a[k]!, b[k]!]) waiting.set(p, (waiting.get(p) ?? 0) + 1);
  let excess = 0;
  for (const [p, count] of waiting) {
    let left = 0;
    for (let w = 0; w < words; w++) left += bitCount(present[p * words + w]! & board.ahead[w]!);
    let held = 0;
    for (let r = now; r < rounds; r++) if (at[p * rounds + r] !== NONE) held++;
    excess = Math.max(excess, held + count - left);
  }
  return Math.max(excess, lost.length + over - spare, 0);
}

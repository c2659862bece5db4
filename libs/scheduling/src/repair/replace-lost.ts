import { type Board, bitCount } from './board.js';
import { ChainSearch, type Found } from './chain-search.js';
import { NONE } from './live-model.js';

/** Search effort, in nodes: one meeting by itself, all exact searches together, the look for a gentler equal one. */
const SINGLE = 400;
const EXACT = 4000;
const POLISH = 300;
/** Announced meetings that may be moved to save one. */
const MOST_EJECTIONS = 4;
/** Meetings that may have to go for one that is required: of either participant, and for the table. */
const IN_THE_WAY = 3;

/** How the lost meetings are placed again. */
export interface Replacement extends Found {
  /** Meetings given up, and announced meetings taken from a place that they could have kept. */
  readonly drops: number;
  readonly ejections: number;
  /** No other placement gives up fewer, or as many with fewer ejections. */
  readonly isProven: boolean;
}

/**
 * Places lost meetings again and clears rounds with too few tables. In this order: fewest meetings given up, fewest
 * announced meetings taken from a place that they could have kept, least value given up, fewest people disturbed. The
 * first two are exact as far as the search effort goes, which `isProven` tells. Leaves the board as it was.
 * @param lost meetings that are not on the board any more and could be held in some round; those that are required
 *   are never given up, and are missing from the result if no place was found
 */
export function replaceLost(board: Board, lost: readonly number[]): Replacement {
  const start = board.roundOf.slice();
  const kept = board.count.slice();
  for (const k of lost) {
    kept[board.model.a[k]!]!++;
    kept[board.model.b[k]!]!++;
  }
  const assess = (found: Found): Replacement => ({ ...found, ...countChanges(start, lost, found.roundOf) });
  const oneByOne = assess(placeOneByOne(board, lost, kept.slice()));
  board.restore(start);

  const search = new ChainSearch(board, kept);
  const least = { drops: leastDrops(board, lost), ejections: 0 };
  const best = improve(board, search, lost, oneByOne, least, assess);
  if (best.ejections + best.drops === 0) return best;
  search.best = best;
  search.run(lost, best, { nodes: POLISH, findsAll: true });
  return { ...assess(search.best), isProven: best.isProven };
}

/** Searches below what was found, for fewer drops first; the search effort is shared by all tries. */
function improve(
  board: Board,
  search: ChainSearch,
  lost: readonly number[],
  found: Replacement,
  least: { drops: number },
  assess: (found: Found) => Replacement,
): Replacement {
  let isProven = true;
  const missing = lost.filter((k) => board.model.required[k] && found.roundOf[k] === NONE).length;
  const mostDrops = found.drops + missing * IN_THE_WAY;
  const most = board.over + lost.length + MOST_EJECTIONS;
  for (let drops = least.drops; drops <= mostDrops; drops++) {
    const end = drops < found.drops || missing > 0 ? most : found.ejections - 1;
    search.short = true;
    for (let ejections = board.over; ejections <= end && search.short; ejections++) {
      for (const isWide of [false, true]) {
        const nodes = EXACT - search.nodes;
        if (nodes <= 0) return { ...found, isProven: false };
        if (search.run(lost, { drops, ejections }, { nodes, isWide })) {
          return { ...assess(search.best!), isProven };
        }
        if (!search.cut) break;
      }
      if (search.aborted) isProven = false;
    }
    if ((drops < found.drops || missing > 0) && search.short) isProven = false;
  }
  return { ...found, isProven };
}

/** Each by itself, required and valuable ones first: the fallback, and often the best already. */
function placeOneByOne(board: Board, lost: readonly number[], kept: Int32Array): Found {
  const { model } = board;
  const search = new ChainSearch(board, kept);
  let loss = 0;
  let people = 0;
  const attempt = (
    pairs: readonly number[],
    drops: number,
    ejections: number,
    tolerated: number,
  ): boolean => {
    const options = { nodes: SINGLE, tolerated: { over: tolerated, crowd: board.crowd } };
    if (!search.run(pairs, { drops, ejections }, options)) return false;
    loss += search.best!.loss;
    people += search.best!.people;
    board.restore(search.best!.roundOf);
    return true;
  };
  const deepen = (pairs: readonly number[], tolerated: number): boolean => {
    for (let ejections = 0; ejections <= MOST_EJECTIONS; ejections++) {
      if (attempt(pairs, 0, ejections, tolerated)) return true;
      if (search.aborted) return false;
    }
    return false;
  };
  const worth = (k: number) => (model.required[k] ? Infinity : model.score[k]!);
  const order = [...lost].sort((x, y) => worth(y) - worth(x) || x - y);
  for (const k of order) if (!deepen([k], board.over)) attempt([k], 1, 0, board.over);
  while (board.over > 0) {
    if (!deepen([], board.over - 1) && !attempt([], 1, 1, board.over - 1)) break;
  }
  return { roundOf: board.roundOf.slice(), loss, people };
}

function countChanges(start: Int16Array, lost: readonly number[], roundOf: Int16Array) {
  let drops = 0;
  let ejections = 0;
  for (let k = 0; k < start.length; k++) {
    if (start[k] === roundOf[k] || start[k] === NONE) continue;
    ejections++;
    if (roundOf[k] === NONE) drops++;
  }
  for (const k of lost) if (roundOf[k] === NONE) drops++;
  return { drops, ejections, isProven: false };
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

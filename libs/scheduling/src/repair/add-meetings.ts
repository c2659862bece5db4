import type { Board } from './board.js';
import { hasBreakLimits, overBreakLimit } from './break-limits.js';
import { ChainSearch } from './chain-search.js';
import { NONE } from './live-model.js';
import { worthOf } from './pair-worth.js';

/** Pairs that are tried by chains after the simple fill, and the effort for each. */
const TRIED = 40;
const NODES = 30;
const MOST_EJECTIONS = 2;
/** Free tables up to which the pairs are not sorted. */
const FEW = 12;

/**
 * Holds further meetings in free rounds at free tables, without touching any that is held. A weighted matching, done
 * greedily (people without a meeting first, then value) and then improved by moving and exchanging the added meetings
 * among themselves.
 */
export function addMeetings(board: Board): void {
  const candidates = addable(board);
  if (candidates.length === 0) return;
  const locked = board.locked.slice();
  lockHeld(board);
  fill(board, candidates);
  const left = candidates.filter((k) => board.roundOf[k] === NONE);
  if (left.length < candidates.length && !hasBreakLimits(board.model)) {
    const order = byWorth(board, left);
    shift(board, order.slice(0, TRIED));
    // What an exchange sets free may have room elsewhere, and a cap that was reached may not be any more.
    if (exchange(board, order)) {
      fill(
        board,
        left.filter((k) => board.roundOf[k] === NONE),
      );
    }
  }
  board.locked.set(locked);
}

function addable(board: Board): number[] {
  const { pairs, words, a, b, cap } = board.model;
  const { roundOf, count, room } = board;
  const found: number[] = [];
  if (board.spare === 0) return found;
  for (let k = 0; k < pairs; k++) {
    if (roundOf[k] !== NONE || count[a[k]!]! >= cap[a[k]!]! || count[b[k]!]! >= cap[b[k]!]!) continue;
    for (let w = 0; w < words; w++) {
      if ((board.free(k, w) & room[w]!) === 0) continue;
      found.push(k);
      break;
    }
  }
  return found;
}

function lockHeld(board: Board): void {
  for (const k of board.listed()) if (board.roundOf[k] !== NONE) board.locked[k] = 1;
}

function byWorth(board: Board, pairs: readonly number[]): number[] {
  const ranked = pairs.map((k) => ({ k, worth: worthOf(board, k) }));
  return ranked.sort((x, y) => y.worth - x.worth || x.k - y.k).map(({ k }) => k);
}

/** Holds the most valuable pairs that fit; those that bring a first meeting come before all others. */
function fill(board: Board, pairs: readonly number[]): void {
  const newcomers = pairs.filter((k) => worthOf(board, k) > board.model.score[k]!);
  for (const k of byWorth(board, newcomers)) {
    if (worthOf(board, k) > board.model.score[k]!) putQuietly(board, k);
  }
  let left = newcomers.length === 0 ? pairs : pairs.filter((k) => board.roundOf[k] === NONE);
  if (board.spare > FEW) {
    for (const k of byWorth(board, left)) putQuietly(board, k);
    return;
  }
  // For few free tables to look for the best each time takes less time than to sort.
  while (board.spare > 0) {
    left = left.filter((k) => board.roomiest(k) !== NONE);
    if (left.length === 0) return;
    const best = left.reduce((x, y) => (worthOf(board, y) > worthOf(board, x) ? y : x));
    left = left.filter((k) => k !== best);
    putQuietly(board, best);
  }
}

/** Holds the pair, if it fits, in the round with the most free tables. */
function putQuietly(board: Board, k: number): void {
  const best = board.roomiest(k);
  if (best === NONE) return;
  board.put(k, best);
  if (overBreakLimit(board) !== NONE) board.take(k);
}

/** Makes room by moving added meetings to other rounds. */
function shift(board: Board, pairs: readonly number[]): void {
  const search = new ChainSearch(board, board.count.slice());
  const tolerated = { over: board.over, crowd: board.crowd };
  for (const k of pairs) {
    if (board.roundOf[k] !== NONE || isCapped(board, k)) continue;
    for (let ejections = 1; ejections <= MOST_EJECTIONS; ejections++) {
      if (!search.run([k], { drops: 0, ejections }, { nodes: NODES, tolerated })) continue;
      board.apply(search.best!.changes);
      break;
    }
  }
}

function isCapped({ model, count }: Board, k: number): boolean {
  return [model.a[k]!, model.b[k]!].some((p) => count[p]! >= model.cap[p]!);
}

/** Puts pairs in place of added ones that are worth less together. @returns whether anything changed */
function exchange(board: Board, pairs: readonly number[]): boolean {
  const { rounds, a, b, people } = board.model;
  let changed = false;
  /** 1 for those who have an added meeting. */
  const gaining = new Uint8Array(people);
  for (let r = board.now; r < rounds; r++) {
    for (const k of board.held[r]!) if (!isLocked(board, k)) gaining[a[k]!] = gaining[b[k]!] = 1;
  }
  for (const k of pairs) {
    if (board.roundOf[k] !== NONE || (!gaining[a[k]!] && !gaining[b[k]!])) continue;
    for (let r = board.now; r < rounds && board.roundOf[k] === NONE; r++) {
      const x = board.at[a[k]! * rounds + r]!;
      const y = board.at[b[k]! * rounds + r]!;
      if ((x === NONE && y === NONE) || isLocked(board, x) || isLocked(board, y) || !board.isOpen(k, r))
        continue;
      const out = [x, y].filter((other, index) => other !== NONE && (index === 0 || other !== x));
      for (const other of out) board.take(other);
      const lost = out.reduce((sum, other) => sum + worthOf(board, other), 0);
      if (board.fits(k, r) && worthOf(board, k) > lost) {
        board.put(k, r);
        gaining[a[k]!] = gaining[b[k]!] = 1;
        changed = true;
      } else for (const other of out) board.put(other, r);
    }
  }
  return changed;
}

function isLocked(board: Board, k: number): boolean {
  return k !== NONE && board.locked[k] === 1;
}

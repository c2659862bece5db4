import type { Board } from './board.js';
import { ChainSearch } from './chain-search.js';
import { NONE } from './live-model.js';

/** Pairs that are tried by chains after the simple fill, and the effort for each. */
const TRIED = 40;
const NODES = 30;
const MOST_EJECTIONS = 2;

/**
 * Holds further meetings in free rounds at free tables, without touching any that is held. A weighted matching, done
 * greedily (people without a meeting first, then value) and then improved by moving and exchanging the added meetings
 * among themselves.
 * @returns the pairs that were added
 */
export function addMeetings(board: Board): number[] {
  const candidates = addable(board);
  if (candidates.length === 0) return [];
  const locked = board.locked.slice();
  lockHeld(board);
  for (const k of byWorth(board, candidates)) putQuietly(board, k);
  const left = candidates.filter((k) => board.roundOf[k] === NONE);
  shift(board, byWorth(board, left).slice(0, TRIED));
  exchange(board, left);
  // What an exchange set free may have room elsewhere, and a cap that was reached may not be any more.
  for (const k of byWorth(board, candidates)) if (board.roundOf[k] === NONE) putQuietly(board, k);
  board.locked.set(locked);
  return candidates.filter((k) => board.roundOf[k] !== NONE);
}

function addable(board: Board): number[] {
  const { pairs, words, a, b, cap } = board.model;
  const found: number[] = [];
  if (board.spare === 0) return found;
  for (let k = 0; k < pairs; k++) {
    if (board.roundOf[k] !== NONE) continue;
    if (board.count[a[k]!]! >= cap[a[k]!]! || board.count[b[k]!]! >= cap[b[k]!]!) continue;
    for (let w = 0; w < words; w++) {
      if ((board.free(k, w) & board.room[w]!) === 0) continue;
      found.push(k);
      break;
    }
  }
  return found;
}

function lockHeld(board: Board): void {
  for (let k = 0; k < board.model.pairs; k++) if (board.roundOf[k] !== NONE) board.locked[k] = 1;
}

/** What the pair adds: people who get their first meeting count before any value. */
function worthOf(board: Board, k: number): number {
  const { a, b, score, firstMeetingWorth } = board.model;
  const first = (board.count[a[k]!] === 0 ? 1 : 0) + (board.count[b[k]!] === 0 ? 1 : 0);
  return score[k]! + first * firstMeetingWorth;
}

function byWorth(board: Board, pairs: readonly number[]): number[] {
  const worth = new Map(pairs.map((k) => [k, worthOf(board, k)]));
  return [...pairs].sort((x, y) => worth.get(y)! - worth.get(x)! || x - y);
}

/** Holds the pair in the round with the most free tables, of those beside another meeting of the two if there are. */
function putQuietly(board: Board, k: number): boolean {
  const { rounds, tables } = board.model;
  let best = NONE;
  let most = 0;
  for (let r = board.now; r < rounds; r++) {
    const spare = tables[r]! - board.load[r]!;
    if (spare <= most || !board.fits(k, r)) continue;
    best = r;
    most = spare;
  }
  if (best === NONE) return false;
  board.put(k, best);
  return true;
}

/** Makes room by moving added meetings to other rounds. */
function shift(board: Board, pairs: readonly number[]): void {
  const search = new ChainSearch(board, board.count.slice());
  const tolerated = { over: board.over, crowd: board.crowd };
  for (const k of pairs) {
    if (board.roundOf[k] !== NONE || isCapped(board, k)) continue;
    for (let ejections = 1; ejections <= MOST_EJECTIONS; ejections++) {
      if (!search.run([k], { drops: 0, ejections }, { nodes: NODES, tolerated })) continue;
      board.restore(search.best!.roundOf);
      break;
    }
  }
}

function isCapped({ model, count }: Board, k: number): boolean {
  return [model.a[k]!, model.b[k]!].some((p) => count[p]! >= model.cap[p]!);
}

/** Puts a pair in place of added ones that are worth less together. */
function exchange(board: Board, pairs: readonly number[]): void {
  const { rounds, a, b } = board.model;
  for (const k of byWorth(board, pairs)) {
    if (board.roundOf[k] !== NONE) continue;
    for (let r = board.now; r < rounds && board.roundOf[k] === NONE; r++) {
      if (!board.isOpen(k, r)) continue;
      const out = new Set([a[k]!, b[k]!].map((p) => board.at[p * rounds + r]!).filter((x) => x !== NONE));
      if (out.size === 0 || [...out].some((x) => board.locked[x])) continue;
      for (const x of out) board.take(x);
      let lost = 0;
      for (const x of out) lost += worthOf(board, x);
      if (board.fits(k, r) && worthOf(board, k) > lost) board.put(k, r);
      else for (const x of out) board.put(x, r);
    }
  }
}

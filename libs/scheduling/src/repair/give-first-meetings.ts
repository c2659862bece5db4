import type { Board } from './board.js';
import { ChainSearch } from './chain-search.js';
import { NONE } from './live-model.js';

/** Pairs tried per participant, the moves allowed for one, and the effort. */
const TRIED = 8;
const MOST_EJECTIONS = 2;
const NODES = 150;
/** Participants looked after. */
const MOST_PEOPLE = 5;

/**
 * Gives each of these participants, who have no meeting, the most valuable one that fits when announced meetings move.
 * @returns whether any got one; announced meetings are moved, never given up
 */
export function giveFirstMeetings(board: Board, people: readonly number[]): boolean {
  const { pairsOf, score, a, b, cap } = board.model;
  const search = new ChainSearch(board, board.count.slice());
  let gave = false;
  for (const p of people.slice(0, MOST_PEOPLE)) {
    const wanted = pairsOf[p]!.filter(
      (k) => board.roundOf[k] === NONE && hasRoom(board, a[k]! + b[k]! - p, cap),
    ).sort((x, y) => score[y]! - score[x]! || x - y);
    gave = placeOne(board, search, wanted.slice(0, TRIED)) || gave;
  }
  return gave;
}

function placeOne(board: Board, search: ChainSearch, pairs: readonly number[]): boolean {
  const tolerated = { over: board.over, crowd: board.crowd };
  for (let ejections = 0; ejections <= MOST_EJECTIONS; ejections++) {
    for (const k of pairs) {
      if (!search.run([k], { drops: 0, ejections }, { nodes: NODES, tolerated })) continue;
      board.apply(search.best!.changes);
      board.locked[k] = 1;
      return true;
    }
  }
  return false;
}

function hasRoom({ count }: Board, p: number, cap: Int32Array): boolean {
  return count[p]! < cap[p]!;
}

import type { Board } from './board.js';
import { ExchangePaths } from './exchange-paths.js';
import { NONE } from './live-model.js';
import { tradePlaces } from './trade-places.js';

/** Announced meetings that may be disturbed to bring one more onto the board. */
const MOST_DISTURBED = 6;

/**
 * Places lost meetings where there are many: each simply where it fits, then more by paths of exchanges, first such as
 * disturb no announced meeting. Then announced ones return where the others find places all the same, and at last the
 * more valuable ones take the places of others.
 * @param lost meetings that are not on the board, in the order in which they are tried
 * @returns the meetings without a place, among them announced ones that gave theirs away
 */
export function fillPlaces(board: Board, lost: readonly number[]): number[] {
  const start = board.roundOf.slice();
  const paths = new ExchangePaths(board, lost, start);
  for (const k of lost) {
    const r = board.roomiest(k);
    if (r !== NONE) board.put(k, r);
  }
  paths.fillAll();
  while (paths.fillDisturbing(MOST_DISTURBED)) paths.fillAll();
  for (const k of paths.loose.slice()) if (start[k] !== NONE) bringBack(board, paths, k, start[k]!);
  tradePlaces(board, paths);
  return paths.loose.filter((k) => board.roundOf[k] === NONE);
}

/** Brings an announced meeting back to round r, if as many meetings find a place then. */
function bringBack(board: Board, paths: ExchangePaths, k: number, r: number): void {
  const { rounds, a, b, tables } = board.model;
  if (board.roundOf[k] === r) return;
  const { loose } = paths;
  const inTheWay = [board.at[a[k]! * rounds + r]!, board.at[b[k]! * rounds + r]!].filter((m) => m !== NONE);
  if (!inTheWay.every((m) => paths.mayGo(m))) return;
  const { spare } = board;
  const was = loose.map((m) => board.roundOf[m]!);
  const take = (m: number) => board.roundOf[m] !== NONE && board.take(m);
  for (const m of [...inTheWay, k]) take(m);
  if (board.load[r]! >= tables[r]!)
    loose
      .filter((m) => board.roundOf[m] === r && paths.mayGo(m))
      .slice(0, 1)
      .forEach(take);
  if (board.fits(k, r)) {
    board.put(k, r);
    while (board.spare > spare && paths.fill());
    if (board.spare <= spare) return;
  }
  loose.forEach(take);
  was.forEach((round, i) => round !== NONE && board.put(loose[i]!, round));
}

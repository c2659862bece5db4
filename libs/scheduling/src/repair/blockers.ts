import type { Board } from './board.js';
import { NONE } from './live-model.js';

/**
 * Meetings that have to go before pair k can be held in round r, apart from tables and caps; undefined if one of them
 * is locked or settled.
 */
export function blockersOf(board: Board, settled: Uint8Array, k: number, r: number): number[] | undefined {
  const { rounds, a, b, homeVertex, earlier, later } = board.model;
  const found: number[] = [];
  const add = (other: number): boolean => {
    if (other === NONE || found.includes(other)) return true;
    if (board.locked[other] || settled[other]) return false;
    found.push(other);
    return true;
  };
  if (!add(board.at[a[k]! * rounds + r]!) || !add(board.at[b[k]! * rounds + r]!)) return undefined;
  if (homeVertex[k]! >= 0 && !add(board.at[homeVertex[k]! * rounds + r]!)) return undefined;
  if (earlier.size === 0) return found;
  for (const other of earlier.get(k) ?? []) {
    if (board.roundOf[other]! >= r && !add(other)) return undefined;
  }
  for (const other of later.get(k) ?? []) {
    const s = board.roundOf[other]!;
    if (s !== NONE && s <= r && !add(other)) return undefined;
  }
  return found;
}

import type { Board } from './board.js';

/** What the pair adds if it is held: people who get their first meeting count before any value. */
export function worthOf({ model, count }: Board, k: number): number {
  const { a, b, score, firstMeetingWorth } = model;
  const first = (count[a[k]!] === 0 ? 1 : 0) + (count[b[k]!] === 0 ? 1 : 0);
  return score[k]! + first * firstMeetingWorth;
}

/** Value that goes with the meeting of pair k. @param kept meetings that each participant has up to now */
export function lossOf({ model }: Board, kept: Int32Array, k: number): number {
  const { a, b, score, firstMeetingWorth } = model;
  const last = (kept[a[k]!] === 1 ? 1 : 0) + (kept[b[k]!] === 1 ? 1 : 0);
  return score[k]! + last * firstMeetingWorth;
}

import type { Board } from './board.js';
import { type LiveModel, NONE } from './live-model.js';
import type { Stock } from './take-stock.js';

export type ReasonCode =
  // Why an announced meeting cannot stay.
  | 'away'
  | 'cancelled'
  | 'round-dropped'
  | 'table-lost'
  | 'fewer-tables'
  | 'makes-room'
  | 'frees-table'
  | 'table-needed'
  | 'not-allowed'
  // Why a meeting has no other place.
  | 'pinned'
  | 'gone'
  | 'no-common-round'
  | 'taken'
  | 'no-table'
  | 'full-day'
  | 'too-many-moves'
  // Why a meeting is added.
  | 'first-meeting'
  | 'must'
  | 'free-place';

/** A reason, with what a sentence about it needs (`sayReason`). */
export interface Reason {
  readonly code: ReasonCode;
  readonly participant?: string;
  readonly round?: number;
  readonly table?: number;
  /** The meeting that takes the place. */
  readonly pair?: number;
}

/** What the reasons are drawn from: the day before and after. */
export interface Case {
  readonly stock: Stock;
  readonly before: LiveModel;
  readonly cancelled: ReadonlySet<number>;
  readonly isPinned: (pair: number) => boolean;
}

/** Why the announced meeting of pair k is not where it was. */
export function whyChanged({ stock, before, cancelled }: Case, k: number): Reason {
  const { board, roundOf } = stock;
  const { model } = board;
  const round = roundOf[k]!;
  if (cancelled.has(k)) return { code: 'cancelled' };
  const absent = [model.a[k]!, model.b[k]!].find((p) => !isIn(model.present, p, round, model.words));
  if (absent !== undefined) return { code: 'away', participant: idOf(model, absent), round };
  if (model.tables[round] === 0) return { code: 'round-dropped', round };
  if (model.homeTable[k]! >= model.tables[round]!) {
    return { code: 'table-lost', round, table: model.homeTable[k]! };
  }
  if (!isIn(model.own, k, round, model.words)) return { code: 'not-allowed', round };
  const taker = [model.a[k]!, model.b[k]!, model.homeVertex[k]!]
    .map((vertex) => (vertex < 0 ? NONE : board.at[vertex * model.rounds + round]!))
    .find((other) => other !== NONE);
  if (taker !== undefined) return { code: 'makes-room', pair: taker, round };
  if (model.tables[round]! < (before.tables[round] ?? 0)) return { code: 'fewer-tables', round };
  const newcomer = board.held[round]!.find((other) => roundOf[other] !== round);
  return newcomer === undefined
    ? { code: 'not-allowed', round }
    : { code: 'frees-table', pair: newcomer, round };
}

/** Why pair k has no place (any more). */
export function whyNowhere({ stock, isPinned }: Case, k: number): Reason {
  const { board, roundOf } = stock;
  const { model } = board;
  if (isPinned(k) && roundOf[k] !== NONE) return { code: 'pinned', round: roundOf[k]! };
  const both = [model.a[k]!, model.b[k]!];
  const gone = both.find((p) => !some(board, (w) => model.present[p * model.words + w]! & board.ahead[w]!));
  if (gone !== undefined) return { code: 'gone', participant: idOf(model, gone) };
  if (!some(board, (w) => board.open[k * model.words + w]!)) return { code: 'no-common-round' };
  const capped = both.find((p) => board.count[p]! >= model.cap[p]!);
  if (capped !== undefined) return { code: 'full-day', participant: idOf(model, capped) };
  if (!some(board, (w) => board.free(k, w))) return { code: 'taken' };
  if (!some(board, (w) => board.free(k, w) & board.room[w]!)) return { code: 'no-table' };
  return { code: 'too-many-moves' };
}

/** Why pair k is held, which was not announced. */
export function whyAdded({ stock }: Case, k: number): Reason {
  const { model, count } = stock.board;
  if (model.required[k]) return { code: 'must' };
  const newcomer = [model.a[k]!, model.b[k]!].find((p) => count[p] === 1);
  return newcomer === undefined
    ? { code: 'free-place' }
    : { code: 'first-meeting', participant: idOf(model, newcomer) };
}

function isIn(sets: Int32Array, index: number, round: number, words: number): boolean {
  return (sets[index * words + (round >> 5)]! & (1 << (round & 31))) !== 0;
}

function some({ model }: Board, word: (w: number) => number): boolean {
  for (let w = 0; w < model.words; w++) if (word(w) !== 0) return true;
  return false;
}

function idOf(model: LiveModel, p: number): string {
  return model.instance.participants[p]!.id;
}

import type { InfeasibleCode, InfeasibleItem } from '../scheduling-errors.js';
import { bitCount, type Board } from './board.js';
import { NONE } from './live-model.js';
import type { Stock } from './take-stock.js';

/** Why no timetable keeps all that must be held. */
export interface Impossible {
  readonly code: InfeasibleCode;
  readonly item: InfeasibleItem;
}

/**
 * Proofs that what must be held cannot be any more: a required or fixed meeting without a round (or pinned to
 * one that it cannot have), more required meetings
 * than a participant has rounds or may have meetings, more than there are tables. Empty is no proof of the contrary.
 */
export function proveImpossible({ board, roundOf, gone }: Stock): Impossible[] {
  const { model, now } = board;
  const found: Impossible[] = [];
  for (const k of gone) {
    if (model.fixed.has(k) || (board.locked[k] && model.required[k]))
      found.push({ code: 'fixed-conflict', item: { pair: k, round: roundOf[k]! } });
    else if (model.required[k]) found.push({ code: 'must-without-round', item: { pair: k } });
  }
  for (const [k, { round }] of model.fixed) {
    if (roundOf[k] === round || gone.includes(k)) continue;
    found.push({ code: round < now ? 'fixed-in-the-past' : 'fixed-conflict', item: { pair: k, round } });
  }
  const ahead = requiredAhead(board, roundOf);
  for (let p = 0; p < model.people; p++) {
    if (ahead.of[p]! > 0 && ahead.of[p]! > roundsLeft(board, p)) {
      found.push({ code: 'must-over-capacity', item: { participant: model.instance.participants[p]!.id } });
    }
  }
  let places = 0;
  for (let r = now; r < model.rounds; r++) places += model.tables[r]!;
  if (ahead.all > places) found.push({ code: 'must-over-tables', item: {} });
  return found;
}

/** Required meetings that are not over, in all and per participant. */
function requiredAhead({ model, now, tracked }: Board, roundOf: Int16Array): { all: number; of: Int32Array } {
  const of = new Int32Array(model.people);
  let all = 0;
  for (const k of tracked) {
    if (!model.required[k] || (roundOf[k]! !== NONE && roundOf[k]! < now)) continue;
    all++;
    of[model.a[k]!]!++;
    of[model.b[k]!]!++;
  }
  return { all, of };
}

/** Meetings that participant p can still have. */
function roundsLeft({ model, ahead, at, now }: Board, p: number): number {
  const { words, present, rounds, cap } = model;
  let left = 0;
  for (let w = 0; w < words; w++) left += bitCount(present[p * words + w]! & ahead[w]!);
  let past = 0;
  for (let r = 0; r < now; r++) if (at[p * rounds + r] !== NONE) past++;
  return Math.min(left, cap[p]! - past);
}

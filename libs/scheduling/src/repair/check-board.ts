import type { Board } from './board.js';
import { overBreakLimit } from './break-limits.js';
import { NONE } from './live-model.js';
import type { Stock } from './take-stock.js';

/**
 * Whether the repaired timetable keeps every hard rule, counted anew from its meetings. Meetings that stay where they
 * were announced are taken as allowed there.
 * @returns `wrong`: a rule is broken that a repair never breaks, in words; `open`: what must be and was not reached
 */
export function checkBoard(
  stock: Stock,
  seats: Int32Array,
): { wrong: string | undefined; isComplete: boolean } {
  const { board, roundOf } = stock;
  const { model, now } = board;
  const { instance, rounds, a, b, homeTable, tables, cap } = model;
  const busy = new Uint8Array(model.people * rounds);
  const count = new Int32Array(model.people);
  const load = new Int32Array(rounds);
  const seated = new Set<number>();
  const fail = (k: number, rule: string) => ({ wrong: `pair ${k}: ${rule}`, isComplete: false });
  let isComplete = overBreakLimit(board) === NONE;

  for (const k of model.fixed.keys()) if (board.roundOf[k] !== model.fixed.get(k)!.round) isComplete = false;
  for (const k of board.listed()) {
    const r = board.roundOf[k]!;
    const was = roundOf[k]!;
    if (r !== was && ((was !== NONE && was < now) || (r !== NONE && r < now)))
      return fail(k, 'changes the past');
    if (r === NONE) {
      if (model.required[k]) isComplete = false;
      continue;
    }
    for (let p = a[k]!, end = 0; end < 2; p = b[k]!, end++) {
      if (busy[p * rounds + r]) return fail(k, `two meetings in round ${r}`);
      busy[p * rounds + r] = 1;
      count[p]!++;
      if (r !== was && instance.participants[p]!.unavailable?.includes(r))
        return fail(k, `away in round ${r}`);
    }
    load[r]!++;
    if (r !== was && !keepsOwnRules(board, k, r)) return fail(k, `not allowed in round ${r}`);
    const table = seats[k]!;
    if (table === NONE || r < now) continue;
    if (table >= tables[r]! || seated.has(table * rounds + r)) return fail(k, `table ${table} in round ${r}`);
    if (homeTable[k]! >= 0 && homeTable[k] !== table) return fail(k, `not at its home table ${homeTable[k]}`);
    seated.add(table * rounds + r);
  }
  for (let r = now; r < rounds; r++) if (load[r]! > tables[r]!) isComplete = false;
  for (let p = 0; p < model.people; p++) if (count[p]! > cap[p]!) isComplete = false;
  for (const [second, firsts] of model.earlier) {
    for (const first of firsts) {
      const [x, y] = [board.roundOf[first]!, board.roundOf[second]!];
      if (x !== NONE && y !== NONE && x >= y && y >= now) return fail(second, `not after pair ${first}`);
    }
  }
  return { wrong: undefined, isComplete };
}

function keepsOwnRules({ model }: Board, k: number, r: number): boolean {
  const { instance } = model;
  const { forbidden, rounds, session } = instance.pairs[k]!;
  if (forbidden || (rounds && !rounds.includes(r))) return false;
  return session === undefined || (instance.sessions?.[session]?.includes(r) ?? false);
}

import { countTrue, type SatSolver } from '../sat/index.js';
import type { EncodedPlacement } from './encode-placement.js';
import type { Placement } from './placement.js';

/**
 * Adds literals that count the breaks of each participant, in unary: literal j of a participant, from 0, means at least
 * j + 1 breaks. Limits of the placement on breaks become clauses.
 */
export function encodeBreaks(
  solver: SatSolver,
  placement: Placement,
  { no, busy }: EncodedPlacement,
): readonly (readonly number[])[] {
  const { rounds, participants, meetingsOf, maxBreaks, maxBreakSpread } = placement;
  const counts: number[][] = [];
  for (let p = 0; p < participants; p++) {
    const meetings = meetingsOf[p]!.length;
    if (meetings < 2) {
      counts.push([]);
      continue;
    }
    const day = busy.subarray(p * rounds, (p + 1) * rounds);
    const breaks = encodeBreaksOfDay(solver, day, no);
    counts.push(countTrue(solver, breaks, meetings - 1, 'both'));
  }
  counts.forEach((count, p) => {
    const most = maxBreaks[p]!;
    if (most < count.length) solver.add([count[most]! ^ 1]);
  });
  if (maxBreakSpread < Infinity) encodeSpread(solver, counts, maxBreakSpread);
  return counts;
}

/** One literal per round that is true exactly if a break begins there. */
function encodeBreaksOfDay(solver: SatSolver, day: Int32Array, no: number): number[] {
  const rounds = day.length;
  const breaks: number[] = [];
  let later = no;
  for (let r = rounds - 1; r >= 1; r--) {
    // `later`: a meeting after round r.
    if (later !== no && day[r - 1] !== no) {
      const begins = 2 * solver.variable();
      solver.add([day[r - 1]! ^ 1, day[r]!, later ^ 1, begins]);
      solver.add([begins ^ 1, day[r - 1]!]);
      solver.add([begins ^ 1, day[r]! ^ 1]);
      solver.add([begins ^ 1, later]);
      breaks.push(begins);
    }
    if (day[r] === no) continue;
    const now = 2 * solver.variable();
    solver.add([later ^ 1, now]);
    solver.add([day[r]! ^ 1, now]);
    solver.add([now ^ 1, day[r]!, later]);
    later = now;
  }
  return breaks;
}

/** Whoever has `spread + j` breaks presses all others to have j. */
function encodeSpread(solver: SatSolver, counts: readonly (readonly number[])[], spread: number): void {
  const most = Math.max(0, ...counts.map((count) => count.length));
  for (let j = 0; spread + j < most; j++) {
    const allHaveMore = 2 * solver.variable();
    for (const count of counts) {
      if (count[spread + j] !== undefined) solver.add([count[spread + j]! ^ 1, allHaveMore]);
      solver.add(count[j] === undefined ? [allHaveMore ^ 1] : [allHaveMore ^ 1, count[j]!]);
    }
  }
}

import type { SatSolver } from './sat-solver.js';

/**
 * Which way a counter draws conclusions: `atLeast` makes outputs true when enough literals are true (so that denying an
 * output is a limit), `atMost` makes them false when too many are false (so that asserting one is a demand).
 */
export type Direction = 'atLeast' | 'atMost' | 'both';

/**
 * Counts true literals in unary (totalizer, Bailleux and Boufkhad, CP 2003): output i, from 0, means that at least
 * i + 1 of the literals are true.
 * @param most outputs are made up to this many
 */
export function countTrue(
  solver: SatSolver,
  literals: readonly number[],
  most: number,
  direction: Direction,
): number[] {
  if (literals.length <= 1) return literals.slice(0, most);
  const half = literals.length >> 1;
  const left = countTrue(solver, literals.slice(0, half), most, direction);
  const right = countTrue(solver, literals.slice(half), most, direction);
  const size = Math.min(most, left.length + right.length);
  const sum = Array.from({ length: size }, () => 2 * solver.variable());
  for (let i = 0; i <= left.length; i++) {
    for (let j = 0; j <= right.length; j++) {
      if (direction !== 'atMost' && i + j > 0 && i + j <= size) {
        const enough = [...(i > 0 ? [left[i - 1]!] : []), ...(j > 0 ? [right[j - 1]!] : [])];
        solver.add([...enough.map((literal) => literal ^ 1), sum[i + j - 1]!]);
      }
      if (direction !== 'atLeast' && i + j < size) {
        solver.add([...left.slice(i, i + 1), ...right.slice(j, j + 1), sum[i + j]! ^ 1]);
      }
    }
  }
  return sum;
}

import type { PlacementSearch } from '../feasibility/index.js';
import type { Effort } from '../sat/index.js';

/** Conflicts spent on each group of participants. */
const CONFLICTS = 600;

/**
 * Makes a placement better step by step: whoever has no break keeps so, and groups of the others are to have none
 * either, half of a group where that fails.
 * @param found called after each better placement
 */
export function sparePeople(search: PlacementSearch, { stop }: Effort, found: () => void): void {
  const { solver, breaks } = search;
  const hasBreak = breaks.flatMap((count) => count.slice(0, 1));
  let spared = hasBreak.filter((literal) => !solver.isTrue(literal));
  const groups = [hasBreak.filter((literal) => solver.isTrue(literal))];
  for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
    const known = new Set(spared);
    const rest = group.filter((literal) => !known.has(literal));
    if (rest.length === 0) continue;
    if (stop?.()) return;
    const assumptions = [...spared, ...rest].map((literal) => literal ^ 1);
    const outcome = search.solve(assumptions, { conflicts: CONFLICTS, stop });
    if (outcome) {
      spared = hasBreak.filter((literal) => !solver.isTrue(literal));
      found();
    } else if (rest.length > 1) {
      const half = rest.length >> 1;
      groups.push(rest.slice(half), rest.slice(0, half));
    }
  }
}

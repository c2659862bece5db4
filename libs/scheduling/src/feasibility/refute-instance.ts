import type { Instance } from '../instance.js';
import { type ConflictItem, conflictItems } from './conflict-items.js';
import { describeConflict } from './describe-conflict.js';
import { compilePlacement } from './placement.js';
import { PlacementSearch } from './placement-search.js';
import { type Contradiction, propagate } from './propagate.js';
import type { Refutation } from './refutation.js';
import { fromFarToNear, shrinkConflict } from './shrink-conflict.js';

/** Conflicts of one search. */
const CONFLICTS = 3000;
/** Open rounds of all meetings, summed over the searches, that the whole may cost. */
const EFFORT = 150_000;

/**
 * Tells why an instance has no valid timetable, where that shows quickly: counts the rounds, tables and breaks that are
 * left to each participant, draws consequences until nothing follows, then searches for a moment. Takes only the
 * meetings that have to be held into account.
 * @param instance one without findings of `checkInstance`
 * @returns null if no reason was found: there is a timetable, or it takes a long search to tell
 */
export function refuteInstance(instance: Instance): Refutation | null {
  const items = conflictItems(instance);
  const placement = compilePlacement(instance, items);
  const found = propagate(placement, placement.open.slice());
  const search = new Search(instance);
  let kept: readonly ConflictItem[] = items;
  if (found) {
    const pairs = found.meetings.map((m) => placement.pairs[m]!);
    // Many demands go by inference; those that only search can spare are few then.
    kept = shrinkConflict(
      fromFarToNear(instance, items, pairs),
      (rest) => infer(instance, rest) !== undefined,
    );
  }
  if (found || search.refutes(items)) {
    kept = shrinkConflict(kept, (rest) => search.refutes(rest));
    return describeConflict(instance, kept, !search.isOver);
  }
  const spread = items.filter((item) => item.kind === 'break-spread');
  return search.refutes(items, true) ? describeConflict(instance, spread, false) : null;
}

function infer(instance: Instance, items: readonly ConflictItem[]): Contradiction | undefined {
  const placement = compilePlacement(instance, items);
  return propagate(placement, placement.open.slice());
}

/** Proofs by search, until together they have become long. */
class Search {
  private effort = EFFORT;

  constructor(private readonly instance: Instance) {}

  get isOver(): boolean {
    return this.effort < 0;
  }

  /**
   * @param wholeSpread hold the breaks of all participants against each other, instead of what follows for each from
   *   those with few meetings; dropping meetings then no longer makes things easier
   */
  refutes(items: readonly ConflictItem[], wholeSpread = false): boolean {
    const placement = compilePlacement(this.instance, items);
    if (wholeSpread && Math.max(...placement.maxBreaks) <= placement.maxBreakSpread) return false;
    const open = placement.open.slice();
    if (propagate(placement, open)) return true;
    this.effort -= open.reduce((sum, cell) => sum + cell, 0);
    if (this.isOver) return false;
    const search = new PlacementSearch(
      wholeSpread ? placement : { ...placement, maxBreakSpread: Infinity },
      open,
    );
    return search.solve([], { conflicts: CONFLICTS }) === false;
  }
}

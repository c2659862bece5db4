import { type Effort, SatSolver } from '../sat/index.js';
import { encodeBreaks } from './encode-breaks.js';
import { type EncodedPlacement, encodePlacement, limitTables } from './encode-placement.js';
import type { Placement } from './placement.js';

/** Searches for a round for each meeting. */
export class PlacementSearch {
  readonly solver = new SatSolver();
  readonly encoded: EncodedPlacement;
  /** Literal j of a participant, from 0: it has at least j + 1 breaks. */
  readonly breaks: readonly (readonly number[])[];

  /** @param open of the placement, or what inference leaves of it */
  constructor(
    readonly placement: Placement,
    readonly open: Uint8Array,
  ) {
    this.encoded = encodePlacement(this.solver, placement, open);
    this.breaks = encodeBreaks(this.solver, placement, this.encoded);
  }

  /** As `SatSolver.solve`. Tables are limited in those rounds only where too few turned out: the search is faster so. */
  solve(assumptions: readonly number[], effort: Effort): boolean | undefined {
    for (;;) {
      const outcome = this.solver.solve(assumptions, effort);
      if (!outcome) return outcome;
      const load = new Int32Array(this.placement.rounds);
      for (const round of this.roundOf()) load[round]!++;
      const crowded = [...load.keys()].filter((round) => load[round]! > this.placement.tables[round]!);
      if (crowded.length === 0) return true;
      for (const round of crowded) limitTables(this.solver, this.placement, this.encoded, round);
    }
  }

  /** Round of each meeting in the placement found last. */
  roundOf(): Int32Array {
    const { rounds, pairs } = this.placement;
    const { at, no } = this.encoded;
    return Int32Array.from(pairs, (_, m) => {
      const here = at.subarray(m * rounds, (m + 1) * rounds);
      return here.findIndex((literal) => literal !== no && this.solver.isTrue(literal));
    });
  }
}

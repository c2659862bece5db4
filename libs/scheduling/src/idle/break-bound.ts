import type { PlacementSearch } from '../feasibility/index.js';
import { countTrue, type Effort } from '../sat/index.js';

/** Conflicts spent on each assumption that a core might do without. */
const SPARING = 200;

/**
 * Raises a lower bound on all breaks together until a placement meets it: assumes that nobody has a break more than
 * accounted for; where assumptions contradict, one of them costs a break, which of them is left open (core-guided, OLL:
 * Andres, Kaufmann, Matheis and Schaub, ICLP 2012; Morgado, Dodaro and Marques-Silva, CP 2014).
 */
export class BreakBound {
  /** No placement has fewer breaks. */
  bound = 0;
  /** By assumption: the count that it limits, and the output of it that it denies. */
  private readonly denied = new Map<number, { readonly count: readonly number[]; readonly output: number }>();

  constructor(private readonly search: PlacementSearch) {
    for (const count of search.breaks) this.deny(count, 0);
  }

  get assumptions(): number[] {
    return [...this.denied.keys()];
  }

  /**
   * @returns true: a placement with `bound` breaks was found; false: the bound was raised, or it turned out that there
   *   is no placement (bound `Infinity`); undefined: gave up
   */
  step(effort: Effort): boolean | undefined {
    const outcome = this.search.solve(this.assumptions, effort);
    if (outcome !== false) return outcome;
    const core = this.shorten(this.search.solver.core, effort);
    if (core.length === 0) {
      this.bound = Infinity;
      return false;
    }
    this.bound++;
    for (const literal of core) {
      const { count, output } = this.denied.get(literal)!;
      this.denied.delete(literal);
      this.deny(count, output + 1);
    }
    this.search.solver.add(core.map((literal) => literal ^ 1));
    const broken = core.map((literal) => literal ^ 1);
    this.deny(countTrue(this.search.solver, broken, broken.length, 'atLeast'), 1);
    return false;
  }

  private deny(count: readonly number[], output: number): void {
    if (output < count.length) this.denied.set(count[output]! ^ 1, { count, output });
  }

  private shorten(core: readonly number[], { stop }: Effort): readonly number[] {
    let short = core;
    for (let index = 0; index < short.length && short.length > 1;) {
      const rest = short.filter((_, place) => place !== index);
      const outcome = this.search.solver.solve(rest, { conflicts: SPARING, stop });
      if (outcome === false) short = this.search.solver.core;
      else index++;
    }
    return short;
  }
}

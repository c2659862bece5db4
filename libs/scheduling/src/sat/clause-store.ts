/** Cells before the literals of a clause: its length and its glue (0: a clause of the problem, not learnt). */
export const HEADER = 2;

/**
 * Clauses one after the other in one array, and for each literal the clauses that watch it. A literal is
 * `2 × variable + (negated ? 1 : 0)`. The first two literals of a clause are the watched ones.
 */
export class ClauseStore {
  cells = new Int32Array(1 << 12);
  end = 0;
  readonly learnt: number[] = [];
  /** Per literal, pairs (clause, blocker): looked at when the literal becomes false; ~clause if it has two literals. */
  watches: Int32Array[] = [];
  watched = new Int32Array(0);

  growTo(variables: number): void {
    while (this.watches.length < 2 * variables) this.watches.push(new Int32Array(8));
    if (this.watched.length < 2 * variables) {
      const watched = new Int32Array(4 * variables);
      watched.set(this.watched);
      this.watched = watched;
    }
  }

  /** @returns where the clause stands; it has at least two literals */
  add(literals: readonly number[], glue: number): number {
    const need = this.end + HEADER + literals.length;
    if (need > this.cells.length) {
      const cells = new Int32Array(2 * need);
      cells.set(this.cells);
      this.cells = cells;
    }
    const clause = this.end;
    this.cells[clause] = literals.length;
    this.cells[clause + 1] = glue;
    this.cells.set(literals, clause + HEADER);
    this.end = need;
    if (glue > 0) this.learnt.push(clause);
    this.watch(clause);
    return clause;
  }

  /** Drops the clauses for which `drop` is true; the others move up. */
  compact(drop: (clause: number) => boolean): void {
    const { cells } = this;
    this.watched.fill(0);
    this.learnt.length = 0;
    let to = 0;
    for (let from = 0; from < this.end;) {
      const length = HEADER + cells[from]!;
      const glue = cells[from + 1]!;
      if (!drop(from)) {
        cells.copyWithin(to, from, from + length);
        if (glue > 0) this.learnt.push(to);
        this.watch(to);
        to += length;
      }
      from += length;
    }
    this.end = to;
  }

  private watch(clause: number): void {
    const first = this.cells[clause + HEADER]!;
    const second = this.cells[clause + HEADER + 1]!;
    const reference = this.cells[clause] === 2 ? ~clause : clause;
    this.watchBy(first, reference, second);
    this.watchBy(second, reference, first);
  }

  watchBy(literal: number, reference: number, blocker: number): void {
    const size = this.watched[literal]!;
    let list = this.watches[literal]!;
    if (size + 2 > list.length) {
      const longer = new Int32Array(2 * list.length);
      longer.set(list);
      list = longer;
      this.watches[literal] = list;
    }
    list[size] = reference;
    list[size + 1] = blocker;
    this.watched[literal] = size + 2;
  }
}

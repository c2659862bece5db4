export interface Scored {
  id: string;
  score: number;
}

/** Higher score first; equal scores by id, so that results never depend on the order of insertion. */
function isBetter(a: Scored, b: Scored): boolean {
  return a.score > b.score || (a.score === b.score && a.id < b.id);
}

/** Keeps the best `limit` of all that is offered, in a heap whose root is the worst one kept. */
export class Best<T extends Scored = Scored> {
  private readonly heap: T[] = [];

  constructor(private readonly limit: number) {}

  /** Whether a score has a chance; lets the caller skip costlier questions about the rest. */
  admits(score: number): boolean {
    return this.heap.length < this.limit || (this.limit > 0 && score >= this.heap[0]!.score);
  }

  offer(entry: T): void {
    if (this.heap.length < this.limit) {
      this.heap.push(entry);
      this.rise();
    } else if (this.limit > 0 && isBetter(entry, this.heap[0]!)) {
      this.heap[0] = entry;
      this.sink();
    }
  }

  sorted(): T[] {
    return this.heap.toSorted((a, b) => (isBetter(a, b) ? -1 : 1));
  }

  private rise(): void {
    let at = this.heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBetter(this.heap[parent]!, this.heap[at]!)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.heap.length && isBetter(this.heap[worst]!, this.heap[child]!)) worst = child;
      }
      if (worst === at) return;
      this.swap(at, worst);
      at = worst;
    }
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}

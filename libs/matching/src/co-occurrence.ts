/** A symmetric matrix by rows: row `i` holds `values[at]` in column `columns[at]` for `starts[i] ≤ at < starts[i + 1]`. */
export interface SparseMatrix {
  size: number;
  starts: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
}

/**
 * Positive pointwise mutual information of terms 0 … size − 1 over contexts (Church & Hanks 1990; Levy & Goldberg
 * 2014): ln(n(i, j) · n / (n(i) · n(j))) where terms meet more often than by chance, nothing elsewhere. Each context
 * lists a term once.
 */
export function positiveInformation(contexts: Uint32Array[], size: number): SparseMatrix {
  const { starts: from, places } = placesOf(contexts, size);
  const totals = new Float64Array(size);
  for (const context of contexts) for (const term of context) totals[term]! += context.length - 1;
  const all = totals.reduce((sum, total) => sum + total, 0);

  const starts = new Uint32Array(size + 1);
  const columns = new Growing(Uint32Array);
  const values = new Growing(Float32Array);
  const together = new Uint32Array(size);
  for (let term = 0; term < size; term++) {
    const met: number[] = [];
    for (let at = from[term]!; at < from[term + 1]!; at++) {
      for (const other of contexts[places[at]!]!) if (together[other]!++ === 0) met.push(other);
    }
    for (const other of met) {
      const information = Math.log((together[other]! * all) / (totals[term]! * totals[other]!));
      together[other] = 0;
      if (other === term || information <= 0) continue;
      columns.push(other);
      values.push(information);
    }
    starts[term + 1] = columns.length;
  }
  return { size, starts, columns: columns.taken(), values: values.taken() };
}

/** For each term the contexts in which it stands, as one array and the start of each term's part. */
function placesOf(contexts: Uint32Array[], size: number): { starts: Uint32Array; places: Uint32Array } {
  const starts = new Uint32Array(size + 1);
  for (const context of contexts) for (const term of context) starts[term + 1]!++;
  for (let term = 0; term < size; term++) starts[term + 1]! += starts[term]!;
  const places = new Uint32Array(starts[size]!);
  const next = starts.slice();
  contexts.forEach((context, at) => {
    for (const term of context) places[next[term]!++] = at;
  });
  return { starts, places };
}

/** A typed array that grows at its end. */
class Growing<T extends Uint32Array | Float32Array> {
  length = 0;
  private array: T;

  constructor(private readonly kind: new (length: number) => T) {
    this.array = new kind(1024);
  }

  push(value: number): void {
    if (this.length === this.array.length) {
      const larger = new this.kind(2 * this.length);
      larger.set(this.array);
      this.array = larger;
    }
    this.array[this.length++] = value;
  }

  taken(): T {
    return this.array.slice(0, this.length) as T;
  }
}

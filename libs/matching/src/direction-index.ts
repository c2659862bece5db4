import { spreadOf, type Spread } from './background.js';
import { Best, type Scored } from './best.js';

/** Cosines of directions that have nothing to do with each other. */
const BY_CHANCE: Spread = { mean: 0, deviation: 0.12 };

/** So many dimensions are compared first, and so many times the wanted number in full. */
const LEADING = 32;
const LOOKED_AT = 4;

/** Unit vectors by id, asked for those that point most like another. */
export class DirectionIndex {
  private readonly slots = new Map<string, number>();
  private readonly ids: (string | undefined)[] = [];
  private readonly free: number[] = [];
  private vectors: Float32Array;
  private readonly sum: Float64Array;
  private readonly products: Float64Array;

  constructor(private readonly dimensions: number) {
    this.vectors = new Float32Array(64 * dimensions);
    this.sum = new Float64Array(dimensions);
    this.products = new Float64Array(dimensions * dimensions);
  }

  /** Adds a vector or replaces the one with this id; one of zeros never counts as alike. */
  set(id: string, vector: Float32Array): void {
    this.remove(id);
    const slot = this.free.pop() ?? this.ids.length;
    if ((slot + 1) * this.dimensions > this.vectors.length) {
      const larger = new Float32Array(2 * this.vectors.length);
      larger.set(this.vectors);
      this.vectors = larger;
    }
    this.vectors.set(vector, slot * this.dimensions);
    this.slots.set(id, slot);
    this.ids[slot] = id;
    this.account(vector, 1);
  }

  remove(id: string): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    const vector = this.vectors.subarray(slot * this.dimensions, (slot + 1) * this.dimensions);
    this.account(vector, -1);
    vector.fill(0);
    this.slots.delete(id);
    this.ids[slot] = undefined;
    this.free.push(slot);
  }

  /**
   * The greatest cosines with a unit vector. The leading dimensions, which tell most, are compared first, and only the
   * best by them in full.
   */
  best(vector: Float32Array, limit: number): Scored[] {
    const leading = Math.min(LEADING, this.dimensions);
    const first = new Best(limit * LOOKED_AT);
    for (let slot = 0; slot < this.ids.length; slot++) {
      const id = this.ids[slot];
      if (id === undefined) continue;
      const score = this.dot(vector, slot, leading);
      if (score > 0 && first.admits(score)) first.offer({ id, score });
    }
    const best = new Best(limit);
    for (const { id } of first.sorted()) {
      best.offer({ id, score: this.dot(vector, this.slots.get(id)!, this.dimensions) });
    }
    return best.sorted();
  }

  /** The vector of an id; a view that the next change may move. */
  vectorOf(id: string): Float32Array | undefined {
    const slot = this.slots.get(id);
    return slot === undefined
      ? undefined
      : this.vectors.subarray(slot * this.dimensions, (slot + 1) * this.dimensions);
  }

  /** Mean and standard deviation of the cosines of all vectors with this one. */
  spread(vector: Float32Array): Spread {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < this.dimensions; i++) {
      sum += vector[i]! * this.sum[i]!;
      let row = 0;
      for (let j = 0; j < this.dimensions; j++) row += this.products[i * this.dimensions + j]! * vector[j]!;
      squares += vector[i]! * row;
    }
    return spreadOf(this.slots.size, sum, squares, BY_CHANCE);
  }

  private dot(vector: Float32Array, slot: number, length: number): number {
    const from = slot * this.dimensions;
    let sum = 0;
    for (let j = 0; j < length; j++) sum += vector[j]! * this.vectors[from + j]!;
    return sum;
  }

  private account(vector: Float32Array, sign: 1 | -1): void {
    for (let i = 0; i < this.dimensions; i++) {
      const value = sign * vector[i]!;
      if (value === 0) continue;
      this.sum[i]! += value;
      for (let j = 0; j < this.dimensions; j++) this.products[i * this.dimensions + j]! += value * vector[j]!;
    }
  }
}

/** The product of two unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

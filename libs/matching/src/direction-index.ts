import { spreadOf, type Spread } from './spread.js';
import { Best, type Scored } from './best.js';

/** Cosines of directions that have nothing to do with each other. */
const BY_CHANCE: Spread = { mean: 0, deviation: 0.12 };

/** So many dimensions are compared first, and so many times the wanted number in full. */
const LEADING = 32;
const LOOKED_AT = 4;
/** Steps of the leading dimensions in one unit, when kept as bytes: little memory is read fast. */
const STEPS = 127;

/** Unit vectors by id, asked for those that point most like another. */
export class DirectionIndex {
  private readonly slots = new Map<string, number>();
  private readonly ids: (string | undefined)[] = [];
  private readonly free: number[] = [];
  private vectors: Float32Array;
  /** The leading dimensions of each slot. */
  private sketches: Int8Array;
  private readonly leading: number;
  private readonly sum: Float64Array;
  private readonly products: Float64Array;

  constructor(private readonly dimensions: number) {
    this.leading = Math.min(LEADING, dimensions);
    this.vectors = new Float32Array(64 * dimensions);
    this.sketches = new Int8Array(64 * this.leading);
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
      const sketches = new Int8Array(2 * this.sketches.length);
      sketches.set(this.sketches);
      this.sketches = sketches;
    }
    this.vectors.set(vector, slot * this.dimensions);
    this.sketches.set(this.sketch(vector), slot * this.leading);
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
    this.sketches.fill(0, slot * this.leading, (slot + 1) * this.leading);
    this.slots.delete(id);
    this.ids[slot] = undefined;
    this.free.push(slot);
  }

  /**
   * The greatest cosines with a unit vector. The leading dimensions, which tell most, are compared first, and only the
   * best by them in full.
   */
  best(vector: Float32Array, limit: number): Scored[] {
    const { sketches, leading } = this;
    const asked = this.sketch(vector);
    const first = new Best(limit * LOOKED_AT);
    for (let slot = 0, at = 0; slot < this.ids.length; slot++) {
      let score = 0;
      for (let j = 0; j < leading; j++, at++) score = (score + Math.imul(asked[j]!, sketches[at]!)) | 0;
      // A slot without an id has a sketch of zeros.
      if (score > 0 && first.admits(score)) first.offer({ id: this.ids[slot]!, score });
    }
    const best = new Best(limit);
    for (const { id } of first.sorted()) best.offer({ id, score: cosine(vector, this.vectorOf(id)!) });
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

  private sketch(vector: Float32Array): Int8Array {
    return Int8Array.from(vector.subarray(0, this.leading), (value) => Math.round(value * STEPS));
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

import { Best } from './best.js';
import { cosine } from './direction-index.js';
import { cosineSpread, type Spread } from './spread.js';

/** So many documents may be hits by their sense alone … */
const MOST_NEAR = 100;
/** … if they stand so many standard deviations above documents at random. */
const LEAST_STANDING = 3;
/** So many documents, if there are that many, tell what cosines a query has with documents at random. */
const SAMPLE = 512;
/** So many are compared in full: those whose numbers have the same signs most often. */
const COMPARED = 1_000;

/** Unit vectors of an outside model by slot, as far as they are known; all of the length of the first. */
export class SlotVectors {
  private readonly vectors: (Float32Array | undefined)[] = [];
  /** The slots that have one, in no order, and where each stands among them. */
  private readonly known: number[] = [];
  private readonly placeOf: number[] = [];
  /** The signs of each slot's numbers, a bit each: little memory is read fast. */
  private signs = new Int32Array(0);
  /** 32-bit words of signs per slot. */
  private words = 0;
  private length = 0;

  /** Sets, replaces or, with undefined, takes out the vector of a slot. */
  set(slot: number, vector: Float32Array | undefined): void {
    const { vectors, known } = this;
    this.forget(slot);
    if (!vector || (this.length !== vector.length && known.length > 0)) return;
    if (this.length !== vector.length) {
      this.length = vector.length;
      this.words = Math.ceil(vector.length / 32);
      this.signs = new Int32Array(0);
    }
    vectors[slot] = vector;
    this.placeOf[slot] = known.push(slot) - 1;
    if ((slot + 1) * this.words > this.signs.length) {
      const larger = new Int32Array(2 * (slot + 1) * this.words);
      larger.set(this.signs);
      this.signs = larger;
    }
    this.signs.set(signsOf(vector), slot * this.words);
  }

  /** What the documents have to do with a vector; undefined if none has one of its length. */
  ask(vector: Float32Array): Sense | undefined {
    if (vector.length !== this.length || this.known.length === 0) return undefined;
    return new Sense(this.vectors, { signs: this.signs, words: this.words }, vector, this.known);
  }

  /** The last of the known takes the place of the one that goes. */
  private forget(slot: number): void {
    const { vectors, known, placeOf } = this;
    if (vectors[slot] === undefined) return;
    vectors[slot] = undefined;
    const last = known.pop()!;
    if (last === slot) return;
    known[placeOf[slot]!] = last;
    placeOf[last] = placeOf[slot]!;
  }
}

/** How near documents are to one query by their vectors. */
export class Sense {
  private readonly spread: Spread;

  /** @param known the slots that have a vector */
  constructor(
    private readonly vectors: readonly (Float32Array | undefined)[],
    private readonly sketch: { signs: Int32Array; words: number },
    private readonly vector: Float32Array,
    private readonly known: readonly number[],
  ) {
    const step = Math.max(1, known.length / SAMPLE);
    const cosines: number[] = [];
    for (let at = 0; at < known.length; at += step) {
      cosines.push(cosine(vector, vectors[known[Math.floor(at)]!]!));
    }
    this.spread = cosineSpread(cosines);
  }

  /** Standard deviations above documents at random; 0 for one without a vector. */
  standing(slot: number): number {
    const other = this.vectors[slot];
    return other ? (cosine(this.vector, other) - this.spread.mean) / this.spread.deviation : 0;
  }

  /** The nearest of the accepted documents, as far as they stand out. */
  nearest(accepts: (slot: number) => boolean): number[] {
    const best = new Best<{ id: string; score: number; slot: number }>(MOST_NEAR);
    for (const slot of this.likely(accepts)) {
      const score = this.standing(slot);
      if (score >= LEAST_STANDING) best.offer({ id: String(slot), score, slot });
    }
    return best.sorted().map(({ slot }) => slot);
  }

  /** Those whose signs differ least, {@link COMPARED} or a few more. */
  private likely(accepts: (slot: number) => boolean): number[] {
    const accepted = this.known.filter(accepts);
    if (accepted.length <= COMPARED) return accepted;
    const { signs, words } = this.sketch;
    const asked = signsOf(this.vector);
    const distances = new Uint16Array(accepted.length);
    const counts = new Uint32Array(this.vector.length + 1);
    for (let i = 0; i < accepted.length; i++) {
      const from = accepted[i]! * words;
      let distance = 0;
      for (let word = 0; word < words; word++) distance += bits(signs[from + word]! ^ asked[word]!);
      distances[i] = distance;
      counts[distance]!++;
    }
    let cut = 0;
    for (let held = counts[0]!; held < COMPARED; held += counts[cut]!) cut++;
    return accepted.filter((_, i) => distances[i]! <= cut);
  }
}

function signsOf(vector: Float32Array): Int32Array {
  const signs = new Int32Array(Math.ceil(vector.length / 32));
  for (let i = 0; i < vector.length; i++) if (vector[i]! > 0) signs[i >> 5]! |= 1 << (i & 31);
  return signs;
}

/** How many bits of a 32-bit word are set. */
function bits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

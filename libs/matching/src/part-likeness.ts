import type { DocumentStore } from './document-store.js';
import { isHan } from './unit-codes.js';

const UNKNOWN = -1;
/** The likeness of a text to those that hold a part if it holds the part itself: more than two texts come to. */
const HELD = 0.5;
/** So many texts that hold a part tell half of what very many would: what few have in common is half chance. */
const FEW = 1;

/**
 * Compares candidates for a query of several parts by all their characters: one that lacks a part may still speak of
 * it in other words, if it is like those that hold it (Rocchio's relevance feedback, part by part).
 */
export class PartLikeness {
  /** Han code → its number among the characters of the candidates. */
  private readonly numberOf = new Int32Array(0x10000).fill(UNKNOWN);
  private readonly met: number[] = [];
  /** Han code → its idf, 0 for one that was not asked for yet. */
  private readonly idfOf = new Float32Array(0x10000);
  private idfsAt = -1;
  // By number of a character.
  private idfs = new Float64Array(4096);
  private times = new Uint32Array(4096);
  private sums = new Float64Array(4096);
  // The unit vectors of all candidates, one after the other: what they hold, and its share.
  private characters = new Uint16Array(16_384);
  private shares = new Float64Array(16_384);
  private readonly ends: number[] = [];

  constructor(private readonly store: Pick<DocumentStore, 'texts' | 'idfOf' | 'version'>) {}

  /**
   * How far each slot stands above the one that is least like the others in its weakest part, in standard deviations;
   * all 0 if some part is held by none. `held` tells by slot which of the query's parts it holds.
   */
  of(slots: readonly number[], held: readonly (readonly boolean[])[]): Float64Array {
    const likeness = new Float64Array(slots.length);
    const parts = Array.from(held[0] ?? [], (_, part) => part);
    if (!parts.every((part) => held.some((holds) => holds[part]))) return likeness;
    likeness.fill(HELD);
    if (this.idfsAt !== this.store.version) this.idfOf.fill(0);
    this.idfsAt = this.store.version;
    for (const slot of slots) this.add(this.store.texts[slot]!);
    for (const part of parts) this.lower(likeness, held, part);
    for (const code of this.met) this.numberOf[code] = UNKNOWN;
    this.met.length = 0;
    this.ends.length = 0;
    return inDeviations(likeness);
  }

  private add(stored: string): void {
    const from = this.ends.at(-1) ?? 0;
    this.makeRoom(stored.length, from);
    const { met, numberOf, idfOf, idfs, times, characters, shares, store } = this;
    let end = from;
    for (let at = 0; at < stored.length; at++) {
      // Neither marks nor what words are stored as look like Han characters.
      const code = stored.charCodeAt(at);
      if (!isHan(code)) continue;
      let number = numberOf[code]!;
      if (number === UNKNOWN) {
        number = met.push(code) - 1;
        numberOf[code] = number;
        idfs[number] = idfOf[code] ||= store.idfOf(code);
      }
      if (times[number]!++ === 0) characters[end++] = number;
    }
    let squares = 0;
    for (let at = from; at < end; at++) {
      const number = characters[at]!;
      const n = times[number]!;
      const weight = n === 1 ? idfs[number]! : (1 + Math.log(n)) * idfs[number]!;
      times[number] = 0;
      shares[at] = weight;
      squares += weight * weight;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let at = from; at < end; at++) shares[at]! *= scale;
    this.ends.push(end);
  }

  /** Lowers the likeness of those that lack a part to their cosine with the sum of those that hold it, less for few. */
  private lower(likeness: Float64Array, held: readonly (readonly boolean[])[], part: number): void {
    const { characters, shares, ends, sums } = this;
    sums.fill(0, 0, this.met.length);
    for (let i = 0, at = 0; i < ends.length; i++) {
      const end = ends[i]!;
      if (held[i]![part]) for (; at < end; at++) sums[characters[at]!]! += shares[at]!;
      at = end;
    }
    const holding = held.reduce((n, holds) => n + Number(holds[part]), 0);
    let squares = 0;
    for (let number = 0; number < this.met.length; number++) squares += sums[number]! * sums[number]!;
    const scale = squares === 0 ? 0 : holding / (holding + FEW) / Math.sqrt(squares);
    for (let i = 0, at = 0; i < ends.length; i++) {
      const end = ends[i]!;
      if (!held[i]![part]) {
        let product = 0;
        for (; at < end; at++) product += shares[at]! * sums[characters[at]!]!;
        likeness[i] = Math.min(likeness[i]!, scale * product);
      }
      at = end;
    }
  }

  /** For a text of so many code units after so many places that are taken. */
  private makeRoom(length: number, taken: number): void {
    if (this.characters.length < taken + length) {
      const { characters, shares } = this;
      this.characters = new Uint16Array(2 * (taken + length));
      this.characters.set(characters);
      this.shares = new Float64Array(2 * (taken + length));
      this.shares.set(shares);
    }
    const numbers = this.met.length + length;
    if (this.idfs.length < numbers) {
      const { idfs } = this;
      this.idfs = new Float64Array(2 * numbers);
      this.idfs.set(idfs);
      this.times = new Uint32Array(2 * numbers);
      this.sums = new Float64Array(2 * numbers);
    }
  }
}

function inDeviations(values: Float64Array): Float64Array {
  let [sum, squares, least] = [0, 0, Infinity];
  for (const value of values) {
    sum += value;
    squares += value * value;
    least = Math.min(least, value);
  }
  const mean = sum / values.length;
  const deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
  return deviation < 1e-6 ? values.fill(0) : values.map((value) => (value - least) / deviation);
}

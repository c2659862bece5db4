import { counted, FIELDS, occurrenceWeight, saturated } from './fields.js';
import { impactOf } from './slot-scores.js';
import { BREAK, FIELD_END, isHan, pairKey, readStored } from './unit-codes.js';

/** Counts the terms of a stored text: every unit, and every pair of Han characters that join. */
export class TermCounts {
  private codes = new Uint32Array(1024);
  // The terms of the text at hand by open addressing: what stands where `round` is not the present one is of others.
  private keys = new Uint32Array(4096);
  private rounds = new Uint32Array(4096);
  /** How often in the field at hand. */
  private times = new Uint32Array(4096);
  /** Over all fields, weighted. */
  private frequencies = new Float64Array(4096);
  private shift = 20;
  private round = 0;
  /** Places of the terms of the text, and of those of the field, in the order of their first appearance. */
  private readonly all: number[] = [];
  private readonly inField: number[] = [];

  /** Calls `visit` once for each term of the text, in the order of their first appearance. */
  forEach(stored: string, visit: (key: number, impact: number) => void): void {
    this.makeRoom(stored.length);
    this.round++;
    this.all.length = 0;
    const length = readStored(stored, this.codes);
    let from = 0;
    for (let field = 0; field < FIELDS.length; field++) {
      const end = this.codes.indexOf(FIELD_END, from);
      this.countField(field, from, end < 0 || end > length ? length : end);
      from = end + 1;
    }
    for (const place of this.all) visit(this.keys[place]!, impactOf(saturated(this.frequencies[place]!)));
  }

  private countField(field: number, from: number, end: number): void {
    this.inField.length = 0;
    let length = 0;
    let before = BREAK;
    for (let at = from; at < end; at++) {
      const code = this.codes[at]!;
      if (code !== BREAK) {
        length++;
        if (isHan(before) && isHan(code)) this.count(pairKey(before, code));
        this.count(code);
      }
      before = code;
    }
    if (length === 0) return;
    const weight = occurrenceWeight(field, length);
    for (const place of this.inField) {
      this.frequencies[place]! += weight * counted(field, this.times[place]!);
      this.times[place] = 0;
    }
  }

  private count(key: number): void {
    const { keys, rounds, round } = this;
    const mask = keys.length - 1;
    // Multiplicative hashing (Knuth): the high bits of the product are the mixed ones.
    let place = Math.imul(key ^ (key >>> 16), 0x9e3779b1) >>> this.shift;
    while (rounds[place] === round && keys[place] !== key) place = (place + 1) & mask;
    if (rounds[place] !== round) {
      rounds[place] = round;
      keys[place] = key;
      this.frequencies[place] = 0;
      this.all.push(place);
    }
    if (this.times[place]!++ === 0) this.inField.push(place);
  }

  /** A text of so many code units has at most twice as many terms. */
  private makeRoom(length: number): void {
    if (this.codes.length < length) this.codes = new Uint32Array(2 * length);
    if (this.keys.length >= 4 * length) return;
    while (2 ** (32 - this.shift) < 4 * length) this.shift--;
    const size = 2 ** (32 - this.shift);
    this.keys = new Uint32Array(size);
    this.rounds = new Uint32Array(size);
    this.times = new Uint32Array(size);
    this.frequencies = new Float64Array(size);
  }
}

import { counted, FIELDS, occurrenceWeight, saturated } from './fields.js';
import { impactOf } from './slot-scores.js';
import { BREAK, FIELD_END, isHan, pairKey, readStored } from './unit-codes.js';

/** Counts the terms of a stored text: every unit, and every pair of Han characters that join. */
export class TermCounts {
  private codes = new Uint32Array(1024);
  private readonly perField = FIELDS.map(() => new Map<number, number>());

  /** Calls `visit` once for each term of the text, in the order of their first appearance. */
  forEach(stored: string, visit: (key: number, impact: number) => void): void {
    if (this.codes.length < stored.length) this.codes = new Uint32Array(2 * stored.length);
    const length = readStored(stored, this.codes);
    const frequencies = new Map<number, number>();
    let from = 0;
    for (let field = 0; field < FIELDS.length; field++) {
      const end = this.codes.indexOf(FIELD_END, from);
      this.countField(field, from, end < 0 || end > length ? length : end, frequencies);
      from = end + 1;
    }
    for (const [key, frequency] of frequencies) visit(key, impactOf(saturated(frequency)));
  }

  private countField(field: number, from: number, end: number, frequencies: Map<number, number>): void {
    const counts = this.perField[field]!;
    let length = 0;
    let before = BREAK;
    for (let at = from; at < end; at++) {
      const code = this.codes[at]!;
      if (code !== BREAK) {
        length++;
        if (isHan(before) && isHan(code)) increase(counts, pairKey(before, code));
        increase(counts, code);
      }
      before = code;
    }
    if (length === 0) return;
    const weight = occurrenceWeight(field, length);
    for (const [key, n] of counts) {
      frequencies.set(key, (frequencies.get(key) ?? 0) + weight * counted(field, n));
    }
    counts.clear();
  }
}

function increase(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

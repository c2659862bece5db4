import { partsOf, type AskedUnit } from './asked-units.js';
import type { DocumentStore } from './document-store.js';
import { isHan, pairKey } from './unit-codes.js';

/** A hit covers at least this share of the query … */
const LEAST_SHARE = 0.5;
/** … or, where no document does, this much of what the best one covers. */
const OF_BEST = 0.8;
/** A character of a part of several says so much of what it says as a part of its own. */
const IN_PART = 0.5;
const MOST_TERMS = 128;

/**
 * Which documents are hits. Every part of a query (what stands between spaces) counts the same; within a part, every
 * character, word and pair of neighbouring characters by its idf. A document covers the terms that it holds.
 */
export class Coverage {
  private shares = new Float32Array(64);
  private touched = new Uint32Array(64);
  private count = 0;

  /**
   * Calls `visit` with the slot of every hit; true if one covers enough without mercy, as far as that was asked.
   * @param accepts whose best counts where no document covers enough; asked rarely
   * @param least a stricter share, without mercy, for a query that was only guessed
   */
  hits(
    store: DocumentStore,
    asked: readonly AskedUnit[],
    accepts: (slot: number) => boolean,
    visit: (slot: number) => void,
    least?: number,
  ): boolean {
    if (this.shares.length < store.end) {
      this.shares = new Float32Array(2 * store.end);
      this.touched = new Uint32Array(2 * store.end);
    }
    const { shares, touched } = this;
    for (const [key, share] of coveredBy(asked, store)) this.add(store, key, share);
    try {
      let best = 0;
      if (least === undefined) {
        for (let i = 0; i < this.count && best < LEAST_SHARE; i++) {
          const share = shares[touched[i]!]!;
          if (share > best && accepts(touched[i]!)) best = share;
        }
      }
      const floor = (least ?? Math.min(LEAST_SHARE, OF_BEST * best)) - 1e-6;
      for (let i = 0; i < this.count; i++) if (shares[touched[i]!]! >= floor) visit(touched[i]!);
      return best >= LEAST_SHARE;
    } finally {
      for (let i = 0; i < this.count; i++) shares[touched[i]!] = 0;
      this.count = 0;
    }
  }

  private add(store: DocumentStore, key: number, share: number): void {
    const number = store.table.find(key);
    if (number < 0 || store.postings.length(number) === 0) return;
    const { slots, from, end } = store.postings.list(number);
    const { shares, touched } = this;
    let count = this.count;
    for (let at = from; at < end; at++) {
      const slot = slots[at]!;
      const before = shares[slot]!;
      if (before === 0) touched[count++] = slot;
      shares[slot] = before + share;
    }
    this.count = count;
  }
}

/** The terms of a query with their shares of it, which add up to 1; the greatest of very many. */
function coveredBy(asked: readonly AskedUnit[], store: DocumentStore): [key: number, share: number][] {
  const terms = new Map<number, number>();
  const add = (key: number, mass: number): void => void terms.set(key, (terms.get(key) ?? 0) + mass);
  const parts = partsOf(asked);
  for (const part of parts) {
    const idfs = part.map(({ code }) => store.idfOf(code));
    const ofPart: [number, number][] = [];
    part.forEach(({ code }, i) => {
      ofPart.push([code, part.length > 1 ? IN_PART * idfs[i]! : idfs[i]!]);
      const before = part[i - 1];
      // A pair that no document has would outweigh all others by its own idf.
      if (before && isHan(before.code) && isHan(code)) {
        ofPart.push([pairKey(before.code, code), (idfs[i - 1]! + idfs[i]!) / 2]);
      }
    });
    const mass = ofPart.reduce((sum, [, one]) => sum + one, 0);
    for (const [key, one] of ofPart) add(key, one / mass / parts.length);
  }
  return [...terms].sort((a, b) => b[1] - a[1]).slice(0, MOST_TERMS);
}

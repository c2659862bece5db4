import { partsOf, type AskedUnit } from './asked-units.js';
import type { DocumentStore } from './document-store.js';
import { LOOK_UP, placeIn, type PostingList } from './postings.js';
import { isHan, pairKey } from './unit-codes.js';

/** A query in one short part is one word: a hit covers this share of it … */
const SHORT = { units: 4, share: 0.6 };
/** … or, where no document does, so much of what the best one covers. */
const OF_BEST_SHORT = 0.8;
/** Of several words or a sentence a hit covers so much of what the best one covers. */
const OF_BEST = 0.35;
/** Where no document covers even this much, next to nothing is found: single characters, no pair of them. */
const WEAK = 0.35;
/** A character of a part of several says so much of what it says as a part of its own. */
const IN_PART = 0.5;
const MOST_TERMS = 128;
/** Sums of the same shares in another order may differ by so much. */
const TOLERANCE = 1e-6;

/**
 * Which documents are hits. Every part of a query (what stands between spaces) counts the same; within a part, every
 * character, word and pair of neighbouring characters by its idf. A document covers the terms that it holds.
 */
export class Coverage {
  private shares = new Float32Array(64);
  private touched = new Uint32Array(64);
  private count = 0;

  /**
   * Calls `visit` with the slot of every hit; true if one covers a good part of it, where `least` is not given.
   * @param accepts whose best counts where no document covers enough; asked rarely
   * @param least the share that a hit covers at least, for a query that was only guessed
   */
  hits(
    store: DocumentStore,
    asked: readonly AskedUnit[],
    accepts: ((slot: number) => boolean) | undefined,
    visit: (slot: number) => void,
    least?: number,
  ): boolean {
    if (this.shares.length < store.end) {
      this.shares = new Float32Array(2 * store.end);
      this.touched = new Uint32Array(2 * store.end);
    }
    const { shares, touched } = this;
    try {
      this.addAll(store, asked, accepts ? (least ?? 0) : least);
      let best = 0;
      if (least === undefined) {
        for (let i = 0; i < this.count; i++) {
          const share = shares[touched[i]!]!;
          if (share > best && accepts?.(touched[i]!) !== false) best = share;
        }
      }
      const floor = (least ?? floorOf(asked, best)) - TOLERANCE;
      for (let i = 0; i < this.count; i++) if (shares[touched[i]!]! >= floor) visit(touched[i]!);
      return best >= WEAK;
    } finally {
      for (let i = 0; i < this.count; i++) shares[touched[i]!] = 0;
      this.count = 0;
    }
  }

  /**
   * Adds up the shares, the greatest first. Once all that are left cannot make a hit of a document that was not met yet,
   * they are added to the others only, and those that they cannot make hits are given up.
   * @param least the share of a hit where it is known; otherwise it depends on the best
   */
  private addAll(store: DocumentStore, asked: readonly AskedUnit[], least: number | undefined): void {
    const terms = coveredBy(asked, store);
    let left = terms.reduce((sum, [, share]) => sum + share, 0);
    const all = left;
    for (const [key, share] of terms) {
      const number = store.table.find(key);
      const length = number < 0 ? 0 : store.postings.length(number);
      if (length > 0) {
        // No document can cover more than what was added up: mostly that tells enough.
        const mayClose = length > this.count && left < (least ?? floorOf(asked, all - left));
        const floor = mayClose ? (least ?? floorOf(asked, this.best())) - 2 * TOLERANCE : 0;
        if (left < floor) {
          this.giveUp(floor - left);
          this.addToMet(store.postings.list(number), share);
        } else this.add(store.postings.list(number), share);
      }
      left -= share;
    }
  }

  private best(): number {
    const { shares, touched, count } = this;
    let best = 0;
    for (let i = 0; i < count; i++) {
      const share = shares[touched[i]!]!;
      if (share > best) best = share;
    }
    return best;
  }

  /** Forgets the documents that were met for less than this. */
  private giveUp(share: number): void {
    const { shares, touched, count } = this;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const slot = touched[i]!;
      if (shares[slot]! < share) shares[slot] = 0;
      else touched[kept++] = slot;
    }
    this.count = kept;
  }

  private add({ slots, from, end }: PostingList, share: number): void {
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

  private addToMet(list: PostingList, share: number): void {
    const { shares, touched } = this;
    const { slots, from, end } = list;
    if (this.count * LOOK_UP < end - from) {
      for (let i = 0; i < this.count; i++) if (placeIn(list, touched[i]!) >= 0) shares[touched[i]!]! += share;
      return;
    }
    for (let at = from; at < end; at++) {
      const slot = slots[at]!;
      if (shares[slot] !== 0) shares[slot]! += share;
    }
  }
}

function floorOf(asked: readonly AskedUnit[], best: number): number {
  const isShort = asked.length <= SHORT.units && !asked.some(({ first }, i) => first && i > 0);
  return isShort ? Math.min(SHORT.share, OF_BEST_SHORT * best) : OF_BEST * best;
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

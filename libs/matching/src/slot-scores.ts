import { CEILING } from './fields.js';
import { LOOK_UP, placeIn, type Postings } from './postings.js';

const FULL = 0xffff;
/** What a slot holds that the caller did not accept; no sum brings it back above 0. */
const REFUSED = -1e300;

/** A term of a question by its number in the index. */
export interface NumberedTerm {
  number: number;
  weight: number;
}

/** Which slots may be among the best. */
export interface Allowed {
  /** By slot 1 for every allowed one; all if not given. */
  among?: Uint8Array;
  /** Asked rarely: only of slots whose score would do. */
  accept?: (slot: number) => boolean;
}

/** The saturated share of a term as a posting keeps it. */
export function impactOf(saturated: number): number {
  return Math.round((saturated / CEILING) * FULL);
}

/** What one unit of impact of a term of this weight adds to a score. */
export function stepOf(weight: number): number {
  return (weight * CEILING) / FULL;
}

/**
 * Adds up the shares of terms per slot. Once no further slot can come among the best, the longest lists only add to
 * the slots that were met before and may still be among them (MaxScore, Turtle and Flood 1995); the best are exactly
 * those of the full sum.
 */
export class SlotScores {
  private scores = new Float64Array(64);
  private touched = new Uint32Array(64);
  private count = 0;
  private heap = new Float64Array(16);
  private all = new Uint8Array(64).fill(1);

  /** Makes room for slots below `size`; only while nothing is added up. */
  makeRoom(size: number): void {
    if (size <= this.scores.length) return;
    this.scores = new Float64Array(2 * size);
    this.touched = new Uint32Array(2 * size);
    this.all = new Uint8Array(2 * size).fill(1);
  }

  /**
   * Calls `visit` with every slot that may be among the `keep` best of the allowed ones, and with its score; the
   * caller cuts. `terms` start with the weightiest; their weights are above 0.
   */
  sum(
    postings: Postings,
    terms: readonly NumberedTerm[],
    keep: number,
    allowed: Allowed,
    visit: (slot: number, score: number) => void,
  ): void {
    const ceilings = new Float64Array(terms.length + 1);
    for (let i = terms.length - 1; i >= 0; i--) ceilings[i] = ceilings[i + 1]! + terms[i]!.weight * CEILING;
    try {
      this.addAll(postings, terms, ceilings, keep, allowed);
      this.handOver(this.lowestKept(keep, allowed.accept), visit);
    } finally {
      // Also when the caller's function failed.
      for (let i = 0; i < this.count; i++) this.scores[this.touched[i]!] = 0;
      this.count = 0;
    }
  }

  private addAll(
    postings: Postings,
    terms: readonly NumberedTerm[],
    ceilings: Float64Array,
    keep: number,
    { among = this.all, accept }: Allowed,
  ): void {
    // Above 0 once the terms that are left cannot bring a further slot among the best.
    let least = 0;
    for (let i = 0; i < terms.length; i++) {
      const { number, weight } = terms[i]!;
      const length = postings.length(number);
      if (length === 0) continue;
      if (this.count >= keep && length > this.count) {
        const lowest = this.lowestKept(keep, accept);
        if (least > 0 || lowest > ceilings[i]! * (1 + 1e-9)) least = lowest;
      }
      if (least > 0) {
        this.giveUp(least * (1 - 1e-9) - ceilings[i]!);
        this.addToMet(postings, number, weight);
      } else this.add(postings, number, weight, among);
    }
  }

  /** Forgets the slots that were met for less than this. */
  private giveUp(score: number): void {
    const { scores, touched, count } = this;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const slot = touched[i]!;
      if (scores[slot]! < score) scores[slot] = 0;
      else touched[kept++] = slot;
    }
    this.count = kept;
  }

  private handOver(floor: number, visit: (slot: number, score: number) => void): void {
    const { scores, touched, count } = this;
    for (let i = 0; i < count; i++) {
      const score = scores[touched[i]!]!;
      if (score >= floor && score > 0) visit(touched[i]!, score);
    }
  }

  private add(postings: Postings, number: number, weight: number, among: Uint8Array): void {
    const { slots, impacts, from, end } = postings.list(number);
    const { scores, touched } = this;
    const step = stepOf(weight);
    let count = this.count;
    for (let at = from; at < end; at++) {
      const slot = slots[at]!;
      if (among[slot] === 0) continue;
      const before = scores[slot]!;
      if (before === 0) touched[count++] = slot;
      scores[slot] = before + step * impacts[at]!;
    }
    this.count = count;
  }

  private addToMet(postings: Postings, number: number, weight: number): void {
    const list = postings.list(number);
    const { slots, impacts, from, end } = list;
    const { scores, touched } = this;
    const step = stepOf(weight);
    if (this.count * LOOK_UP < end - from) {
      for (let i = 0; i < this.count; i++) {
        const at = placeIn(list, touched[i]!);
        if (at >= 0) scores[touched[i]!]! += step * impacts[at]!;
      }
      return;
    }
    for (let at = from; at < end; at++) {
      const slot = slots[at]!;
      if (scores[slot] !== 0) scores[slot]! += step * impacts[at]!;
    }
  }

  /** The `keep`-th best score so far among accepted slots, 0 if there are fewer; marks those that are refused. */
  private lowestKept(keep: number, accept: ((slot: number) => boolean) | undefined): number {
    if (this.heap.length < keep) this.heap = new Float64Array(keep);
    const { heap, scores, touched } = this;
    let size = 0;
    for (let i = 0; i < this.count; i++) {
      const slot = touched[i]!;
      const score = scores[slot]!;
      if (size === keep && score <= heap[0]!) continue;
      if (score < 0) continue;
      if (accept !== undefined && !accept(slot)) scores[slot] = REFUSED;
      else if (size < keep) rise(heap, size++, score);
      else sink(heap, size, score);
    }
    return size === keep ? heap[0]! : 0;
  }
}

/** Puts a value at the end of a heap whose root is the smallest. */
function rise(heap: Float64Array, end: number, value: number): void {
  let at = end;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]! <= value) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = value;
}

/** Replaces the root of a heap of `size` values. */
function sink(heap: Float64Array, size: number, value: number): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && heap[child + 1]! < heap[child]!) child++;
    if (heap[child]! >= value) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = value;
}

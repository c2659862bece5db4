import { cosine } from './direction-index.js';

/** A need as learning sees it; needs of one title count as the same. */
export interface NeedView {
  title: string;
  /** Absent where no near terms are known. */
  direction?: Float32Array;
}

/** A technology as learning sees it: its title's terms, a sparse unit vector. */
export interface TechnologyView {
  terms: ReadonlyMap<string, number>;
  direction?: Float32Array;
}

/** A pair as learning sees it. `strength` is the logarithm of its strength without any learning. */
export interface RatedPair {
  need: NeedView;
  technology: TechnologyView;
  strength: number;
}

/** How much of what one pair teaches holds for another: level variance that they share, by what they have in common. */
export const SHARED = {
  strength: 0.03,
  sameNeed: { always: 0.14, strength: 0.01, words: 0.07, sense: 0.05 },
  likeNeed: { words: 0.07, sense: 0.23 },
} as const;

/** The kernel over pairs. Remembers what it computed of needs and technologies, which return in many pairs. */
export class Similarities {
  private readonly needs = new Memory<NeedView>(likeness);
  private readonly words = new Memory<TechnologyView>((a, b) => inCommon(a.terms, b.terms));
  private readonly senses = new Memory<TechnologyView>(likeness);

  of(a: RatedPair, b: RatedPair): number {
    const { sameNeed, likeNeed, strength } = SHARED;
    const product = a.strength * b.strength;
    const same = a.need.title === b.need.title;
    const like = same ? 1 : this.needs.of(a.need, b.need);
    let shared = strength * product;
    if (same) shared += sameNeed.always + sameNeed.strength * product;
    const words = like * likeNeed.words + (same ? sameNeed.words : 0);
    const sense = like * likeNeed.sense + (same ? sameNeed.sense : 0);
    if (words > 0) shared += words * this.words.of(a.technology, b.technology);
    if (sense > 0) shared += sense * this.senses.of(a.technology, b.technology);
    return shared;
  }
}

/** The square of the cosine, so that only what is really alike counts; 0 where directions are unknown. */
export function likeness(a: { direction?: Float32Array }, b: { direction?: Float32Array }): number {
  return a.direction && b.direction ? cosine(a.direction, b.direction) ** 2 : 0;
}

/** The cosine of two sparse unit vectors. */
export function inCommon(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of few) sum += weight * (many.get(term) ?? 0);
  return sum;
}

/** A symmetric function of two things, computed once for each two. */
class Memory<T extends object> {
  private readonly numbers = new Map<T, number>();
  private readonly rows: number[][] = [];

  constructor(private readonly compute: (a: T, b: T) => number) {}

  of(a: T, b: T): number {
    const first = this.numberOf(a);
    const second = this.numberOf(b);
    const row = this.rows[Math.max(first, second)]!;
    const column = Math.min(first, second);
    return (row[column] ??= this.compute(a, b));
  }

  private numberOf(thing: T): number {
    let number = this.numbers.get(thing);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(thing, number);
      this.rows.push([]);
    }
    return number;
  }
}

import type { NearTerms } from './near-terms.js';

/** Terms whose directions differ by more have nothing to do with each other. */
const LEAST_COSINE = 0.3;

/** The terms that a need asks for in so many words, compared one by one with the terms of technologies' titles. */
export class Heading {
  private readonly numbers: Uint32Array;
  /** What was asked before: titles share their terms. */
  private readonly known = new Map<string, number>();

  constructor(
    terms: Iterable<string>,
    private readonly near: NearTerms | undefined,
  ) {
    for (const term of terms) this.known.set(term, 1);
    this.numbers = near?.numbersOf(this.known.keys()) ?? new Uint32Array();
  }

  /** 1 for a term that the need asks for, else the greatest cosine with one of them; 0 if none is near. */
  nearness(term: string): number {
    let nearness = this.known.get(term);
    if (nearness === undefined) {
      const greatest = this.near?.greatestSimilarity(term, this.numbers) ?? 0;
      nearness = greatest < LEAST_COSINE ? 0 : greatest;
      this.known.set(term, nearness);
    }
    return nearness;
  }
}

import type { NearTerms } from './near-terms.js';
import type { WeightedTerms } from './text-index.js';

/** How much of a technology's title a need speaks of, as shares by weight, 0–1. */
export interface TitleCoverage {
  /** Its terms anywhere in the need. */
  title: number;
  /** Its terms, or how near they come, in what the need asks for in so many words. */
  heading: number;
}

/** A title's term as one need sees it. */
interface Sight {
  weight: number;
  spoken: boolean;
  nearness: number;
}

/** Terms whose directions differ by more have nothing to do with each other. */
const LEAST_COSINE = 0.3;

/** Reads the titles of technologies with the eyes of one need. */
export class TitleReader {
  private readonly numbers: Uint32Array;
  /** Titles share their terms. */
  private readonly seen = new Map<string, Sight>();

  /** `heading` are the terms of the need's title, `terms` all that count. */
  constructor(
    private readonly heading: ReadonlySet<string>,
    private readonly terms: WeightedTerms,
    private readonly near: NearTerms | undefined,
    private readonly weigh: (term: string) => number,
  ) {
    this.numbers = near?.numbersOf(heading) ?? new Uint32Array();
  }

  coverage(title: readonly string[]): TitleCoverage {
    let all = 0;
    let spoken = 0;
    let near = 0;
    for (const term of title) {
      const sight = this.seen.get(term) ?? this.look(term);
      all += sight.weight;
      if (sight.spoken) spoken += sight.weight;
      near += sight.weight * sight.nearness;
    }
    return all === 0 ? { title: 0, heading: 0 } : { title: spoken / all, heading: near / all };
  }

  private look(term: string): Sight {
    const sight = { weight: this.weigh(term), spoken: this.terms.has(term), nearness: this.nearness(term) };
    this.seen.set(term, sight);
    return sight;
  }

  /** 1 for a term of the heading, else the greatest cosine with one of them; 0 if none is near. */
  private nearness(term: string): number {
    if (this.heading.has(term)) return 1;
    const greatest = this.near?.greatestSimilarity(term, this.numbers) ?? 0;
    return greatest < LEAST_COSINE ? 0 : greatest;
  }
}

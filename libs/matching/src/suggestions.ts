import { Best } from './best.js';
import type { DocumentStore } from './document-store.js';
import { SoundPattern } from './sound-pattern.js';

export interface SuggestOptions {
  limit: number;
  /** Only what an admitted document says. */
  accept?: (id: string) => boolean;
}

export interface Suggestion {
  text: string;
  /** The document whose title this is. */
  id?: string;
}

const LONGEST_PREFIX = 64;
/** So many holders of a label are asked whether they are admitted. */
const ASKED_HOLDERS = 100;
const SHORTEST_INSIDE = 2;
const KIND_WEIGHT = { name: 1, keyword: 1, title: 0 };
/** What a match at the beginning of a label is worth, and one in whole syllables or the same characters. */
const AT_START = 2;
const EXACT = 1.5;

/** Completes what somebody types from the labels of the documents. */
export class Suggestions {
  constructor(private readonly store: DocumentStore) {}

  suggest(prefix: string, { limit, accept }: SuggestOptions): Suggestion[] {
    const pattern = new SoundPattern(prefix.slice(0, LONGEST_PREFIX));
    if (pattern.codes === '') return [];
    const { labels } = this.store;
    const { codes } = labels;
    const scores = new Map<number, number>();
    const meet = (label: number, start: number): void => {
      const from = labels.startOf(label);
      const { met, exact } = pattern.matchAt(codes, start, from + labels.lengthOf(label));
      if (met < pattern.codes.length) return;
      const score =
        (start === from ? AT_START : 0) +
        (EXACT * exact) / met +
        0.3 * Math.log(labels.count(label)) -
        0.01 * labels.lengthOf(label);
      scores.set(label, Math.max(score, scores.get(label) ?? -Infinity));
    };
    const meetAnywhere = (at: number): void => meet(labels.at(at), at);
    // Next to nothing typed stands in every label: look at their beginnings alone.
    if (pattern.codes.length < SHORTEST_INSIDE) labels.forEach(meet);
    else pattern.scan(codes, meetAnywhere);
    return this.best(scores, limit, accept);
  }

  private best(scores: Map<number, number>, limit: number, accept: SuggestOptions['accept']): Suggestion[] {
    const { labels } = this.store;
    const best = new Best(limit);
    const found = new Map<string, Suggestion>();
    for (const [label, score] of [...scores].sort((a, b) => b[1] - a[1])) {
      if (!best.admits(score + 1)) break;
      const text = labels.textOf(label);
      let asked = 0;
      for (const { slot, kind } of labels.holdersOf(label)) {
        const id = this.store.ids[slot]!;
        if (asked++ >= ASKED_HOLDERS) break;
        if (accept && !accept(id)) continue;
        found.set(text, kind === 'title' && labels.count(label) === 1 ? { text, id } : { text });
        best.offer({ id: text, score: score + KIND_WEIGHT[kind] });
        break;
      }
    }
    return best.sorted().map(({ id }) => found.get(id)!);
  }
}

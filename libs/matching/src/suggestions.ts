import { Best } from './best.js';
import { completionsIn } from './completions.js';
import type { DocumentStore } from './document-store.js';
import type { Label, LabelKind } from './label-codes.js';
import { isLetter, SoundPattern } from './sound-pattern.js';

export interface SuggestOptions {
  limit: number;
  /** Only what an admitted document says. */
  accept?: (id: string) => boolean;
}

export interface Suggestion {
  text: string;
  /** The document whose title this is. */
  id?: string;
  /** What of it documents say: all, or the last of several words. */
  says: string;
  /** Some of the admitted documents that say so. */
  holders: readonly string[];
}

const LONGEST_PREFIX = 64;
/** So many holders of a label are asked whether they are admitted. */
const ASKED_HOLDERS = 100;
const NAMED_HOLDERS = 10;
/** So many of the labels that hold what is typed are read for words that begin so. */
const READ_LABELS = 60;
const MOST_COMPLETIONS = 3;
const SHORTEST_INSIDE = 2;
const FEW_LETTERS = 4;
/** So many labels that begin as is typed are chosen from. */
const ENOUGH = 400;
const KIND_WEIGHT = { name: 1, keyword: 1, title: 0 };
/** What a match at the beginning of a label is worth, and one in whole syllables or the same characters. */
const AT_START = 2;
const EXACT = 1.5;

type Scoring = [label: number, score: number];

/** A label that an admitted document has. */
interface Admitted {
  label: number;
  kind: LabelKind;
  holders: string[];
}

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
      const score = (start === from ? AT_START : 0) + (EXACT * exact) / met + labels.weightOf(label);
      scores.set(label, Math.max(score, scores.get(label) ?? -Infinity));
    };
    const isShort = pattern.codes.length < SHORTEST_INSIDE;
    const first = pattern.codes.charCodeAt(0);
    // What begins like a few letters is so much that the rest need not be looked for, nor all of it.
    if (pattern.codes.length <= FEW_LETTERS && isLetter(first)) {
      for (const label of labels.beginningWith(first)) {
        if (labels.textOf(label) !== '') meet(label, labels.startOf(label));
        if (scores.size >= ENOUGH) break;
      }
    } else if (isShort) labels.forEach((label, start) => void (codes[start] === first && meet(label, start)));
    if (!isShort && scores.size < READ_LABELS) labels.scan(pattern, (at) => meet(labels.at(at), at));
    const { best, read } = this.best(scores, limit, accept);
    if (isShort) return best;
    // One document alone that says so is suggested by its title.
    const words = completionsIn(this.said(read), pattern).filter(({ holders }) => holders.length > 1);
    return merged(best, words, limit);
  }

  /** Completes the last word of several from what these documents say, the best hits for the words before it. */
  complete(before: string, last: string, ids: readonly string[], limit: number): Suggestion[] {
    const pattern = new SoundPattern(last.slice(0, LONGEST_PREFIX));
    if (pattern.codes === '') return [];
    const labels = ids.flatMap((id) => this.store.labelsOf(id).map((label) => ({ id, label })));
    return completionsIn(labels, pattern)
      .slice(0, limit)
      .map(({ text, holders }) => ({
        text: `${before} ${text}`,
        says: text,
        holders: holders.slice(0, NAMED_HOLDERS),
      }));
  }

  private best(
    scores: Map<number, number>,
    limit: number,
    accept: SuggestOptions['accept'],
  ): { best: Suggestion[]; read: Admitted[] } {
    const { labels } = this.store;
    const best = new Best(limit);
    const found = new Map<string, Suggestion>();
    const read: Admitted[] = [];
    const worth = ([label, score]: Scoring): number => score + KIND_WEIGHT[labels.kindOf(label)];
    const look = (scorings: Scoring[]): void => {
      for (const scoring of scorings.sort((a, b) => b[1] - a[1])) {
        if (read.length >= READ_LABELS && !best.admits(worth(scoring))) continue;
        const [label, score] = scoring;
        const admitted = this.admitted(label, accept);
        if (!admitted) continue;
        const { kind, holders } = admitted;
        if (read.length < READ_LABELS) read.push(admitted);
        const says = labels.textOf(label);
        const isTitle = kind === 'title' && labels.count(label) === 1;
        found.set(says, { text: says, ...(isTitle && { id: holders[0] }), says, holders });
        best.offer({ id: says, score: score + KIND_WEIGHT[kind] });
      }
    };
    // To put all in order would take long, and is only needed where hardly any is admitted.
    const least = Float64Array.from(scores.values()).sort().at(-ENOUGH) ?? -Infinity;
    look([...scores].filter((scoring) => worth(scoring) >= least));
    if (read.length < READ_LABELS) look([...scores].filter((scoring) => worth(scoring) < least));
    return { best: best.sorted().map(({ id }) => found.get(id)!), read };
  }

  private admitted(label: number, accept: SuggestOptions['accept']): Admitted | undefined {
    const holders: string[] = [];
    let first: LabelKind | undefined;
    let asked = 0;
    for (const { slot, kind } of this.store.labels.holdersOf(label)) {
      if (asked++ >= ASKED_HOLDERS || holders.length >= NAMED_HOLDERS) break;
      const id = this.store.ids[slot]!;
      if (accept && !accept(id)) continue;
      first ??= kind;
      holders.push(id);
    }
    return first && { label, kind: first, holders };
  }

  private said(read: readonly Admitted[]): { id: string; label: Label }[] {
    return read.flatMap(({ label, kind, holders }) =>
      holders.map((id) => ({ id, label: { kind, text: this.store.labels.textOf(label) } })),
    );
  }
}

/** Words come after the keywords and names that begin so, and before whole titles. */
function merged(
  best: readonly Suggestion[],
  words: readonly { text: string; holders: readonly string[] }[],
  limit: number,
): Suggestion[] {
  const known = new Set(best.map(({ text }) => text));
  const added = words
    .filter(({ text }) => !known.has(text))
    .slice(0, MOST_COMPLETIONS)
    .map(({ text, holders }): Suggestion => ({ text, says: text, holders: holders.slice(0, NAMED_HOLDERS) }));
  const at = best.findIndex(({ id }) => id !== undefined);
  const place = at < 0 ? best.length : at;
  return [...best.slice(0, place), ...added, ...best.slice(place)].slice(0, limit);
}

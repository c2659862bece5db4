import { units, wordBorders } from '#text';
import type { Label } from './label-codes.js';
import type { SoundPattern } from './sound-pattern.js';

/** Words that begin as somebody has typed, and which documents say them. */
export interface Completion {
  text: string;
  holders: readonly string[];
}

/** A word of a title may be made of so many words of the dictionary: 陶瓷, 陶瓷膜. */
const MOST_WORDS = 2;
const LONGEST = 12;
/** What joins words belongs to none. */
const joins = /[的与和及或之用在于等中化]$/u;

/**
 * The words that labels say and that begin with a pattern: keywords as they stand, and words inside titles and names; those
 * that the most documents say first. Of two words of which one begins the other and that the same documents say, the
 * longer is meant.
 */
export function completionsIn(
  labels: Iterable<{ id: string; label: Label }>,
  pattern: SoundPattern,
): Completion[] {
  const holders = new Map<string, Set<string>>();
  for (const { id, label } of labels) {
    for (const text of label.kind === 'keyword' ? wholes(label.text, pattern) : words(label.text, pattern)) {
      holders.set(text, (holders.get(text) ?? new Set()).add(id));
    }
  }
  const count = (text: string): number => holders.get(text)!.size;
  const all = [...holders.keys()];
  return all
    .filter((text) => !all.some((other) => begins(other, text) && count(other) === count(text)))
    .sort((a, b) => count(b) - count(a) || a.length - b.length || (a < b ? -1 : 1))
    .map((text) => ({ text, holders: [...holders.get(text)!] }));
}

const begins = (longer: string, text: string): boolean => longer !== text && longer.startsWith(text);

function wholes(text: string, pattern: SoundPattern): string[] {
  const { codes } = readable(text);
  const { met } = pattern.matchAt(codes, 0, codes.length);
  return met === pattern.codes.length ? [text] : [];
}

/** From where the pattern meets a word's beginning to the end of that word, and of the next. */
function words(text: string, pattern: SoundPattern): string[] {
  const { codes, starts, ends } = readable(text);
  const found: string[] = [];
  let borders: Set<number> | undefined;
  for (let at = 0; at < codes.length; at++) {
    if (at > 0 && starts[at] === starts[at - 1]) continue;
    const { met, end } = pattern.matchAt(codes, at, codes.length);
    if (met < pattern.codes.length) continue;
    borders ??= wordBorders(text);
    const start = starts[at]!;
    if (!borders.has(start)) continue;
    const reached = ends[end - 1]!;
    const stops = [...borders].filter((border) => border >= reached).sort((a, b) => a - b);
    for (const stop of stops.slice(0, MOST_WORDS)) {
      const word = text.slice(start, stop);
      if (word.length > LONGEST || /[^\p{L}\p{N}]/u.test(word)) break;
      if (word.length > 1 && !joins.test(word)) found.push(word);
    }
  }
  return found;
}

/** A text as patterns read it, and where each of its codes stands in it. */
function readable(text: string): { codes: number[]; starts: number[]; ends: number[] } {
  const codes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const unit of units(text)) {
    for (let i = 0; i < unit.text.length; i++) {
      codes.push(unit.text.charCodeAt(i));
      starts.push(unit.start);
      ends.push(unit.end);
    }
  }
  return { codes, starts, ends };
}

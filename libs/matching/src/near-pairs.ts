import { tokens, wordBorders } from '#text';
import { cosine } from './direction-index.js';
import type { NearTerms } from './near-terms.js';
import type { TechnologyProfile } from './profiles.js';
import type { NearPair } from './reasons.js';
import type { Synonym } from './synonyms.js';

/** Wordings whose directions differ by more are not called alike. */
const LEAST_COSINE = 0.75;
const MOST_PAIRS = 3;
const LONGEST = 400;

/** Words with their directions; without any where no near terms are known. */
export type DirectedWords = ReadonlyMap<string, Float32Array>;

/**
 * Words of the need and of the technology that differ but are used alike, or stand in one group of synonyms; nearest
 * first, each word once.
 */
export function nearPairs(
  ours: DirectedWords,
  technology: TechnologyProfile,
  near: NearTerms | undefined,
  synonyms: Synonym[],
  tells: (term: string) => boolean,
): NearPair[] {
  const texts = [technology.title, ...(technology.keywords ?? [])];
  const theirs = wordsWithDirections(texts, near, tells);
  const found = synonyms
    .filter(({ other }) => texts.some((text) => text.includes(other)))
    .map(({ named, other }) => ({ need: named, technology: other, cosine: 1 }));
  for (const [word, direction] of ours) {
    for (const [other, otherDirection] of theirs) {
      if (word.includes(other) || other.includes(word) || ours.has(other) || theirs.has(word)) continue;
      const alike = cosine(direction, otherDirection);
      if (alike >= LEAST_COSINE) found.push({ need: word, technology: other, cosine: alike });
    }
  }
  const pairs: NearPair[] = [];
  for (const pair of found.sort((a, b) => b.cosine - a.cosine)) {
    if (pairs.length === MOST_PAIRS) break;
    if (pairs.some((other) => other.need === pair.need || other.technology === pair.technology)) continue;
    pairs.push({ need: pair.need, technology: pair.technology });
  }
  return pairs;
}

/** Words of two letters or more that are no bare number and whose every part is common in the catalogue and tells enough. */
export function wordsWithDirections(
  texts: string[],
  near: NearTerms | undefined,
  tells: (term: string) => boolean,
): DirectedWords {
  const words = new Map<string, Float32Array>();
  if (!near) return words;
  for (const text of texts) {
    const heard = text.slice(0, LONGEST);
    const borders = [...wordBorders(heard)].sort((a, b) => a - b);
    borders.slice(1).forEach((end, i) => {
      const word = heard.slice(borders[i], end).trim();
      if (word.length < 2 || words.has(word) || !/\p{L}/u.test(word)) return;
      const terms = tokens(word).map(({ term }) => term);
      const parts = terms.filter((term) => term.length > 1);
      if (!parts.every((term) => near.isCommon(term) && tells(term))) return;
      words.set(word, near.vectorOf(terms.map((term) => [term, 1])));
    });
  }
  return words;
}

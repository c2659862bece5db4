import { tokens, wordBorders } from '#text';
import type { NearTerms } from './near-terms.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import type { NearPair } from './reasons.js';
import type { Synonym } from './synonyms.js';

/** Wordings whose directions differ by more are not called alike. */
const LEAST_COSINE = 0.6;
const MOST_PAIRS = 3;
const LONGEST = 400;

/**
 * Words of the need and of the technology that differ but are used alike, or stand in one group of synonyms; nearest
 * first, each word once.
 */
export function nearPairs(
  need: NeedProfile,
  technology: TechnologyProfile,
  near: NearTerms | undefined,
  synonyms: Synonym[],
): NearPair[] {
  const ours = wordsOf([
    need.title,
    ...(need.keywords ?? []),
    ...(need.targets ?? []).map(({ name }) => name),
  ]);
  const theirs = wordsOf([technology.title, ...(technology.keywords ?? [])]);
  const text = [technology.title, ...(technology.keywords ?? [])].join('\n');
  const found = synonyms
    .filter(({ other }) => text.includes(other))
    .map(({ named, other }) => ({ need: named, technology: other, cosine: 1 }));
  if (near) {
    for (const [word, direction] of directionsOf(ours, near)) {
      for (const [other, otherDirection] of directionsOf(theirs, near)) {
        if (word.includes(other) || other.includes(word) || ours.has(other) || theirs.has(word)) continue;
        const cosine = direction.reduce((sum, value, j) => sum + value * otherDirection[j]!, 0);
        if (cosine >= LEAST_COSINE) found.push({ need: word, technology: other, cosine });
      }
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

/** Words of two letters or more that are no bare number. */
function wordsOf(texts: string[]): Set<string> {
  const words = new Set<string>();
  for (const text of texts) {
    const heard = text.slice(0, LONGEST);
    const borders = [...wordBorders(heard)].sort((a, b) => a - b);
    borders.slice(1).forEach((end, i) => {
      const word = heard.slice(borders[i], end).trim();
      if (word.length >= 2 && /\p{L}/u.test(word)) words.add(word);
    });
  }
  return words;
}

function directionsOf(words: Set<string>, near: NearTerms): [word: string, direction: Float32Array][] {
  return Array.from(words, (word): [string, Float32Array] => [
    word,
    near.vectorOf(tokens(word).map(({ term }) => [term, 1])),
  ]);
}

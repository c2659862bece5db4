import { normalise, wordsOf } from '#text';
import type { SearchParams } from 'meilisearch';
import {
  characterAttributes,
  charactersOf,
  facetAttribute,
  numberAttribute,
  soundAttributes,
  wordAttributes,
} from './meilisearch-settings.js';
import type { Condition } from './search-index.js';

/** One way to ask for what a person typed. */
export type Asked = Pick<
  SearchParams,
  'q' | 'attributesToSearchOn' | 'matchingStrategy' | 'rankingScoreThreshold' | 'vector' | 'hybrid'
> & {
  /** What its hits score is multiplied by, where there are several ways. */
  weight: number;
};

/** Meilisearch reads ten words; this many characters hold them. */
const LONGEST_QUERY = 300;
/** So many letters are read by sound. */
const LONGEST_SOUND = 24;
/** A slip is looked for in so many characters; of a longer query, the words beside it are enough. */
const LONGEST_SLIP = 12;
/** Where words are left out, at least this share of what all of them weigh is asked for … */
const FAIR_SHARE = 0.35;
/** … or, where the query is one word of so many characters, nearly all of it, and no less is a hit. */
const SHORT = { characters: 4, share: 0.7 };
/** So many of the rarest words may be missing from a hit. */
const MISSING = 3;
const MOST_WORDS = 10;

/** The way to ask for all documents. */
export const everything: Asked = { q: '', weight: 1 };

/** Whether there is anything to look for: a letter, a digit or a Han character outside of operators. */
export const isAsked = (q: string): boolean => /[\p{L}\p{N}]/u.test(q);

const isPlain = (q: string): boolean => !/["“”]|(^|\s)-\S/u.test(q);

/** The query as typed: every word, in any order; quotes and minus signs are Meilisearch's own. */
export function asTyped(q: string): Asked {
  return {
    q: normalise(q.slice(0, LONGEST_QUERY)).replaceAll(/[“”]/g, '"').trim(),
    attributesToSearchOn: wordAttributes,
    matchingStrategy: 'all',
    weight: 1,
  };
}

/** The words of Latin letters in a query as they stand: where a document has them all, they are no sound. */
export function latinWords(q: string): Asked[] {
  const words = normalise(q.slice(0, LONGEST_QUERY)).match(/[a-z]{2,}/g) ?? [];
  return words.length > 0 ? [asTyped(words.map((word) => `"${word}"`).join(' '))] : [];
}

/** Other ways to read a query. */
export interface Readings {
  /** As pinyin or initials. */
  bySound: Asked[];
  /** With one character wrong, missing or too many. */
  withSlip: Asked[];
}

/** The other ways to read a query; a query with operators is taken at its word and has none. */
export function otherReadings(q: string): Readings | undefined {
  if (!isPlain(q)) return undefined;
  const typed = asTyped(q);
  return {
    bySound: bySound(typed.q!),
    withSlip: withSlip(typed.q!),
  };
}

/** Latin letters read as pinyin or initials; beside Han characters they come last, where a beginning suffices. */
function bySound(text: string): Asked[] {
  const han = text.match(/\p{Script=Han}+/gu) ?? [];
  const latin = text.replaceAll(/[^a-z]+/g, '').slice(0, LONGEST_SOUND);
  if (latin.length < 2 || /\p{N}/u.test(text)) return [];
  return [
    {
      q: [...han, latin].join(' '),
      attributesToSearchOn: [...soundAttributes, ...(han.length > 0 ? ['title', 'names'] : [])],
      matchingStrategy: 'all',
      weight: 1,
    },
  ];
}

/** The characters of a title or name, all of them and with each in turn left out. */
function withSlip(text: string): Asked[] {
  const characters = [...text.replaceAll(/\s+/g, '')];
  if (characters.length < 3 || characters.length > LONGEST_SLIP || !/\p{Script=Han}/u.test(text)) return [];
  return [-1, ...characters.keys()].map((left) => ({
    q: charactersOf(characters.filter((_, i) => i !== left).join('')),
    attributesToSearchOn: characterAttributes,
    matchingStrategy: 'all',
    weight: 1,
  }));
}

/**
 * The ways to ask for documents that have a fair share of the words of a query. Meilisearch takes the first word of a query
 * for needed and leaves others out from the last on, so that the rarest comes first, and there is a way without it.
 * @param idf inverse document frequency of an index term
 */
export function withFairShare(q: string, idf: (term: string) => number): Asked[] {
  const text = normalise(q.slice(0, LONGEST_QUERY)).trim();
  const isShort = text.length <= SHORT.characters && !/\s/.test(text);
  const fair = isShort ? SHORT.share : FAIR_SHARE;
  const words = weighedWords(text, idf).sort((a, b) => b.weight - a.weight);
  const massOf = (some: { weight: number }[]): number => some.reduce((sum, { weight }) => sum + weight, 0);
  const all = massOf(words);
  const ways: Asked[] = [];
  for (let from = 0; from <= MISSING && from < words.length; from++) {
    const asked = words.slice(from, from + MOST_WORDS);
    if (massOf(asked) < fair * all) break;
    const least = asked.findIndex((_, i) => massOf(asked.slice(0, i + 1)) >= fair * all);
    ways.push({
      // The space at the end says that the last word is whole.
      q: `${asked.map(({ word }) => word).join(' ')} `,
      attributesToSearchOn: wordAttributes,
      matchingStrategy: 'last',
      // The score says first how many words a hit has from the first on.
      ...(isShort ? { rankingScoreThreshold: least / asked.length } : {}),
      weight: massOf(asked) / all,
    });
  }
  return ways;
}

/** The words of a query, each once, with what they weigh: a word of several characters as much as its rarest pair. */
function weighedWords(text: string, idf: (term: string) => number): { word: string; weight: number }[] {
  const runs = text.match(/\p{Script=Han}+|[^\p{Script=Han}\s\p{P}\p{S}]+/gu) ?? [];
  const words = new Set(runs.flatMap((run) => (/\p{Script=Han}/u.test(run) ? wordsOf(run) : [run])));
  return Array.from(words, (word) => {
    const pairs = /\p{Script=Han}/u.test(word) ? [...word].slice(1).map((to, i) => [...word][i]! + to) : [];
    return { word, weight: Math.max(...(pairs.length > 0 ? pairs : [word]).map(idf)) };
  });
}

/** A filter expression of conditions that all must hold; undefined for none. */
export function filterOf(conditions: readonly Condition[]): string | undefined {
  return conditions.length > 0 ? conditions.map(expressionOf).join(' AND ') : undefined;
}

function expressionOf(condition: Condition): string {
  if ('either' in condition) return `(${condition.either.map(expressionOf).join(' OR ')})`;
  if ('facet' in condition) {
    return `${facetAttribute(condition.facet)} IN [${condition.in.map(quoted).join(', ')}]`;
  }
  const name = numberAttribute(condition.number);
  const bounds = [
    condition.min === undefined ? [] : [`${name} >= ${condition.min}`],
    condition.max === undefined ? [] : [`${name} <= ${condition.max}`],
  ].flat();
  return bounds.length > 0 ? `(${bounds.join(' AND ')})` : `${name} EXISTS`;
}

const quoted = (value: string): string =>
  `"${value.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`)}"`;

import { normalise } from '#text';
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
  'q' | 'attributesToSearchOn' | 'matchingStrategy' | 'rankingScoreThreshold'
>;

/** Meilisearch reads ten words; this many characters hold them. */
const LONGEST_QUERY = 300;
/** A slip is looked for in so many characters. */
const LONGEST_SLIP = 24;
/** The least ranking score of a hit that has only some of the words, about the share of them that it has. */
const FAIR_SHARE = 0.3;

/** Whether there is anything to look for: a letter, a digit or a Han character outside of operators. */
export const isAsked = (q: string): boolean => /[\p{L}\p{N}]/u.test(q);

const isPlain = (q: string): boolean => !/["“”]|(^|\s)-\S/u.test(q);

/** The query as typed: every word, in any order; quotes and minus signs are Meilisearch's own. */
export function asTyped(q: string): Asked {
  return {
    q: normalise(q.slice(0, LONGEST_QUERY)).replaceAll(/[“”]/g, '"').trim(),
    attributesToSearchOn: wordAttributes,
    matchingStrategy: 'all',
  };
}

/** Other ways to read a query. */
export interface Readings {
  /** A fair share of the words suffices; the rarer ones count most. */
  fairShare: Asked;
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
    fairShare: { ...typed, matchingStrategy: 'frequency', rankingScoreThreshold: FAIR_SHARE },
    bySound: bySound(typed.q!),
    withSlip: withSlip(typed.q!),
  };
}

/** Latin letters read as pinyin or initials; beside Han characters they come last, where a beginning suffices. */
function bySound(text: string): Asked[] {
  const han = text.match(/\p{Script=Han}+/gu) ?? [];
  const latin = text.replaceAll(/[^a-z]+/g, '').slice(0, LONGEST_SLIP);
  if (latin.length < 2 || /\p{N}/u.test(text)) return [];
  return [
    {
      q: [...han, latin].join(' '),
      attributesToSearchOn: [...soundAttributes, ...(han.length > 0 ? ['title', 'names'] : [])],
      matchingStrategy: 'all',
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
  }));
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

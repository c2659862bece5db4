import type { SearchParams } from 'meilisearch';
import {
  characterAttributes,
  charactersOf,
  facetAttribute,
  folded,
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
/** A hit of a question in many words has most of them. */
const FAIR_SHARE = 0.6;

/** Whether there is anything to look for: a letter, a digit or a Han character outside of operators. */
export const isAsked = (q: string): boolean => /[\p{L}\p{N}]/u.test(q);

const isPlain = (q: string): boolean => !/["“”]|(^|\s)-\S/u.test(q);

/** The query as typed: every word, in any order; quotes and minus signs are Meilisearch's own. */
export function asTyped(q: string): Asked {
  return {
    q: folded(q.slice(0, LONGEST_QUERY)).replaceAll(/[“”]/g, '"').trim(),
    attributesToSearchOn: wordAttributes,
    matchingStrategy: 'all',
  };
}

/** Other ways to read a query that found nothing as typed: by sound, with a slip, most of its words. */
export function otherReadings(q: string): { bySound: Asked[]; withSlip: Asked[]; mostWords: Asked[] } {
  if (!isPlain(q)) return { bySound: [], withSlip: [], mostWords: [] };
  const text = folded(q.slice(0, LONGEST_QUERY)).trim();
  return { bySound: bySound(text), withSlip: withSlip(text), mostWords: mostWords(text) };
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

/** Questions hold words that no document has; the rarer words stay longest. */
function mostWords(text: string): Asked[] {
  return [
    {
      q: text,
      attributesToSearchOn: wordAttributes,
      matchingStrategy: 'frequency',
      rankingScoreThreshold: FAIR_SHARE,
    },
  ];
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

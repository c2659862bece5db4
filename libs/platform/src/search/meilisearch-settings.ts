import { normalise, pinyinOf } from '#text';
import type { Settings } from 'meilisearch';
import {
  MOST_FACET_VALUES,
  type SearchDocument,
  type SearchFields,
  type SearchSchema,
} from './search-index.js';

/** A document as Meilisearch keeps it; `facet_*` and `number_*` stand for the schema's names. */
export type MeilisearchDocument = { id: string } & Record<string, unknown>;

/** Where a text is found by its words. */
export const wordAttributes = ['title', 'keywords', 'names', 'summary', 'text'];
/** Where a title or a name is found by its single characters. */
export const characterAttributes = ['characters'];
/** Where a title or a name is found by how it sounds. */
export const soundAttributes = ['pinyin', 'initials'];

export const facetAttribute = (name: string): string => `facet_${name}`;
export const numberAttribute = (name: string): string => `number_${name}`;
export const embedder = 'listing';

/** Longer beginnings of a sound tell no two titles apart. */
const LONGEST_SOUND = 24;
/** So many characters of a title or name are found by sound. */
const SOUNDED = 40;
/** Hits that can be counted and paged to. */
const MOST_HITS = 200_000;

/** That documents carry vectors of this length, which a hybrid search then uses. */
export const embeddersOf = (dimensions: number): NonNullable<Settings['embedders']> => ({
  [embedder]: { source: 'userProvided', dimensions },
});

/** Settings of an index; with `vectors` those of an embedder are left as they are, since vectors tell their length. */
export function settingsOf({ schema, vectors }: { schema: SearchSchema; vectors?: boolean }): Settings {
  const numbers = schema.numbers.map(numberAttribute);
  return {
    searchableAttributes: [...wordAttributes, ...soundAttributes, ...characterAttributes],
    filterableAttributes: [...schema.facets.map(facetAttribute), ...numbers],
    sortableAttributes: [...numbers, 'id'],
    displayedAttributes: ['id', 'stamp', ...wordAttributes],
    // The reader's own order stands before relevance, as in every catalogue.
    rankingRules: ['sort', 'words', 'typo', 'proximity', 'attributeRank', 'wordPosition', 'exactness'],
    localizedAttributes: [{ attributePatterns: wordAttributes, locales: ['cmn'] }],
    // One wrong letter in 5G or TRL7 is another thing, not a slip.
    typoTolerance: {
      minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
      disableOnNumbers: true,
      disableOnAttributes: characterAttributes,
    },
    separatorTokens: ['、', '＋', '·'],
    pagination: { maxTotalHits: MOST_HITS },
    faceting: { maxValuesPerFacet: MOST_FACET_VALUES, sortFacetValuesBy: { '*': 'count' } },
    searchCutoffMs: 1_500,
    ...(vectors ? {} : { embedders: {} }),
  };
}

/** The document as it is written to Meilisearch. */
export function meilisearchDocument(document: SearchDocument, vectors = false): MeilisearchDocument {
  const { id, stamp, fields, facets, numbers } = document;
  const named = [fields.title, ...(fields.names?.split('\n') ?? [])];
  return {
    id,
    stamp,
    ...Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, normalise(text as string)])),
    characters: named.map(charactersOf),
    ...soundsOf(named),
    ...Object.fromEntries(Object.entries(facets).map(([name, values]) => [facetAttribute(name), values])),
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [numberAttribute(name), value])),
    ...(vectors ? { _vectors: { [embedder]: document.vector ? [...document.vector] : null } } : {}),
  };
}

/** The texts of a document that was read with its {@link wordAttributes}. */
export function fieldsOf(document: MeilisearchDocument): SearchFields {
  const texts = wordAttributes.map((name): [string, unknown] => [name, document[name]]);
  return { title: '', ...Object.fromEntries(texts.filter(([, text]) => typeof text === 'string')) };
}

/** Characters as words of their own, so that any stretch of a text is found, wherever its words begin. */
export const charactersOf = (text: string): string => [...normalise(text)].join(' ');

/** Every ending of a sound is a word, since only beginnings of words are found while typing. */
function soundsOf(named: string[]): { pinyin: string[]; initials: string[] } {
  const pinyin = new Set<string>();
  const initials = new Set<string>();
  for (const name of named) {
    const syllables = [...name].slice(0, SOUNDED).map((character) => pinyinOf(character).full);
    const first = syllables.map((syllable) => syllable.slice(0, 1));
    syllables.forEach((syllable, i) => {
      if (syllable === '') return;
      pinyin.add(syllables.slice(i).join('').slice(0, LONGEST_SOUND));
      initials.add(first.slice(i).join('').slice(0, LONGEST_SOUND));
    });
  }
  return { pinyin: [...pinyin], initials: [...initials] };
}

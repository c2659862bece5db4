import type { Scored } from './best.js';
import { askedUnits } from './asked-units.js';
import { DocumentStore } from './document-store.js';
import type { FacetFilter, Facets } from './facet-columns.js';
import type { IndexedFields } from './fields.js';
import { Finding, type FindOptions, type Found } from './finding.js';
import { lookAt, type Looked } from './outside-look.js';
import { Ranking } from './ranking.js';
import { type Allowed, stepOf } from './slot-scores.js';
import { readSnapshot, writeSnapshot } from './snapshot.js';
import { Suggestions, type Suggestion, type SuggestOptions } from './suggestions.js';
import type { Synonyms } from './synonyms.js';
import { UnitCodes } from './unit-codes.js';

export type { IndexedFields } from './fields.js';

export interface SearchOptions {
  limit: number;
  /** Only documents whose facets pass; asked, like `accept`, before the cut, so that the list still fills up. */
  where?: FacetFilter;
  accept?: (id: string) => boolean;
}

/** Term → weight; the inverse document frequency is already in it. */
export type WeightedTerms = ReadonlyMap<string, number>;

const LONGEST_QUERY = 2_000;
/** So many of the best hits for the words before the last say how that may go on. */
const COMPLETED_FROM = 200;
/** A lighter term is taken for none. */
const LEAST_WEIGHT = 1e-100;

/**
 * Inverted index over Chinese and Latin text in memory: character pairs and single characters, whole words, BM25+ with
 * a weight and a length norm per field, then a second look at the best as texts. Documents come and go one by one;
 * nothing has to be rebuilt.
 */
export class TextIndex {
  private readonly ranking: Ranking;
  private readonly finding: Finding;
  private readonly suggestions: Suggestions;

  constructor(private readonly store = new DocumentStore()) {
    this.ranking = new Ranking(store);
    this.finding = new Finding(store, this.ranking);
    this.suggestions = new Suggestions(store);
  }

  /** An index of what {@link snapshot} saved. @throws {SnapshotError} if the bytes are not a whole snapshot */
  static load(bytes: Uint8Array): TextIndex {
    return new TextIndex(new DocumentStore(readSnapshot(bytes)));
  }

  get size(): number {
    return this.store.size;
  }

  has(id: string): boolean {
    return this.store.slot(id) !== undefined;
  }

  /** The facets of a document; undefined if there is none with this id. */
  facetsOf(id: string): Facets | undefined {
    const slot = this.store.slot(id);
    return slot === undefined ? undefined : this.store.facets.of(slot);
  }

  /** Adds a document or replaces the one with this id; `vector` is its meaning as a unit vector, which {@link find} reads. */
  set(id: string, fields: IndexedFields, facets: Facets = {}, vector?: Float32Array): void {
    this.store.set(id, fields, facets, vector);
  }

  /** Takes a document out; false if there was none. */
  remove(id: string): boolean {
    return this.store.remove(id);
  }

  /** Everything that the index holds, to be kept in a file; {@link load} makes an index of it that answers alike. */
  snapshot(): Uint8Array {
    return writeSnapshot(this.store.content());
  }

  /**
   * What people look for: words in any order, `"phrases in quotes"` that must be there, `-excluded` ones that must not.
   * A document is a hit by how much of the query it covers, every part between spaces counting the same: of one word of
   * up to 4 units at least 3/5, or 4/5 of what the best document covers; of several words or a sentence at least 7/20 of
   * what the best one covers. What is typed by sound (pinyin, initials) is read as what labels say; for a
   * name also the short form counts, a little less, that documents give in brackets behind it. A blank query asks for
   * everything; one that has neither letters nor digits nor Han characters finds nothing.
   */
  find(query: string, options: FindOptions): Found {
    return this.finding.find(query, options);
  }

  /** Groups of wordings that {@link find} takes for the same, each for the other at a lower weight. */
  useSynonyms(synonyms: Synonyms): void {
    this.finding.useSynonyms(synonyms);
  }

  /**
   * What a query may become that begins like this: titles, keywords, names and words of titles, the likeliest first. The
   * last of several words is completed by what the hits for the others say.
   */
  suggest(prefix: string, options: SuggestOptions): Suggestion[] {
    const whole = this.suggestions.suggest(prefix, options);
    const [, before, last] = /^(.*[^\s"“”])\s+([^\s"“”-]\S*)$/su.exec(prefix.slice(0, LONGEST_QUERY)) ?? [];
    if (before === undefined || last === undefined) return whole;
    const { accept, limit } = options;
    const { hits } = this.find(before, { accept, limit: COMPLETED_FROM });
    const ids = hits.map(({ id }) => id);
    return [...this.suggestions.complete(before.trim(), last, ids, limit), ...whole].slice(0, limit);
  }

  /**
   * The documents that share terms with the query, best first. Those whose title contains the whole query (spaces
   * and punctuation aside) stand before all others, the shortest such title first. Scores compare within one answer
   * only. A query without letters, digits or Han characters finds nothing; of a very long one the rarest terms count.
   */
  search(query: string, options: SearchOptions): Scored[] {
    const asked = askedUnits(query.slice(0, LONGEST_QUERY), this.store.codes, (key) => this.store.idfOf(key));
    return this.ranking.read(asked, options.limit, this.accepting(options));
  }

  /** Inverse document frequency, always above 0; highest for a term that no document has. */
  idf(term: string): number {
    return this.store.idfOf(this.store.codes.keyOf(term));
  }

  /** How many documents contain the term. */
  documentFrequency(term: string): number {
    return this.store.frequencyOf(this.store.codes.keyOf(term));
  }

  /** BM25+ of every document that shares a term, best first. */
  rank(terms: WeightedTerms, options: SearchOptions): Scored[] {
    const byKey: [number, number][] = [];
    for (const [term, weight] of byWeight(terms)) {
      const key = this.store.codes.keyOf(term);
      if (key !== undefined) byKey.push([key, weight]);
    }
    return this.ranking.best(byKey, options.limit, this.accepting(options));
  }

  /** Reads fields, whether in the index or not, to tell the score that {@link rank} would give them for some terms. */
  reading(fields: IndexedFields): (terms: WeightedTerms) => number {
    const codes = new UnitCodes();
    const impacts = new Map<number, number>();
    this.store.counts.forEach(codes.store(fields), (key, impact) => impacts.set(key, impact));
    return (terms) => {
      let score = 0;
      for (const [term, weight] of byWeight(terms)) {
        const impact = impacts.get(codes.keyOf(term) ?? -1);
        if (impact !== undefined) score += stepOf(weight) * impact;
      }
      return score;
    };
  }

  /**
   * How well texts answer a query, whether they are in the index or not: what a second look says of them, by how rare terms
   * are in the index. Scores compare within one answer only; the query is not read by sound.
   */
  look(query: string, texts: readonly IndexedFields[]): Looked[] {
    return lookAt(query.slice(0, LONGEST_QUERY), texts, this.store, this.finding.readings);
  }

  private accepting({ where, accept }: SearchOptions): Allowed {
    const passes = where && this.store.facets.filter(where);
    if (!passes && !accept) return {};
    return { accept: (slot) => passes?.(slot) !== false && accept?.(this.store.ids[slot]!) !== false };
  }
}

/** One order for {@link TextIndex.rank} and {@link TextIndex.scoreOf}, so that their sums are equal to the last bit. */
function byWeight(terms: WeightedTerms): [string, number][] {
  return [...terms].filter(([, weight]) => weight > LEAST_WEIGHT).sort((a, b) => b[1] - a[1]);
}

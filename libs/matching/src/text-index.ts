import { askedTerms, askedUnits } from './asked-units.js';
import { Best, type Scored } from './best.js';
import { FacetColumns, type FacetFilter, type Facets } from './facet-columns.js';
import type { IndexedFields } from './fields.js';
import { Postings } from './postings.js';
import { MOST_UNITS, SecondLook } from './second-look.js';
import { SlotScores, stepOf, type NumberedTerm } from './slot-scores.js';
import { readSnapshot, writeSnapshot } from './snapshot.js';
import { TermCounts } from './term-counts.js';
import { TermTable } from './term-table.js';
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
const MOST_QUERY_TERMS = 256;
/** So many of the best by terms are read again as texts. */
const LOOKED_AT = 100;
/** A lighter term is taken for none. */
const LEAST_WEIGHT = 1e-100;

/**
 * Inverted index over Chinese and Latin text in memory: character pairs and single characters, whole words, BM25+ with
 * a weight and a length norm per field, then a second look at the best as texts. Documents come and go one by one;
 * nothing has to be rebuilt.
 */
export class TextIndex {
  private readonly codes = new UnitCodes();
  private readonly table = new TermTable();
  private readonly postings = new Postings();
  private readonly counts = new TermCounts();
  private readonly scores = new SlotScores();
  private readonly secondLook = new SecondLook();
  private readonly facets = new FacetColumns();
  private readonly slotOf = new Map<string, number>();
  private readonly freeSlots: number[] = [];
  private readonly ids: (string | undefined)[] = [];
  private readonly texts: string[] = [];

  /** An index of what {@link snapshot} saved. @throws {SnapshotError} if the bytes are not a whole snapshot */
  static load(bytes: Uint8Array): TextIndex {
    const { words, documents } = readSnapshot(bytes);
    const index = new TextIndex();
    for (const word of words) index.codes.add(word, false);
    for (const { id, text, facets } of documents) index.enter(id, text, facets);
    return index;
  }

  get size(): number {
    return this.slotOf.size;
  }

  has(id: string): boolean {
    return this.slotOf.has(id);
  }

  /** Adds a document or replaces the one with this id. */
  set(id: string, fields: IndexedFields, facets: Facets = {}): void {
    this.remove(id);
    this.enter(id, this.codes.store(fields), facets);
  }

  /** Takes a document out; false if there was none. */
  remove(id: string): boolean {
    const slot = this.slotOf.get(id);
    if (slot === undefined) return false;
    this.counts.forEach(this.texts[slot]!, (key) => this.postings.remove(this.table.find(key), slot));
    this.facets.clear(slot);
    this.slotOf.delete(id);
    this.ids[slot] = undefined;
    this.texts[slot] = '';
    this.freeSlots.push(slot);
    return true;
  }

  /** Everything that the index holds, to be kept in a file; {@link load} makes an index of it that answers alike. */
  snapshot(): Uint8Array {
    const documents = Array.from(this.slotOf, ([id, slot]) => ({
      id,
      text: this.texts[slot]!,
      facets: this.facets.of(slot),
    }));
    return writeSnapshot({ words: this.codes.words, documents });
  }

  /**
   * The documents that share terms with the query, best first. Those whose title contains the whole query (spaces
   * and punctuation aside) stand before all others, the shortest such title first. Scores compare within one answer
   * only. A query without letters, digits or Han characters finds nothing; of a very long one the rarest terms count.
   */
  search(query: string, options: SearchOptions): Scored[] {
    const asked = askedUnits(query.slice(0, LONGEST_QUERY), this.codes, (key) => this.idfOf(key));
    const terms = [...askedTerms(asked)].sort((a, b) => b[1] - a[1]).slice(0, MOST_QUERY_TERMS);
    const read = asked.length <= MOST_UNITS ? LOOKED_AT : 0;
    const found = this.best(terms, { ...options, limit: options.limit && Math.max(options.limit, read) });
    const looked = found.slice(0, read);
    const scores = this.secondLook.scores(
      asked,
      looked.map(({ id }) => this.texts[this.slotOf.get(id)!]!),
    );
    looked.forEach((hit, i) => (hit.score = scores[i]!));
    const best = new Best(read);
    for (const hit of looked) best.offer(hit);
    return [...best.sorted(), ...below(scores, found.slice(read))].slice(0, options.limit);
  }

  /** Inverse document frequency, always above 0; highest for a term that no document has. */
  idf(term: string): number {
    return this.idfOf(this.codes.keyOf(term));
  }

  /** How many documents contain the term. */
  documentFrequency(term: string): number {
    return this.frequencyOf(this.codes.keyOf(term));
  }

  /** BM25+ of every document that shares a term, best first. */
  rank(terms: WeightedTerms, options: SearchOptions): Scored[] {
    const byKey: [number, number][] = [];
    for (const [term, weight] of byWeight(terms)) {
      const key = this.codes.keyOf(term);
      if (key !== undefined) byKey.push([key, weight]);
    }
    return this.best(byKey, options);
  }

  /** The score that {@link rank} would give a document with these fields, whether it is in the index or not. */
  scoreOf(fields: IndexedFields, terms: WeightedTerms): number {
    const codes = new UnitCodes();
    const impacts = new Map<number, number>();
    this.counts.forEach(codes.store(fields), (key, impact) => impacts.set(key, impact));
    let score = 0;
    for (const [term, weight] of byWeight(terms)) {
      const impact = impacts.get(codes.keyOf(term) ?? -1);
      if (impact !== undefined) score += stepOf(weight) * impact;
    }
    return score;
  }

  private enter(id: string, text: string, facets: Facets): void {
    const slot = this.freeSlots.pop() ?? this.ids.length;
    this.scores.makeRoom(slot + 1);
    this.counts.forEach(text, (key, impact) => this.postings.insert(this.table.add(key), slot, impact));
    this.slotOf.set(id, slot);
    this.ids[slot] = id;
    this.texts[slot] = text;
    this.facets.set(slot, facets);
  }

  private best(
    terms: Iterable<[key: number, weight: number]>,
    { limit, where, accept }: SearchOptions,
  ): Scored[] {
    const numbered: NumberedTerm[] = [];
    for (const [key, weight] of terms) {
      const number = this.table.find(key);
      if (number >= 0) numbered.push({ number, weight });
    }
    const passes = where && this.facets.filter(where);
    const accepts = (slot: number): boolean =>
      (passes === undefined || passes(slot)) && (accept === undefined || accept(this.ids[slot]!));
    const best = new Best(limit);
    this.scores.sum(this.postings, numbered, limit, passes || accept ? accepts : undefined, (slot, score) => {
      if (best.admits(score) && accepts(slot)) best.offer({ id: this.ids[slot]!, score });
    });
    return best.sorted();
  }

  private idfOf(key: number | undefined): number {
    const n = this.frequencyOf(key);
    return Math.log(1 + (this.size - n + 0.5) / (n + 0.5));
  }

  private frequencyOf(key: number | undefined): number {
    const number = key === undefined ? -1 : this.table.find(key);
    return number < 0 ? 0 : this.postings.length(number);
  }
}

/** One order for {@link TextIndex.rank} and {@link TextIndex.scoreOf}, so that their sums are equal to the last bit. */
function byWeight(terms: WeightedTerms): [string, number][] {
  return [...terms].filter(([, weight]) => weight > LEAST_WEIGHT).sort((a, b) => b[1] - a[1]);
}

/** The rest of a list keeps its order below what was looked at. */
function below(looked: readonly number[], rest: Scored[]): Scored[] {
  const lowest = looked.reduce((least, score) => Math.min(least, score), Infinity);
  const factor = Math.min(1, lowest / (rest[0]?.score ?? 1));
  return looked.length === 0 ? rest : rest.map(({ id, score }) => ({ id, score: score * factor }));
}

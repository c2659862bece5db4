import { normalise, tokens } from '#text';
import { Best, type Scored } from './best.js';
import { Postings } from './postings.js';

/** The parts of one document; a match in an earlier one weighs more. */
export interface IndexedFields {
  title: string;
  keywords?: string;
  summary?: string;
  text?: string;
}

export interface SearchOptions {
  limit: number;
  /** Asked before the cut, so that a filter never shortens the list below `limit`. */
  accept?: (id: string) => boolean;
}

/** Term → weight; the inverse document frequency is already in it. */
export type WeightedTerms = ReadonlyMap<string, number>;

const FIELDS = ['title', 'keywords', 'summary', 'text'] as const;
const FIELD_WEIGHTS = [3, 2, 1.5, 1];
const K1 = 1.2;
const B = 0.3;
const DELTA = 0.3;
/** What a term can add to a score at most, as a multiple of its weight. */
const CEILING = K1 + 1 + DELTA;

const LONGEST_QUERY = 2_000;
const MOST_QUERY_TERMS = 256;
const LONGEST_PHRASE = 64;
/** A field's count of a term takes one byte of a posting. */
const MOST_COUNTED = 255;

interface Counted {
  /** Term → four counts, one byte per field. */
  counts: Map<string, number>;
  lengths: number[];
}

/**
 * Inverted index over Chinese and Latin text in memory: character pairs and single characters, whole words, BM25+ with
 * a weight and a length norm per field. Documents come and go one by one; nothing has to be rebuilt.
 */
export class TextIndex {
  private readonly dictionary = new Map<string, number>();
  private readonly postings = new Postings();
  private readonly slotOf = new Map<string, number>();
  private readonly freeSlots: number[] = [];
  private readonly ids: (string | undefined)[] = [];
  private readonly titles: string[] = [];
  private readonly termsOf: Uint32Array[] = [];
  private lengths = new Uint32Array(FIELDS.length * 64);
  private readonly totalLengths = FIELDS.map(() => 0);
  private readonly filled = FIELDS.map(() => 0);
  private scratch = new Float64Array(64);

  get size(): number {
    return this.slotOf.size;
  }

  has(id: string): boolean {
    return this.slotOf.has(id);
  }

  /** Adds a document or replaces the one with this id. */
  set(id: string, fields: IndexedFields): void {
    this.remove(id);
    const slot = this.freeSlots.pop() ?? this.ids.length;
    this.makeRoom(slot);
    const { counts, lengths } = count(fields);
    const terms = new Uint32Array(counts.size);
    let at = 0;
    for (const [term, packed] of counts) {
      const number = this.dictionary.get(term) ?? this.dictionary.size;
      this.dictionary.set(term, number);
      this.postings.insert(number, slot, packed);
      terms[at++] = number;
    }
    this.slotOf.set(id, slot);
    this.ids[slot] = id;
    this.titles[slot] = compact(fields.title);
    this.termsOf[slot] = terms;
    lengths.forEach((length, field) => this.account(slot, field, length));
  }

  /** Takes a document out; false if there was none. */
  remove(id: string): boolean {
    const slot = this.slotOf.get(id);
    if (slot === undefined) return false;
    for (const term of this.termsOf[slot]!) this.postings.remove(term, slot);
    FIELDS.forEach((_, field) => this.account(slot, field, 0));
    this.slotOf.delete(id);
    this.ids[slot] = undefined;
    this.titles[slot] = '';
    this.termsOf[slot] = new Uint32Array(0);
    this.freeSlots.push(slot);
    return true;
  }

  /**
   * The documents that share terms with the query, best first. Those whose title contains the whole query (spaces
   * aside) stand before all others, the shortest such title first. Scores compare within one answer only. A query
   * without letters, digits or Han characters finds nothing; of a very long one the rarest terms count.
   */
  search(query: string, options: SearchOptions): Scored[] {
    const heard = query.slice(0, LONGEST_QUERY);
    const frequencies = new Map<string, number>();
    for (const { term } of tokens(heard)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    const weighted = [...frequencies].map(([term, n]): [string, number] => [term, n * this.idf(term)]);
    weighted.sort((a, b) => b[1] - a[1]);
    const terms = new Map(weighted.slice(0, MOST_QUERY_TERMS));
    const phrase = compact(heard);
    return this.rank(terms, options, phrase.length <= LONGEST_PHRASE ? phrase : '');
  }

  /** Inverse document frequency, always above 0; highest for a term that no document has. */
  idf(term: string): number {
    const n = this.documentFrequency(term);
    return Math.log(1 + (this.size - n + 0.5) / (n + 0.5));
  }

  /** How many documents contain the term. */
  documentFrequency(term: string): number {
    const number = this.dictionary.get(term);
    return number === undefined ? 0 : this.postings.length(number);
  }

  /** BM25+ of every document that shares a term, best first; `phrase` lifts titles that contain it above the rest. */
  rank(terms: WeightedTerms, { limit, accept }: SearchOptions, phrase = ''): Scored[] {
    const norms = this.averageLengths();
    const touched: number[] = [];
    for (const [term, weight] of terms) {
      const number = this.dictionary.get(term);
      if (number === undefined || weight <= 0) continue;
      const from = this.postings.start(number);
      const end = from + this.postings.length(number);
      for (let at = from; at < end; at++) {
        const slot = this.postings.slots[at]!;
        if (this.scratch[slot] === 0) touched.push(slot);
        this.scratch[slot]! +=
          weight * saturation(this.postings.counts[at]!, this.lengths, slot * FIELDS.length, norms);
      }
    }
    this.liftTitles(terms, phrase);
    const best = new Best(limit);
    for (const slot of touched) {
      const score = this.scratch[slot]!;
      this.scratch[slot] = 0;
      const id = this.ids[slot]!;
      if (best.admits(score) && (accept === undefined || accept(id))) best.offer({ id, score });
    }
    return best.sorted();
  }

  /** The score that {@link rank} would give a document with these fields, whether it is in the index or not. */
  scoreOf(fields: IndexedFields, terms: WeightedTerms): number {
    const { counts, lengths } = count(fields);
    const norms = this.averageLengths();
    let score = 0;
    for (const [term, weight] of terms) {
      const packed = counts.get(term);
      if (packed !== undefined && weight > 0) score += weight * saturation(packed, lengths, 0, norms);
    }
    return score;
  }

  private liftTitles(terms: WeightedTerms, phrase: string): void {
    if (phrase === '' || terms.size === 0) return;
    let ceiling = 0;
    let rarest: number | undefined;
    for (const [term, weight] of terms) {
      ceiling += weight * CEILING;
      const number = this.dictionary.get(term);
      if (number === undefined) return;
      if (rarest === undefined || this.postings.length(number) < this.postings.length(rarest))
        rarest = number;
    }
    const from = this.postings.start(rarest!);
    const end = from + this.postings.length(rarest!);
    for (const slot of this.postings.slots.subarray(from, end)) {
      const title = this.titles[slot]!;
      if (title.includes(phrase)) this.scratch[slot]! += ceiling * (1 + phrase.length / title.length);
    }
  }

  /** Mean length of each field over the documents that have it. */
  private averageLengths(): number[] {
    return this.totalLengths.map((total, field) => total / Math.max(1, this.filled[field]!) || 1);
  }

  private account(slot: number, field: number, length: number): void {
    const at = slot * FIELDS.length + field;
    const before = this.lengths[at]!;
    this.totalLengths[field]! += length - before;
    this.filled[field]! += Number(length > 0) - Number(before > 0);
    this.lengths[at] = length;
  }

  private makeRoom(slot: number): void {
    if (slot < this.scratch.length) return;
    this.scratch = new Float64Array(2 * slot);
    const lengths = new Uint32Array(2 * slot * FIELDS.length);
    lengths.set(this.lengths);
    this.lengths = lengths;
  }
}

/** BM25+ share of one posting: the weighted, length-normed counts of the fields, then one common saturation. */
function saturation(packed: number, lengths: ArrayLike<number>, from: number, averages: number[]): number {
  let frequency = 0;
  for (let field = 0; field < FIELDS.length; field++) {
    const n = (packed >>> (8 * field)) & MOST_COUNTED;
    if (n === 0) continue;
    const norm = 1 - B + (B * lengths[from + field]!) / averages[field]!;
    frequency += (FIELD_WEIGHTS[field]! * n) / norm;
  }
  return (frequency * (K1 + 1)) / (frequency + K1) + DELTA;
}

function count(fields: IndexedFields): Counted {
  const counts = new Map<string, number>();
  const lengths = FIELDS.map((name, field) => {
    const found = tokens(fields[name] ?? '');
    const one = 2 ** (8 * field);
    for (const { term } of found) {
      const packed = counts.get(term) ?? 0;
      const full = ((packed >>> (8 * field)) & MOST_COUNTED) === MOST_COUNTED;
      if (!full) counts.set(term, packed + one);
    }
    return found.length;
  });
  return { counts, lengths };
}

function compact(text: string): string {
  return normalise(text).replaceAll(' ', '');
}

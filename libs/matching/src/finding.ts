import { askedUnits, type AskedUnit } from './asked-units.js';
import { Best, type Scored } from './best.js';
import { Coverage } from './coverage.js';
import type { DocumentStore } from './document-store.js';
import type { Explanation } from './explanation.js';
import type { FacetCount, FacetFilter } from './facet-columns.js';
import { parseQuery, type ParsedQuery } from './query-syntax.js';
import type { Ranking } from './ranking.js';
import { Readings, type Reading } from './readings.js';
import { holdsPhrase, phraseCodes } from './stored-phrases.js';

export interface FindOptions {
  limit: number;
  /** So many of the best are left out: those of earlier pages. */
  offset?: number;
  /** Only documents whose facets pass. */
  where?: FacetFilter;
  /** Only documents that this admits; also facets and totals count no others. */
  accept?: (id: string) => boolean;
  /** The facets to count, each as if its own part of `where` were lifted. */
  facets?: readonly string[];
  /** By the first number of a facet, documents without one last; by relevance if not given. */
  sort?: { facet: string; order: 'ascending' | 'descending' };
  /** Whether hits say how their scores came about. */
  explain?: boolean;
}

export interface Hit extends Scored {
  explanation?: Explanation;
}

export interface Found {
  hits: Hit[];
  /** How many documents are hits and pass the filter. */
  total: number;
  facets: Record<string, FacetCount[]>;
  /** Another spelling of a query that found nothing or next to nothing. */
  didYouMean?: string;
}

const LONGEST_QUERY = 2_000;
/** One of several readings must be covered to this share. */
const LEAST_OF_GUESS = 0.8;

/** A query in one of the ways in which it may be meant. */
interface AskedReading extends Reading {
  asked: AskedUnit[];
}

/** Answers queries in their full syntax with pages, totals and facet counts. */
export class Finding {
  private readonly coverage = new Coverage();
  /** 1 for the slots of the hits of the query at hand. */
  private members = new Uint8Array(64);
  private readonly readings: Readings;

  constructor(
    private readonly store: DocumentStore,
    private readonly ranking: Ranking,
  ) {
    this.readings = new Readings(store);
  }

  find(query: string, options: FindOptions): Found {
    const parsed = parseQuery(query.slice(0, LONGEST_QUERY));
    const asked = this.read(parsed.text);
    const hits = query.trim() === '' ? this.everything(options) : this.hits(asked, parsed, options);
    const { passed, counts } = this.store.facets.sift(hits, options.where ?? {}, options.facets ?? []);
    return { hits: this.page(asked, passed, options), total: passed.length, facets: counts };
  }

  private read(text: string): AskedReading[] {
    const bySound = this.readings.bySound(text);
    const readings: Reading[] = bySound.length > 0 ? bySound : [{ text, because: 'typed', likelihood: 1 }];
    return readings.map((reading) => ({
      ...reading,
      asked: askedUnits(reading.text, this.store.codes, (key) => this.store.idfOf(key)),
    }));
  }

  private everything({ accept }: FindOptions): Uint32Array {
    const { ids, end } = this.store;
    const slots = new Uint32Array(end);
    let size = 0;
    for (let slot = 0; slot < end; slot++) {
      const id = ids[slot];
      if (id !== undefined && accept?.(id) !== false) slots[size++] = slot;
    }
    return slots.subarray(0, size);
  }

  private hits(
    readings: readonly AskedReading[],
    { phrases, excluded }: ParsedQuery,
    { accept }: FindOptions,
  ): Uint32Array {
    const { store } = this;
    const [wanted, unwanted] = [phrases, excluded].map((texts) =>
      texts.map((text) => phraseCodes(text, store.codes)),
    );
    const slots = new Set<number>();
    const accepts = (slot: number): boolean => accept?.(store.ids[slot]!) !== false;
    const visit = (slot: number): void => {
      const text = store.texts[slot]!;
      if (
        wanted!.every((phrase) => holdsPhrase(text, phrase)) &&
        !unwanted!.some((phrase) => holdsPhrase(text, phrase)) &&
        accepts(slot)
      )
        slots.add(slot);
    };
    const least = readings.length > 1 ? LEAST_OF_GUESS : undefined;
    for (const { asked } of readings) this.coverage.hits(store, asked, accepts, visit, least);
    return Uint32Array.from(slots);
  }

  private page(readings: readonly AskedReading[], slots: Uint32Array, options: FindOptions): Hit[] {
    const { limit, offset = 0, sort } = options;
    const upTo = Math.min(slots.length, offset + limit);
    if (upTo <= offset) return [];
    if (sort) return this.sorted(slots, sort, upTo).slice(offset);
    if (readings.every(({ asked }) => asked.length === 0)) {
      return this.sorted(slots, { facet: '', order: 'ascending' }, upTo).slice(offset);
    }
    if (this.members.length < this.store.end) this.members = new Uint8Array(2 * this.store.end);
    for (const slot of slots) this.members[slot] = 1;
    try {
      return this.ranked(readings, upTo).slice(offset);
    } finally {
      for (const slot of slots) this.members[slot] = 0;
    }
  }

  private ranked(readings: readonly AskedReading[], upTo: number): Hit[] {
    const scores = new Map<string, number>();
    for (const { asked, likelihood } of readings) {
      const all = asked.reduce((sum, { weight, pairWeight }) => sum + weight + pairWeight, 0);
      for (const { id, score } of this.ranking.read(asked, upTo, (slot) => this.members[slot] === 1)) {
        scores.set(id, Math.max(scores.get(id) ?? 0, (likelihood * score) / all));
      }
    }
    const best = new Best(upTo);
    for (const [id, score] of scores) best.offer({ id, score });
    return best.sorted();
  }

  private sorted(
    slots: Uint32Array,
    { facet, order }: NonNullable<FindOptions['sort']>,
    upTo: number,
  ): Hit[] {
    const best = new Best(upTo);
    const sign = order === 'ascending' ? -1 : 1;
    for (const slot of slots) {
      const score = sign * (this.store.facets.numberAt(facet, slot) ?? -sign * Infinity);
      if (best.admits(score)) best.offer({ id: this.store.ids[slot]!, score });
    }
    return best.sorted().map(({ id }) => ({ id, score: 0 }));
  }
}

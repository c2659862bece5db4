import { units } from '#text';
import { askedUnits, type AskedUnit } from './asked-units.js';
import { Best, type Scored } from './best.js';
import { Coverage } from './coverage.js';
import type { DocumentStore } from './document-store.js';
import { explain } from './explaining.js';
import { fused, REORDERED } from './fusion.js';
import type { Explanation } from './explanation.js';
import type { FacetCount, FacetFilter } from './facet-columns.js';
import { oneSlip } from './one-slip.js';
import { parseQuery, type ParsedQuery } from './query-syntax.js';
import type { Ranking } from './ranking.js';
import { Readings, type Reading } from './readings.js';
import { hasSlip, phraseCodes, StoredPhrase, storedPhrases } from './stored-phrases.js';
import type { LookParts } from './look-parts.js';
import type { Sense } from './slot-vectors.js';
import type { Synonyms } from './synonyms.js';

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
  /** What the query means, as a unit vector of the same model as the documents'. */
  vector?: Float32Array;
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
/** So many of the best are read for what the query should have been. */
const READ_FOR_CORRECTION = 5;
/** One of several readings must be covered to this share. */
const LEAST_OF_GUESS = 0.8;

/** A query of so few units is a word: its characters strewn over a text are no hit. */
const SHORT_WORD = 4;

/** Whether a slot's document is admitted; all are where it is not given. */
type Accepts = ((slot: number) => boolean) | undefined;

/** A query in one of the ways in which it may be meant. */
interface AskedReading extends Reading {
  asked: AskedUnit[];
}

/** What an outside model's vectors say of a query: how near documents are, and which are hits for that alone. */
interface AskedSense {
  sense: Sense;
  near: readonly number[];
}

/** Answers queries in their full syntax with pages, totals and facet counts. */
export class Finding {
  private readonly coverage = new Coverage();
  /** 1 for the slots of the hits of the query at hand. */
  private members = new Uint8Array(64);
  /** The slots of these hits. */
  private slots = new Uint32Array(64);
  readonly readings: Readings;

  constructor(
    private readonly store: DocumentStore,
    private readonly ranking: Ranking,
  ) {
    this.readings = new Readings(store);
  }

  find(query: string, options: FindOptions): Found {
    const { where = {}, facets = [], accept, offset = 0 } = options;
    const { store } = this;
    const accepts = accept && ((slot: number): boolean => accept(store.ids[slot]!));
    const parsed = parseQuery(query.slice(0, LONGEST_QUERY));
    const readings = this.read(parsed.text);
    const sensed = readings[0]!.because === 'sound' ? undefined : this.sensed(options, accepts);
    const { slots, isWeak } =
      query.trim() === '' ? this.everything(accepts) : this.hits(readings, parsed, accepts, sensed?.near);
    const { passed, counts } = store.facets.sift(slots, where, facets);
    const hits = this.page(readings, passed, options, sensed);
    const found: Found = { hits, total: passed.length, facets: counts };
    if (readings[0]!.because === 'typed' && offset === 0) {
      const didYouMean =
        this.corrected(parsed.text, found.hits) ?? (isWeak ? this.alike(parsed.text, accepts) : undefined);
      if (didYouMean !== undefined) found.didYouMean = didYouMean;
    }
    return found;
  }

  useSynonyms(synonyms: Synonyms): void {
    this.readings.useSynonyms(synonyms);
  }

  /** Nearness under every choice but those that are counted, so that the counts hold for all of them. */
  private sensed({ vector, where = {}, facets = [] }: FindOptions, accepts: Accepts): AskedSense | undefined {
    const sense = vector && this.store.vectors.ask(vector);
    if (!sense) return undefined;
    const kept = Object.entries(where).filter(([name]) => !facets.includes(name));
    const passes = this.store.facets.filter(Object.fromEntries(kept));
    return { sense, near: sense.nearest((slot) => passes(slot) && accepts?.(slot) !== false) };
  }

  private read(text: string): AskedReading[] {
    return this.readings.of(text).map((reading) => ({
      ...reading,
      asked: askedUnits(reading.text, this.store.codes, (key) => this.store.idfOf(key)),
    }));
  }

  /** What a query should have been that no document holds as it stands. */
  private corrected(text: string, hits: readonly Hit[]): string | undefined {
    if (/\s/.test(text.trim())) return undefined;
    const asked = phraseCodes(text, this.store.codes);
    const whole = new StoredPhrase(text, this.store);
    for (const { id } of hits.slice(0, READ_FOR_CORRECTION)) {
      const slot = this.store.slot(id)!;
      if (whole.isIn(slot)) return undefined;
      const title = this.store.titleAt(slot);
      const inTitle = units(title);
      const slip = oneSlip(asked, phraseCodes(title, this.store.codes), inTitle.length);
      if (slip) return title.slice(inTitle[slip.start]!.start, inTitle[slip.end - 1]!.end);
    }
    return undefined;
  }

  /** What sounds like a query that covers next to nothing, if it finds something. */
  private alike(text: string, accepts: Accepts): string | undefined {
    const other = this.readings.alike(text);
    if (other === undefined) return undefined;
    const { slots } = this.hits(this.read(other), parseQuery(other), accepts);
    return slots.length > 0 ? other : undefined;
  }

  private everything(accepts: Accepts): { slots: Uint32Array; isWeak: boolean } {
    const { ids, end } = this.store;
    const slots = new Uint32Array(end);
    let size = 0;
    for (let slot = 0; slot < end; slot++) {
      if (ids[slot] !== undefined && accepts?.(slot) !== false) slots[size++] = slot;
    }
    return { slots: slots.subarray(0, size), isWeak: false };
  }

  private hits(
    readings: readonly AskedReading[],
    { phrases, excluded }: ParsedQuery,
    accepts: Accepts,
    near: readonly number[] = [],
  ): { slots: Uint32Array; isWeak: boolean } {
    const { store } = this;
    const wanted = storedPhrases(phrases, store);
    const unwanted = storedPhrases(excluded, store).toReversed();
    this.makeRoom();
    const { members, slots } = this;
    let size = 0;
    const visit = (slot: number): void => {
      if (members[slot] === 1) return;
      // No function is made here for each slot.
      for (const phrase of wanted) if (!phrase.isIn(slot)) return;
      for (const phrase of unwanted) if (phrase.isIn(slot)) return;
      if (accepts?.(slot) === false) return;
      members[slot] = 1;
      slots[size++] = slot;
    };
    let isWeak = true;
    try {
      for (const reading of readings) {
        const { asked, because } = reading;
        const isGuess = because !== 'typed' && readings.length > 1;
        const before = size;
        const covers = this.coverage.hits(store, asked, accepts, visit, isGuess ? LEAST_OF_GUESS : undefined);
        if (covers) isWeak = false;
        else if (!isGuess && asked.length <= SHORT_WORD) {
          const word = phraseCodes(reading.text, store.codes);
          const end = size;
          size = before;
          for (let i = before; i < end; i++) {
            const slot = slots[i]!;
            if (hasSlip(word, store.texts[slot]!)) slots[size++] = slot;
            else members[slot] = 0;
          }
        }
      }
      for (const slot of near) visit(slot);
    } finally {
      for (let i = 0; i < size; i++) members[slots[i]!] = 0;
    }
    return { slots: slots.slice(0, size), isWeak };
  }

  private makeRoom(): void {
    const { end } = this.store;
    if (this.members.length >= end) return;
    this.members = new Uint8Array(2 * end);
    this.slots = new Uint32Array(2 * end);
  }

  private page(
    readings: readonly AskedReading[],
    slots: Uint32Array,
    options: FindOptions,
    sensed: AskedSense | undefined,
  ): Hit[] {
    const { limit, offset = 0, sort } = options;
    const upTo = Math.min(slots.length, offset + limit);
    if (upTo <= offset) return [];
    if (sort) return this.sorted(slots, sort, upTo).slice(offset);
    if (readings.every(({ asked }) => asked.length === 0)) {
      return this.sorted(slots, { facet: '', order: 'ascending' }, upTo).slice(offset);
    }
    this.makeRoom();
    for (const slot of slots) this.members[slot] = 1;
    try {
      const explained = options.explain === true;
      if (!sensed) return this.ranked(readings, upTo, explained).slice(offset);
      const ranked = this.ranked(readings, Math.max(upTo, REORDERED), explained);
      return this.withSense(ranked, sensed, explained).slice(offset, upTo);
    } finally {
      for (const slot of slots) this.members[slot] = 0;
    }
  }

  private ranked(readings: readonly AskedReading[], upTo: number, explained: boolean): Hit[] {
    const hits = new Map<string, Hit>();
    for (const reading of readings) {
      const looks = explained ? new Map<string, LookParts>() : undefined;
      const all = reading.asked.reduce((sum, { weight, pairWeight }) => sum + weight + pairWeight, 0);
      for (const { id, score } of this.ranking.read(reading.asked, upTo, { among: this.members }, looks)) {
        // As a share of what this reading asks, so that readings compare.
        const likely = (reading.likelihood * score) / all;
        if (likely <= (hits.get(id)?.score ?? 0)) continue;
        const stored = this.store.texts[this.store.slot(id)!]!;
        const explanation = looks && explain(this.store, reading, stored, looks.get(id));
        hits.set(id, { id, score: likely, ...(explanation && { explanation }) });
      }
    }
    const best = new Best<Hit>(upTo);
    for (const hit of hits.values()) best.offer(hit);
    return best.sorted();
  }

  private withSense(ranked: readonly Hit[], { sense, near }: AskedSense, explained: boolean): Hit[] {
    const { ids } = this.store;
    const shown = near
      .filter((slot) => this.members[slot] === 1)
      .map((slot): Hit => ({ id: ids[slot]!, score: 0 }));
    const standing = (id: string): number => sense.standing(this.store.slot(id)!);
    return fused(ranked, shown, standing).map(({ explanation = { terms: [] }, ...hit }) =>
      explained ? { ...hit, explanation: { ...explanation, sense: standing(hit.id) } } : hit,
    );
  }

  private sorted(
    slots: Uint32Array,
    { facet, order }: NonNullable<FindOptions['sort']>,
    upTo: number,
  ): Hit[] {
    const best = new Best(upTo);
    const sign = order === 'ascending' ? -1 : 1;
    const numberAt = this.store.facets.numbers(facet);
    for (const slot of slots) {
      const score = sign * (numberAt(slot) ?? -sign * Infinity);
      if (best.admits(score)) best.offer({ id: this.store.ids[slot]!, score });
    }
    return best.sorted().map(({ id }) => ({ id, score: 0 }));
  }
}

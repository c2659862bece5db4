import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Explanation, type FacetFilter, TextIndex } from '#matching';
import { passesAll } from './conditions.js';
import {
  type Condition,
  MOST_FACET_VALUES,
  type RebuildProgress,
  type SearchAnswer,
  type SearchDocument,
  type SearchIndex,
  type SearchRequest,
  type SearchSchema,
  type SuggestRequest,
  type Suggestion,
  type SynonymSets,
} from './search-index.js';

/** Writing pauses this often, so that no question waits longer; ms. */
const SLICE_MS = 2;

/** The core's index with the stamps of what it holds, one generation of it. */
class Generation {
  readonly texts = new TextIndex();
  readonly stamps = new Map<string, string>();

  constructor() {
    // The first suggestion would gather all labels at once; asked now, they are gathered one by one.
    this.texts.suggest('a', { limit: 1 });
  }

  set({ id, stamp, fields, facets, numbers, vector }: SearchDocument): void {
    const single = Object.entries(numbers).map(([name, value]) => [name, [value]]);
    this.texts.set(id, fields, { ...facets, ...Object.fromEntries(single) }, vector);
    this.stamps.set(id, stamp);
  }

  remove(id: string): void {
    this.texts.remove(id);
    this.stamps.delete(id);
  }
}

/** The port on the retrieval core, in this process. */
export class BuiltinIndex implements SearchIndex {
  readonly engine = 'builtin';
  private live = new Generation();
  private synonyms: SynonymSets = [];
  /** The one that a rebuild fills, and what was written meanwhile: that is newer than what the rebuild reads. */
  private next: { generation: Generation; written: Set<string> } | null = null;

  constructor(private readonly schema: SearchSchema) {}

  get size(): number {
    return this.live.texts.size;
  }

  async search(request: SearchRequest): Promise<SearchAnswer> {
    const { q, choices, facets, sort, limit, offset, explain, vector } = request;
    const { where, accept } = this.filter(request.where, choices, facets);
    const found = this.live.texts.find(q, {
      limit,
      offset,
      where,
      accept,
      facets,
      sort: sort && { facet: sort.number, order: sort.order },
      explain,
      vector,
    });
    return {
      hits: found.hits.map(({ id, score, explanation }) => ({
        id,
        score,
        explanation: explanation && lines(explanation),
      })),
      total: found.total,
      facets: Object.fromEntries(
        facets.map((name) => [
          name,
          new Map(
            found.facets[name]?.slice(0, MOST_FACET_VALUES).map(({ value, count }) => [String(value), count]),
          ),
        ]),
      ),
      didYouMean: found.didYouMean,
    };
  }

  async suggest({ q, where, limit }: SuggestRequest): Promise<Suggestion[]> {
    return this.live.texts.suggest(q, { limit, accept: this.admits(where) });
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await inSlices(documents, (document) => {
      this.live.set(document);
      this.next?.generation.set(document);
      this.next?.written.add(document.id);
    });
  }

  async remove(ids: readonly string[]): Promise<void> {
    await inSlices(ids, (id) => {
      this.live.remove(id);
      this.next?.generation.remove(id);
      this.next?.written.add(id);
    });
  }

  async stamps(): Promise<Map<string, string>> {
    const stamps = new Map<string, string>();
    await inSlices(this.live.stamps, ([id, stamp]) => stamps.set(id, stamp));
    return stamps;
  }

  async rebuild(
    documents: AsyncIterable<readonly SearchDocument[]>,
    progress?: RebuildProgress,
  ): Promise<void> {
    const next = { generation: new Generation(), written: new Set<string>() };
    next.generation.texts.useSynonyms(this.synonyms);
    this.next = next;
    try {
      let done = 0;
      for await (const batch of documents) {
        await inSlices(batch, (document) => {
          if (!next.written.has(document.id)) next.generation.set(document);
        });
        done += batch.length;
        progress?.(done);
      }
      this.live = next.generation;
    } finally {
      if (this.next === next) this.next = null;
    }
  }

  async setSynonyms(sets: SynonymSets): Promise<void> {
    this.synonyms = sets;
    this.live.texts.useSynonyms(sets);
    this.next?.generation.texts.useSynonyms(sets);
  }

  /** Those of these index terms that a document contains which passes the conditions. */
  async contained(terms: readonly string[], where: readonly Condition[]): Promise<Set<string>> {
    const one = { limit: 1, ...this.filter(where, {}, []) };
    return new Set(terms.filter((term) => this.live.texts.rank(new Map([[term, 1]]), one).length > 0));
  }

  /**
   * Conditions as the core takes them: one per facet or number, lifted where that is counted. What does not fit, such as
   * alternatives, is asked document by document.
   */
  private filter(
    where: readonly Condition[],
    choices: SearchRequest['choices'],
    counted: readonly string[],
  ): { where: FacetFilter; accept?: (id: string) => boolean } {
    const filter: Record<string, FacetFilter[string]> = {};
    for (const [name, choice] of Object.entries(choices)) {
      if ('either' in choice || nameOf(choice) !== name) {
        throw new Error(`The choice ${name} should be a condition on ${name}.`);
      }
      filter[name] = this.wanted(choice);
    }
    const rest = where.filter((one) => {
      if ('either' in one || nameOf(one) in filter || counted.includes(nameOf(one))) return true;
      filter[nameOf(one)] = this.wanted(one);
      return false;
    });
    return { where: filter, accept: rest.length > 0 ? this.admits(rest) : undefined };
  }

  private wanted(condition: Exclude<Condition, { either: unknown }>): FacetFilter[string] {
    const [names, name] =
      'facet' in condition ? [this.schema.facets, condition.facet] : [this.schema.numbers, condition.number];
    if (!names.includes(name)) throw new Error(`The schema has no ${name}.`);
    return 'facet' in condition ? condition.in : { min: condition.min, max: condition.max };
  }

  private admits(where: readonly Condition[]): (id: string) => boolean {
    const { texts } = this.live;
    return (id) => passesAll(texts.facetsOf(id)!, where);
  }
}

const nameOf = (condition: Exclude<Condition, { either: unknown }>) =>
  'facet' in condition ? condition.facet : condition.number;

async function inSlices<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
  let until = performance.now() + SLICE_MS;
  for (const item of items) {
    work(item);
    if (performance.now() < until) continue;
    await nextTurn();
    until = performance.now() + SLICE_MS;
  }
}

/** One line per contribution, heaviest first; a reading other than as typed stands before them. */
function lines({ reading, terms, secondLook, sense }: Explanation): string[] {
  const parts: [string, number][] = [
    ...terms.map(({ term, field, contribution }): [string, number] => [`${field}: ${term}`, contribution]),
    ...Object.entries(secondLook ?? {}),
    ...(sense === undefined ? [] : [['sense', sense] satisfies [string, number]]),
  ];
  return [
    ...(reading ? [`${reading.because}: ${reading.text}`] : []),
    ...parts.sort((a, b) => b[1] - a[1]).map(([what, value]) => `${what} ${value.toFixed(3)}`),
  ];
}

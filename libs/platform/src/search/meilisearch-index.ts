import { TextIndex } from '#matching';
import { normalise } from '#text';
import { correctedBy } from './corrected.js';
import { asTyped, type Asked, filterOf, isAsked, otherReadings } from './meilisearch-query.js';
import { hitsOf, pageAround } from './meilisearch-pages.js';
import { type Found, MeilisearchServer } from './meilisearch-server.js';
import {
  embedder,
  embeddersOf,
  facetAttribute,
  meilisearchDocument,
  numberAttribute,
  settingsOf,
} from './meilisearch-settings.js';
import {
  type Condition,
  type RebuildProgress,
  type SearchAnswer,
  type SearchDocument,
  type SearchIndex,
  type SearchRequest,
  type SearchSchema,
  SearchUnavailable,
  type SuggestRequest,
  type Suggestion,
  type SynonymSets,
} from './search-index.js';

export interface MeilisearchOptions {
  /** Address of the server, e.g. `http://search:7700`. */
  url: string;
  key?: string;
  /** Name of the index; a rebuild uses `<name>-next` beside it. */
  name: string;
  schema: SearchSchema;
  /** Whether documents and requests may carry vectors. */
  vectors?: boolean;
}

/** What a vector weighs beside the words: less, or one like the query, which scores 1, stood before every title. */
const SEMANTIC_SHARE = 0.45;
/** So many documents are read for what a query may become. */
const SUGGESTED_FROM = 40;
/** Meilisearch takes every document with a vector for a hit: so many of the nearest count. */
const NEAREST = 20;
/** What the server says while no document has had a vector, or only vectors of another length. */
const WITHOUT_VECTORS = new Set(['invalid_search_embedder', 'invalid_vector_dimensions']);

/**
 * The port on a Meilisearch server. A write resolves when the server has indexed it. Every refusal or silence of the
 * server is a `SearchUnavailable`, so that the caller can ask elsewhere.
 */
export class MeilisearchIndex implements SearchIndex {
  readonly engine = 'meilisearch';
  private readonly server: MeilisearchServer;
  /** By index: the length of vectors that it was told of by this process. */
  private readonly dimensions = new Map<string, number>();

  constructor(private readonly options: MeilisearchOptions) {
    this.server = new MeilisearchServer(options.url, options.key);
  }

  /** Makes the index if it is missing and brings its settings up to date; what it holds stays. */
  async prepare(): Promise<void> {
    await this.server.make(this.options.name, settingsOf(this.options));
  }

  async search(request: SearchRequest): Promise<SearchAnswer> {
    if (request.q.trim() === '') return this.answer(request, { q: '' });
    if (!isAsked(request.q)) return { hits: [], total: 0, facets: {} };
    const typed = asTyped(request.q);
    const readings = otherReadings(request.q);
    if (!readings) return this.answer(request, typed);
    const [answer, whole] = await Promise.all([
      this.answer(request, readings.fairShare),
      this.bestReading(request, [typed]),
    ]);
    // A synonym of several words scores below the share of words that it stands for.
    if (whole) {
      return answer.total > 0
        ? this.withSense(request, readings.fairShare, answer)
        : this.withSense(request, typed, await this.answer(request, typed));
    }
    for (const others of [readings.bySound, readings.withSlip]) {
      const best = await this.bestReading(request, others);
      if (!best) continue;
      const meant = correctedBy(request.q, best.title);
      return { ...(await this.answer(request, best.asked)), ...(meant ? { didYouMean: meant } : {}) };
    }
    return this.withSense(request, readings.fairShare, answer);
  }

  async suggest({ q, where, limit }: SuggestRequest): Promise<Suggestion[]> {
    if (!isAsked(q)) return [];
    const typed = { ...asTyped(q), attributesToSearchOn: ['title', 'keywords', 'names'] };
    for (const asked of [typed, ...(otherReadings(q)?.bySound ?? [])]) {
      const [found] = await this.server.ask(this.options.name, [
        {
          ...asked,
          filter: filterOf(where),
          hitsPerPage: SUGGESTED_FROM,
          page: 1,
          attributesToRetrieve: ['id', 'title', 'keywords', 'names'],
        },
      ]);
      const suggestions = completed(q, found!, limit);
      if (suggestions.length > 0) return suggestions;
    }
    return [];
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await this.write(this.options.name, documents);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.server.remove(this.options.name, ids);
  }

  async stamps(): Promise<Map<string, string>> {
    const stamps = new Map<string, string>();
    for await (const documents of this.server.documents(this.options.name, ['id', 'stamp'])) {
      for (const { id, stamp } of documents) stamps.set(id, String(stamp));
    }
    return stamps;
  }

  async rebuild(
    documents: AsyncIterable<readonly SearchDocument[]>,
    progress?: RebuildProgress,
  ): Promise<void> {
    const { name } = this.options;
    const next = `${name}-next`;
    await this.server.forget(next);
    this.dimensions.delete(next);
    await this.server.make(next, settingsOf(this.options));
    await this.server.setSynonyms(next, await this.server.synonyms(name));
    let written = 0;
    for await (const batch of documents) {
      await this.write(next, batch);
      written += batch.length;
      progress?.(written);
    }
    await this.server.replace(name, next);
    this.dimensions.delete(name);
  }

  async setSynonyms(sets: SynonymSets): Promise<void> {
    const others = new Map<string, Set<string>>();
    for (const words of sets.map((set) => set.map((word) => normalise(word).trim()))) {
      for (const word of words) {
        const known = others.get(word) ?? new Set();
        for (const other of words) if (other !== word) known.add(other);
        others.set(word, known);
      }
    }
    const synonyms = Object.fromEntries([...others].map(([word, known]) => [word, [...known]]));
    await this.server.setSynonyms(this.options.name, synonyms);
  }

  /** One round trip: the hits under all choices, and for each chosen facet its counts with that choice lifted. */
  private async answer(request: SearchRequest, asked: Asked): Promise<SearchAnswer> {
    const { choices, facets, limit, offset } = request;
    const chosen = facets.filter((name) => name in choices);
    const [found, ...lifted] = await this.server.ask(this.options.name, [
      {
        ...this.window(request, asked, { limit, offset }),
        facets: facets.filter((name) => !chosen.includes(name)).map(facetAttribute),
      },
      ...chosen.map((name) => ({
        ...asked,
        filter: narrowing(request, name),
        facets: [facetAttribute(name)],
        hitsPerPage: 0,
        page: 1,
      })),
    ]);
    const counts = Object.assign({}, ...[found!, ...lifted].map((one) => one.facetDistribution));
    return {
      hits: hitsOf(found!, request),
      total: found!.totalHits,
      facets: Object.fromEntries(
        facets.map((name) => [name, new Map(Object.entries(counts[facetAttribute(name)] ?? {}))]),
      ),
    };
  }

  /** The same hits in the order of words and sense together, and among them what is nearest by sense alone. */
  private async withSense(request: SearchRequest, asked: Asked, answer: SearchAnswer): Promise<SearchAnswer> {
    const { vector, offset } = request;
    const limit = Math.min(request.limit, Math.max(answer.total, NEAREST) - offset);
    if (!vector || limit <= 0) return answer;
    const hybrid = { vector: [...vector], hybrid: { embedder, semanticRatio: SEMANTIC_SHARE } };
    try {
      const [found] = await this.server.ask(this.options.name, [
        { ...this.window(request, asked, { limit, offset }), ...hybrid },
      ]);
      const total = Math.max(answer.total, Math.min(found!.totalHits, NEAREST));
      return { ...answer, hits: hitsOf(found!, { ...request, limit }), total };
    } catch (error) {
      if (error instanceof SearchUnavailable && WITHOUT_VECTORS.has(error.code ?? '')) return answer;
      throw error;
    }
  }

  /** What asks for the hits of a window. */
  private window(request: SearchRequest, asked: Asked, { limit, offset }: { limit: number; offset: number }) {
    const { sort, explain } = request;
    return {
      ...asked,
      filter: narrowing(request),
      sort: [...(sort ? [`${numberAttribute(sort.number)}:${sort.order.slice(0, -6)}`, 'id:asc'] : [])],
      // Whole pages around the window, since only pages come with an exact total.
      ...pageAround(offset, limit),
      attributesToRetrieve: ['id'],
      showRankingScore: true,
      showRankingScoreDetails: explain,
    };
  }

  /** The reading whose best hit scores highest, and that hit's title; undefined if none finds anything. */
  private async bestReading(
    { where, choices }: SearchRequest,
    readings: Asked[],
  ): Promise<{ asked: Asked; title: string } | undefined> {
    if (readings.length === 0) return undefined;
    const found = await this.server.ask(
      this.options.name,
      readings.map((asked) => ({
        ...asked,
        filter: filterOf([...where, ...Object.values(choices)]),
        hitsPerPage: 1,
        page: 1,
        attributesToRetrieve: ['id', 'title'],
        showRankingScore: true,
      })),
    );
    const score = ({ hits }: Found) => hits[0]?._rankingScore ?? -1;
    const best = found.reduce((most, _, i) => (score(found[i]!) > score(found[most]!) ? i : most), 0);
    const hit = found[best]!.hits[0];
    return hit && { asked: readings[best]!, title: String(hit.title) };
  }

  /** The first vector tells the server how long they are: nobody else knows. */
  private async write(index: string, documents: readonly SearchDocument[]): Promise<void> {
    const { vectors } = this.options;
    const length = vectors && documents.find(({ vector }) => vector)?.vector?.length;
    if (length && this.dimensions.get(index) !== length) {
      await this.server.set(index, { embedders: embeddersOf(length) });
      this.dimensions.set(index, length);
    }
    await this.server.put(
      index,
      documents.map((document) => meilisearchDocument(document, vectors)),
    );
  }
}

/** What the labels of these documents make of the beginning of a query, as the built-in index reads labels. */
function completed(q: string, { hits }: Found, limit: number): Suggestion[] {
  const labels = new TextIndex();
  for (const { id, title, keywords, names } of hits) {
    labels.set(id, { title: said(title), keywords: said(keywords), names: said(names) });
  }
  return labels.suggest(q, { limit });
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The conditions and choices of a request, without one that is lifted. */
function narrowing({ where, choices }: SearchRequest, lifted?: string): string | undefined {
  const kept = Object.entries(choices).flatMap(([name, choice]): Condition[] =>
    name === lifted ? [] : [choice],
  );
  return filterOf([...where, ...kept]);
}

import { normalise } from '#text';
import {
  type EnqueuedTaskPromise,
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  MeilisearchTaskTimeOutError,
  type MultiSearchQuery,
  type SearchResponse,
} from 'meilisearch';
import { asTyped, type Asked, filterOf, isAsked, otherReadings } from './meilisearch-query.js';
import {
  embedder,
  facetAttribute,
  type MeilisearchDocument,
  meilisearchDocument,
  numberAttribute,
  settingsOf,
} from './meilisearch-settings.js';
import { correctedBy } from './corrected.js';
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
  /** Length of the vectors that documents and requests carry; without it there are none. */
  dimensions?: number;
}

type Found = SearchResponse<MeilisearchDocument> & { totalHits: number };

/** An answer that takes longer counts as none; ms. */
const ASK_WITHIN = 2_000;
/** A write waits for its turn behind others; ms. */
const WRITE_WITHIN = 120_000;
const BATCH = 1_000;
/** How much a vector weighs beside the words. */
const SEMANTIC_SHARE = 0.5;

/**
 * The port on a Meilisearch server. A write resolves when the server has indexed it. Every refusal or silence of the
 * server is a `SearchUnavailable`, so that the caller can ask elsewhere.
 */
export class MeilisearchIndex implements SearchIndex {
  readonly engine = 'meilisearch';
  private readonly asks: Meilisearch;
  private readonly writes: Meilisearch;

  constructor(private readonly options: MeilisearchOptions) {
    const client = { host: options.url, apiKey: options.key };
    this.asks = new Meilisearch({ ...client, timeout: ASK_WITHIN });
    this.writes = new Meilisearch({
      ...client,
      timeout: 30_000,
      defaultWaitOptions: { timeout: WRITE_WITHIN, interval: 20 },
    });
  }

  /** Makes the index if it is missing and brings its settings up to date; what it holds stays. */
  async prepare(): Promise<void> {
    await this.make(this.options.name);
  }

  async search(request: SearchRequest): Promise<SearchAnswer> {
    if (request.q.trim() === '') return this.answer(request, { q: '' });
    if (!isAsked(request.q)) return { hits: [], total: 0, facets: {} };
    const typed = asTyped(request.q);
    const readings = otherReadings(request.q);
    if (!readings || request.vector) return this.answer(request, typed);
    const [answer, whole] = await Promise.all([
      this.answer(request, readings.fairShare),
      this.bestReading(request, [typed]),
    ]);
    // A synonym of several words scores below the share of words that it stands for.
    if (whole) return answer.total > 0 ? answer : this.answer(request, typed);
    for (const others of [readings.bySound, readings.withSlip]) {
      const best = await this.bestReading(request, others);
      if (!best) continue;
      const meant = correctedBy(request.q, best.title);
      return { ...(await this.answer(request, best.asked)), ...(meant ? { didYouMean: meant } : {}) };
    }
    return answer;
  }

  async suggest({ q, where, limit }: SuggestRequest): Promise<Suggestion[]> {
    if (!isAsked(q)) return [];
    const typed = { ...asTyped(q), attributesToSearchOn: ['title', 'keywords', 'names'] };
    for (const asked of [typed, ...(otherReadings(q)?.bySound ?? [])]) {
      const [found] = await this.ask([
        {
          ...asked,
          filter: filterOf(where),
          hitsPerPage: limit,
          page: 1,
          attributesToRetrieve: ['id', 'title'],
        },
      ]);
      if (found!.hits.length > 0) return found!.hits.map(({ id, title }) => ({ text: String(title), id }));
    }
    return [];
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await this.write(this.options.name, documents);
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.done(this.writes.index(this.options.name).deleteDocuments([...ids]));
  }

  async stamps(): Promise<Map<string, string>> {
    const stamps = new Map<string, string>();
    for (let offset = 0; ; offset += BATCH) {
      const { results } = await available(
        this.writes
          .index<MeilisearchDocument>(this.options.name)
          .getDocuments({ fields: ['id', 'stamp'], limit: BATCH, offset }),
      );
      for (const { id, stamp } of results) stamps.set(id, String(stamp));
      if (results.length < BATCH) return stamps;
    }
  }

  async rebuild(
    documents: AsyncIterable<readonly SearchDocument[]>,
    progress?: RebuildProgress,
  ): Promise<void> {
    const { name } = this.options;
    const next = `${name}-next`;
    await available(this.writes.deleteIndexIfExists(next));
    await this.make(next);
    const synonyms = await available(this.writes.index(name).getSynonyms());
    await this.done(this.writes.index(next).updateSynonyms(synonyms));
    let written = 0;
    for await (const batch of documents) {
      await this.write(next, batch);
      written += batch.length;
      progress?.(written);
    }
    await this.done(this.writes.swapIndexes([{ indexes: [name, next], rename: false }]));
    await this.done(this.writes.deleteIndex(next));
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
    await this.done(this.writes.index(this.options.name).updateSynonyms(synonyms));
  }

  /** One round trip: the hits under all choices, and for each chosen facet its counts with that choice lifted. */
  private async answer(request: SearchRequest, asked: Asked): Promise<SearchAnswer> {
    const { where, choices, facets, sort, limit, offset, explain, vector } = request;
    const filter = (lifted?: string) =>
      filterOf([
        ...where,
        ...Object.entries(choices).flatMap(([name, choice]): Condition[] =>
          name === lifted ? [] : [choice],
        ),
      ]);
    const semantic = vector
      ? { vector: [...vector], hybrid: { embedder, semanticRatio: SEMANTIC_SHARE } }
      : {};
    const chosen = facets.filter((name) => name in choices);
    const [found, ...lifted] = await this.ask([
      {
        ...asked,
        ...semantic,
        filter: filter(),
        facets: facets.filter((name) => !chosen.includes(name)).map(facetAttribute),
        sort: [...(sort ? [`${numberAttribute(sort.number)}:${sort.order.slice(0, -6)}`, 'id:asc'] : [])],
        // Whole pages around the window, since only pages come with an exact total.
        ...pageAround(offset, limit),
        attributesToRetrieve: ['id'],
        showRankingScore: true,
        showRankingScoreDetails: explain,
      },
      ...chosen.map((name) => ({
        ...asked,
        filter: filter(name),
        facets: [facetAttribute(name)],
        hitsPerPage: 0,
        page: 1,
      })),
    ]);
    const { hitsPerPage, page } = pageAround(offset, limit);
    const from = offset - (page - 1) * hitsPerPage;
    const counts = Object.assign({}, ...[found!, ...lifted].map((one) => one.facetDistribution));
    return {
      hits: found!.hits.slice(from, from + limit).map((hit) => ({
        id: hit.id,
        score: hit._rankingScore ?? 0,
        ...(explain ? { explanation: explanationOf(hit._rankingScoreDetails ?? {}) } : {}),
      })),
      total: found!.totalHits,
      facets: Object.fromEntries(
        facets.map((name) => [name, new Map(Object.entries(counts[facetAttribute(name)] ?? {}))]),
      ),
    };
  }

  /** The reading whose best hit scores highest, and that hit's title; undefined if none finds anything. */
  private async bestReading(
    { where, choices }: SearchRequest,
    readings: Asked[],
  ): Promise<{ asked: Asked; title: string } | undefined> {
    if (readings.length === 0) return undefined;
    const found = await this.ask(
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

  private async ask(queries: Omit<MultiSearchQuery, 'indexUid'>[]): Promise<Found[]> {
    const { results } = await available(
      this.asks.multiSearch<{ queries: MultiSearchQuery[] }, MeilisearchDocument>({
        queries: queries.map((query) => ({ ...query, indexUid: this.options.name })),
      }),
    );
    return results as unknown as Found[];
  }

  private async write(index: string, documents: readonly SearchDocument[]): Promise<void> {
    for (let from = 0; from < documents.length; from += BATCH) {
      const batch = documents
        .slice(from, from + BATCH)
        .map((document) => meilisearchDocument(document, this.options.dimensions));
      await this.done(
        this.writes.index<MeilisearchDocument>(index).addDocuments(batch, { primaryKey: 'id' }),
      );
    }
  }

  private async make(index: string): Promise<void> {
    try {
      await this.done(this.writes.createIndex(index, { primaryKey: 'id' }));
    } catch (error) {
      if (!(error instanceof SearchUnavailable && error.code === 'index_already_exists')) throw error;
    }
    await this.done(
      this.writes.index(index).updateSettings(settingsOf(this.options.schema, this.options.dimensions)),
    );
  }

  private async done(promise: EnqueuedTaskPromise): Promise<void> {
    const task = await available(promise.waitTask());
    if (task.status !== 'succeeded') {
      const { message = task.status, code } = task.error ?? {};
      throw new SearchUnavailable(`Meilisearch: ${message}`, code);
    }
  }
}

/** The smallest page that holds the whole window; pages are numbered from 1. */
function pageAround(offset: number, limit: number): { hitsPerPage: number; page: number } {
  if (limit === 0) return { hitsPerPage: 0, page: 1 };
  let size = limit;
  while (Math.floor(offset / size) !== Math.floor((offset + limit - 1) / size)) size++;
  return { hitsPerPage: size, page: Math.floor(offset / size) + 1 };
}

function explanationOf(details: object): string[] {
  return Object.entries(details).map(([rule, value]) => `${rule}: ${JSON.stringify(value)}`);
}

/** What the server says of itself when it does not answer becomes one kind of error. */
async function available<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof MeilisearchApiError) {
      throw new SearchUnavailable(`Meilisearch: ${error.message}`, error.cause?.code);
    }
    if (error instanceof MeilisearchRequestError || error instanceof MeilisearchTaskTimeOutError) {
      const late =
        error.cause instanceof MeilisearchRequestTimeOutError || error instanceof MeilisearchTaskTimeOutError;
      throw new SearchUnavailable(
        late ? 'Meilisearch gave no answer in time' : 'Meilisearch cannot be reached',
      );
    }
    // A proxy before the server answers with a page of its own.
    if (error instanceof SyntaxError)
      throw new SearchUnavailable('Meilisearch gave an answer that is not JSON');
    throw error;
  }
}

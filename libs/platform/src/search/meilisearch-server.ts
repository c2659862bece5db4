import { setTimeout as wait } from 'node:timers/promises';
import {
  type EnqueuedTask,
  type FederatedMultiSearchParams,
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  type MultiSearchQuery,
  type SearchResponse,
  type Settings,
} from 'meilisearch';
import type { MeilisearchDocument } from './meilisearch-settings.js';
import { SearchUnavailable } from './search-index.js';

/** A question to one index. */
export type Question = Omit<MultiSearchQuery, 'indexUid'>;
/** Its answer; asked by pages, so that the total is exact. */
export type Found = SearchResponse<MeilisearchDocument> & { totalHits: number };

/** An answer that takes longer counts as none; ms. */
const ASK_WITHIN = 2_000;
/** A write waits for its turn behind others; ms. */
const WRITE_WITHIN = 120_000;
/** So often a write is asked after; ms. */
const ASK_AGAIN = 50;
const BATCH = 1_000;

/**
 * A Meilisearch server. A write resolves when the server has indexed it. Every refusal or silence of the server is a
 * `SearchUnavailable`.
 */
export class MeilisearchServer {
  private readonly asks: Meilisearch;
  private readonly writes: Meilisearch;

  constructor(url: string, key: string | undefined) {
    // A compressed answer comes in small pieces, of which each waits some 40 ms for the one before to be acknowledged.
    const requestInit = { headers: { 'accept-encoding': 'identity' } };
    const client = { host: url, apiKey: key, requestInit };
    this.asks = new Meilisearch({ ...client, timeout: ASK_WITHIN });
    this.writes = new Meilisearch({
      ...client,
      timeout: 30_000,
    });
  }

  /** The answers to several questions in one round trip; what is not there when `signal` says so counts as no answer. */
  async ask(index: string, questions: Question[], signal: AbortSignal): Promise<Found[]> {
    const { results } = await available(
      this.asks.multiSearch<{ queries: MultiSearchQuery[] }, MeilisearchDocument>(
        { queries: questions.map((question) => ({ ...question, indexUid: index })) },
        { signal },
      ),
    );
    return results as unknown as Found[];
  }

  /**
   * The documents that any of several questions finds, each once by the question that scores it highest; with the counts of
   * `facets` over all of them.
   */
  async askAny(
    index: string,
    questions: (Question & { weight: number })[],
    { facets = [], ...page }: { hitsPerPage: number; page: number; facets?: string[] },
    signal: AbortSignal,
  ): Promise<Found> {
    const federation = { ...page, facetsByIndex: { [index]: facets } };
    const found = await available(
      this.asks.multiSearch<FederatedMultiSearchParams, MeilisearchDocument>(
        {
          federation,
          queries: questions.map(({ weight, ...question }) => ({
            ...question,
            indexUid: index,
            federationOptions: { weight },
          })),
        },
        { signal },
      ),
    );
    const { distribution } = found.facetsByIndex?.[index] ?? {};
    return { ...(found as unknown as Found), facetDistribution: distribution ?? {} };
  }

  /** Makes an index if it is missing and brings its settings up to date; what it holds stays. */
  async make(index: string, settings: Settings): Promise<void> {
    try {
      await this.done(this.writes.createIndex(index, { primaryKey: 'id' }));
    } catch (error) {
      if (!(error instanceof SearchUnavailable && error.code === 'index_already_exists')) throw error;
    }
    await this.set(index, settings);
  }

  /** Changes these settings, and no others. */
  async set(index: string, settings: Settings): Promise<void> {
    await this.done(this.writes.index(index).updateSettings(settings));
  }

  /** All at once, since the server takes tasks that wait together for one. */
  async put(index: string, documents: readonly MeilisearchDocument[]): Promise<void> {
    const tasks: number[] = [];
    for (let from = 0; from < documents.length; from += BATCH) {
      const batch = documents.slice(from, from + BATCH);
      const written = this.writes.index<MeilisearchDocument>(index).addDocuments(batch, { primaryKey: 'id' });
      tasks.push((await available(written)).taskUid);
    }
    for (const task of tasks) await this.ended(task);
  }

  async remove(index: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.done(this.writes.index(index).deleteDocuments([...ids]));
  }

  /** All documents of an index, with these fields only. */
  async *documents(index: string, fields: string[]): AsyncGenerator<MeilisearchDocument[]> {
    for (let offset = 0; ; offset += BATCH) {
      const { results } = await available(
        this.writes.index<MeilisearchDocument>(index).getDocuments({ fields, limit: BATCH, offset }),
      );
      yield results;
      if (results.length < BATCH) return;
    }
  }

  /** About `count` documents of an index from all parts of it, with these fields only. */
  async *spread(
    index: string,
    fields: string[],
    count: number,
    atOnce: number,
  ): AsyncGenerator<MeilisearchDocument[]> {
    const documents = this.asks.index<MeilisearchDocument>(index);
    const { total } = await available(documents.getDocuments({ fields: ['id'], limit: 0 }));
    const step = Math.max(atOnce, (total * atOnce) / count);
    for (let offset = 0; offset < total; offset += step) {
      const part = { fields, limit: atOnce, offset: Math.floor(offset) };
      yield (await available(documents.getDocuments(part))).results;
    }
  }

  async synonyms(index: string): Promise<Record<string, string[]>> {
    return available(this.asks.index(index).getSynonyms());
  }

  async setSynonyms(index: string, synonyms: Record<string, string[]>): Promise<void> {
    await this.done(this.writes.index(index).updateSynonyms(synonyms));
  }

  /** Forgets an index, if there is one. */
  async forget(index: string): Promise<void> {
    try {
      await this.done(this.writes.deleteIndex(index));
    } catch (error) {
      if (!(error instanceof SearchUnavailable && error.code === 'index_not_found')) throw error;
    }
  }

  /** One index takes the place of another, which is forgotten. */
  async replace(index: string, by: string): Promise<void> {
    await this.done(this.writes.swapIndexes([{ indexes: [index, by], rename: false }]));
    await this.done(this.writes.deleteIndex(by));
  }

  private async done(written: Promise<EnqueuedTask>): Promise<void> {
    await this.ended((await available(written)).taskUid);
  }

  /** The client's own way to wait keeps the process alive long after the line broke. */
  private async ended(uid: number): Promise<void> {
    const until = performance.now() + WRITE_WITHIN;
    for (;;) {
      const task = await available(this.writes.tasks.getTask(uid));
      if (task.status === 'succeeded') return;
      if (task.status !== 'enqueued' && task.status !== 'processing') {
        const { message = task.status, code } = task.error ?? {};
        throw new SearchUnavailable(`Meilisearch: ${message}`, code);
      }
      if (performance.now() > until) throw new SearchUnavailable('Meilisearch gave no answer in time');
      await wait(ASK_AGAIN);
    }
  }
}

/** What the server says of itself when it does not answer becomes one kind of error. */
async function available<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof MeilisearchApiError) {
      throw new SearchUnavailable(`Meilisearch: ${error.message}`, error.cause?.code);
    }
    if (error instanceof MeilisearchRequestError) {
      const { cause } = error;
      // The client's own time, or a signal's.
      const late =
        cause instanceof MeilisearchRequestTimeOutError ||
        (cause as Error | undefined)?.name === 'TimeoutError';
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

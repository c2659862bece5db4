import {
  type EnqueuedTaskPromise,
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  MeilisearchTaskTimeOutError,
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
const BATCH = 1_000;

/**
 * A Meilisearch server. A write resolves when the server has indexed it. Every refusal or silence of the server is a
 * `SearchUnavailable`.
 */
export class MeilisearchServer {
  private readonly asks: Meilisearch;
  private readonly writes: Meilisearch;

  constructor(url: string, key: string | undefined) {
    const client = { host: url, apiKey: key };
    this.asks = new Meilisearch({ ...client, timeout: ASK_WITHIN });
    this.writes = new Meilisearch({
      ...client,
      timeout: 30_000,
      defaultWaitOptions: { timeout: WRITE_WITHIN, interval: 20 },
    });
  }

  /** The answers to several questions in one round trip. */
  async ask(index: string, questions: Question[]): Promise<Found[]> {
    const { results } = await available(
      this.asks.multiSearch<{ queries: MultiSearchQuery[] }, MeilisearchDocument>({
        queries: questions.map((question) => ({ ...question, indexUid: index })),
      }),
    );
    return results as unknown as Found[];
  }

  /** Makes an index if it is missing and brings its settings up to date; what it holds stays. */
  async make(index: string, settings: Settings): Promise<void> {
    try {
      await done(this.writes.createIndex(index, { primaryKey: 'id' }));
    } catch (error) {
      if (!(error instanceof SearchUnavailable && error.code === 'index_already_exists')) throw error;
    }
    await this.set(index, settings);
  }

  /** Changes these settings, and no others. */
  async set(index: string, settings: Settings): Promise<void> {
    await done(this.writes.index(index).updateSettings(settings));
  }

  async put(index: string, documents: readonly MeilisearchDocument[]): Promise<void> {
    for (let from = 0; from < documents.length; from += BATCH) {
      const batch = documents.slice(from, from + BATCH);
      await done(this.writes.index<MeilisearchDocument>(index).addDocuments(batch, { primaryKey: 'id' }));
    }
  }

  async remove(index: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await done(this.writes.index(index).deleteDocuments([...ids]));
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

  async synonyms(index: string): Promise<Record<string, string[]>> {
    return available(this.writes.index(index).getSynonyms());
  }

  async setSynonyms(index: string, synonyms: Record<string, string[]>): Promise<void> {
    await done(this.writes.index(index).updateSynonyms(synonyms));
  }

  /** Forgets an index, if there is one. */
  async forget(index: string): Promise<void> {
    await available(this.writes.deleteIndexIfExists(index));
  }

  /** One index takes the place of another, which is forgotten. */
  async replace(index: string, by: string): Promise<void> {
    await done(this.writes.swapIndexes([{ indexes: [index, by], rename: false }]));
    await done(this.writes.deleteIndex(by));
  }
}

async function done(promise: EnqueuedTaskPromise): Promise<void> {
  const task = await available(promise.waitTask());
  if (task.status !== 'succeeded') {
    const { message = task.status, code } = task.error ?? {};
    throw new SearchUnavailable(`Meilisearch: ${message}`, code);
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

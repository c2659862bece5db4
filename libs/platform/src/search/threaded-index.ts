import type { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import { openThread } from '../thread.js';
import type { BuiltinIndex } from './builtin-index.js';
import type {
  Condition,
  RebuildProgress,
  SearchAnswer,
  SearchDocument,
  SearchIndex,
  SearchRequest,
  SearchSchema,
  SuggestRequest,
  Suggestion,
  SynonymSets,
} from './search-index.js';

/** What the thread answers, by the index that it holds. */
export type IndexCalls = Pick<
  BuiltinIndex,
  'search' | 'suggest' | 'contained' | 'put' | 'remove' | 'stamps' | 'setSynonyms'
> & { rebuild(feed: number): Promise<void> };

/** What the thread asks back. */
export interface Feed {
  /** The next documents of a rebuild; null after the last. */
  nextPage(feed: number): Promise<readonly SearchDocument[] | null>;
}

/**
 * The port on the retrieval core in a thread of its own, so that searching and indexing leave the process to its other
 * work. An error that ends the thread ends the process, which would have lost its index.
 */
export class ThreadedIndex implements SearchIndex {
  readonly engine = 'builtin';
  private opened: { thread: Worker; calls: BirpcReturn<IndexCalls, Feed> } | undefined;
  private readonly feeds = new Map<number, () => Promise<readonly SearchDocument[] | null>>();
  private lastFeed = 0;

  constructor(private readonly schema: SearchSchema) {}

  search(request: SearchRequest): Promise<SearchAnswer> {
    return this.calls.search(request);
  }

  suggest(request: SuggestRequest): Promise<Suggestion[]> {
    return this.calls.suggest(request);
  }

  /** Those of these index terms that a document contains which passes the conditions. */
  contained(terms: readonly string[], where: readonly Condition[]): Promise<Set<string>> {
    return this.calls.contained(terms, where);
  }

  put(documents: readonly SearchDocument[]): Promise<void> {
    return this.calls.put(documents);
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.calls.remove(ids);
  }

  stamps(): Promise<Map<string, string>> {
    return this.calls.stamps();
  }

  setSynonyms(sets: SynonymSets): Promise<void> {
    return this.calls.setSynonyms(sets);
  }

  async rebuild(
    documents: AsyncIterable<readonly SearchDocument[]>,
    progress?: RebuildProgress,
  ): Promise<void> {
    const pages = documents[Symbol.asyncIterator]();
    const feed = ++this.lastFeed;
    let done = 0;
    let handedOver = 0;
    this.feeds.set(feed, async () => {
      done += handedOver;
      if (handedOver > 0) progress?.(done);
      const page = await pages.next();
      handedOver = page.done ? 0 : page.value.length;
      return page.done ? null : page.value;
    });
    try {
      await this.calls.rebuild(feed);
    } finally {
      this.feeds.delete(feed);
      await pages.return?.();
    }
  }

  /** Ends the thread; what is still asked is rejected. */
  async close(): Promise<void> {
    const { opened } = this;
    opened?.calls.$close();
    await opened?.thread.terminate();
  }

  private get calls(): BirpcReturn<IndexCalls, Feed> {
    this.opened ??= this.open();
    return this.opened.calls;
  }

  private open() {
    const thread = openThread('./index-thread', import.meta.url, this.schema);
    const feed: Feed = { nextPage: (id) => this.feeds.get(id)!() };
    const calls = createBirpc<IndexCalls, Feed>(feed, {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
      post: (message) => thread.postMessage(message),
      on: (hear) => thread.on('message', hear),
      timeout: -1,
    });
    return { thread, calls };
  }
}

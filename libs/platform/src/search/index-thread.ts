import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { BuiltinIndex } from './builtin-index.js';
import type { SearchDocument, SearchSchema } from './search-index.js';
import type { Feed, IndexCalls } from './threaded-index.js';

const index = new BuiltinIndex(workerData as SearchSchema);
const calls: IndexCalls = {
  search: (request) => index.search(request),
  suggest: (request) => index.suggest(request),
  contained: (terms, where) => index.contained(terms, where),
  put: (documents) => index.put(documents),
  remove: (ids) => index.remove(ids),
  stamps: () => index.stamps(),
  rebuild: (feed) => index.rebuild(pages(feed)),
  setSynonyms: (sets) => index.setSynonyms(sets),
};
const asker = createBirpc<Feed, IndexCalls>(calls, {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  post: (message) => parentPort!.postMessage(message),
  on: (hear) => parentPort!.on('message', hear),
  timeout: -1,
});

async function* pages(feed: number): AsyncGenerator<readonly SearchDocument[]> {
  for (let page; (page = await asker.nextPage(feed));) yield page;
}

import { z } from 'zod';
import { byId, id, instant, ok, route } from './route.js';
import { listingKindCodes } from './vocabulary.js';

/** The query of the catalogue page without page and order, as it stands in the address. */
export const savedQuery = z.record(
  z.string().max(40),
  z.union([z.string().max(2_000), z.array(z.string().max(200)).max(50)]),
);
export const savedSearch = z.object({
  id,
  name: z.string(),
  kind: z.enum(listingKindCodes),
  query: savedQuery,
  /** Whether new hits are told by mail. */
  mail: z.boolean(),
  /** Hits published since the person last looked. */
  fresh: z.int(),
  createdAt: instant,
});
export type SavedSearch = z.infer<typeof savedSearch>;
export const listSavedSearches = route({
  method: 'GET',
  path: '/saved-searches',
  summary: 'My saved searches with the count of new hits, newest first',
  policy: 'search.save',
  response: z.object({ searches: z.array(savedSearch) }),
});
export const saveSearch = route({
  method: 'POST',
  path: '/saved-searches',
  summary: 'Keep a search of the catalogue and hear of new hits',
  policy: 'search.save',
  status: 201,
  idempotent: true,
  body: z.object({
    name: z.string().trim().min(1).max(60),
    kind: z.enum(listingKindCodes),
    query: savedQuery,
    mail: z.boolean(),
  }),
  response: savedSearch,
});
export const changeSavedSearch = route({
  method: 'PATCH',
  path: '/saved-searches/:id',
  summary: 'Rename a saved search, turn its mails on or off, or mark its hits as seen',
  policy: 'search.save',
  params: byId,
  body: z.object({
    name: z.string().trim().min(1).max(60).optional(),
    mail: z.boolean().optional(),
    seen: z.literal(true).optional(),
  }),
  response: savedSearch,
});
export const deleteSavedSearch = route({
  method: 'DELETE',
  path: '/saved-searches/:id',
  summary: 'Forget a saved search',
  policy: 'search.save',
  params: byId,
  response: ok,
});

/** Where a mail's link leads; also what mail programs call by themselves (RFC 8058). */
export const unsubscribeSearches = route({
  method: 'POST',
  path: '/saved-searches/unsubscription',
  summary: 'End the mails about saved searches by the token of one of them',
  policy: 'public.read',
  query: z.object({ token: z.string().max(200) }),
  response: ok,
});

/** What an operator sees of the catalogue's index. */
export const searchIndexState = z.object({
  engine: z.enum(['builtin', 'meilisearch']),
  /** True while Meilisearch is asked for but the built-in index answers. */
  fallback: z.boolean(),
  /** Why, since when. */
  problem: z.object({ reason: z.string(), since: instant }).nullable(),
  documents: z.int(),
  /** Where `EMBEDDINGS_URL` is set: how many documents have a vector, and why searches go by words alone. */
  vectors: z
    .object({
      model: z.string(),
      documents: z.int(),
      problem: z.object({ reason: z.string(), since: instant }).nullable(),
    })
    .nullable(),
  rebuild: z.object({ done: z.int(), total: z.int(), startedAt: instant }).nullable(),
  reconciliation: z.object({ at: instant, missing: z.int(), stale: z.int(), surplus: z.int() }).nullable(),
});
export type SearchIndexState = z.infer<typeof searchIndexState>;
export const readSearchIndex = route({
  method: 'GET',
  path: '/search-index',
  summary: 'State of the catalogue index',
  policy: 'search.operate',
  response: searchIndexState,
});
export const rebuildSearchIndex = route({
  method: 'POST',
  path: '/search-index/rebuild',
  summary: 'Build the index anew beside the live one',
  policy: 'search.operate',
  status: 202,
  response: searchIndexState,
});
export const reconcileSearchIndex = route({
  method: 'POST',
  path: '/search-index/reconciliation',
  summary: 'Compare the index with the database now and mend every difference',
  policy: 'search.operate',
  status: 202,
  response: searchIndexState,
});

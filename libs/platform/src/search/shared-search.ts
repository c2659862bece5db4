import type { SearchIndex } from './search-index.js';

/** Injects the search engine that all processes share, or null where each has its own index only. */
export const SHARED_SEARCH = Symbol('shared search');
/** `prepare` makes what the engine needs before the first document; it may be repeated. */
export type SharedSearch = SearchIndex & { prepare(): Promise<void> };

import type { Found } from './meilisearch-server.js';
import type { SearchAnswer, SearchRequest } from './search-index.js';

/** The smallest page that holds the whole window; pages are numbered from 1. */
export function pageAround(offset: number, limit: number): { hitsPerPage: number; page: number } {
  if (limit === 0) return { hitsPerPage: 0, page: 1 };
  let size = limit;
  while (Math.floor(offset / size) !== Math.floor((offset + limit - 1) / size)) size++;
  return { hitsPerPage: size, page: Math.floor(offset / size) + 1 };
}

/** The hits of a window, from the answer to a question by the page around it. */
export function hitsOf(found: Found, { limit, offset, explain }: SearchRequest): SearchAnswer['hits'] {
  const { hitsPerPage, page } = pageAround(offset, limit);
  const from = offset - (page - 1) * hitsPerPage;
  return found.hits.slice(from, from + limit).map((hit) => ({
    id: hit.id,
    score: hit._rankingScore ?? 0,
    ...(explain ? { explanation: explanationOf(hit._rankingScoreDetails ?? {}) } : {}),
  }));
}

/** One line for each part of a score. */
export function explanationOf(details: object): string[] {
  return Object.entries(details).map(([rule, value]) => `${rule}: ${JSON.stringify(value)}`);
}

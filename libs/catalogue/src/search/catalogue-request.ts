import type { InputOf, listListings } from '#contracts';
import type { Disclosure, RowFilter } from '#identity';
import { AppError, type Condition, type FieldFault, type SearchRequest } from '#platform';
import type { ListingKind } from '../listing.js';
import { dayNumber, publicFacets } from './listing-document.js';

/** What a reader asks of the catalogue: the query of the route. */
export type CatalogueQuery = InputOf<typeof listListings>['query'];

/** Who asks: which rows they may know of, and how much of them. */
export interface Reader {
  rows: RowFilter;
  fields: Disclosure;
}

/** Every hit passes these: of this kind, valid on this day (YYYY-MM-DD), and one that the reader may know of. */
export function admitted(rows: RowFilter, kind: ListingKind, today: string): Condition[] {
  const where: Condition[] = [
    { facet: 'kind', in: [kind] },
    { number: 'validUntil', min: dayNumber(today) },
  ];
  if (rows.all) return where;
  const mine = rows.organisationId ? [rows.organisationId] : [];
  return [...where, { facet: 'audience', in: [...rows.disclosure, ...mine] }];
}

const sorts = {
  newest: { number: 'publishedAt', order: 'descending' },
  maturity: { number: 'trl', order: 'descending' },
  closing: { number: 'deadline', order: 'ascending' },
} as const;

/**
 * The question to the index. Without a text, the newest come first. Errors: `invalid_input` for a price asked by a
 * reader who may not see prices, and for an upper bound below the lower; `not_allowed` for an explanation to others
 * than the bureau.
 */
export function catalogueRequest(query: CatalogueQuery, reader: Reader, today: string): SearchRequest {
  refuseFaults(query, reader);
  const q = query.q?.trim() ?? '';
  const order = query.sort ?? 'relevance';
  const sort = order === 'relevance' ? (q ? undefined : sorts.newest) : sorts[order];
  return {
    q,
    where: admitted(reader.rows, query.kind, today),
    choices: choicesOf(query, reader.rows),
    facets: [...publicFacets, ownerFacet(reader.rows)],
    sort,
    limit: query.pageSize,
    offset: (query.page - 1) * query.pageSize,
    explain: query.explain === 'true',
  };
}

/** The facet of organisations: whose an anonymous need is, only the bureau may ask. */
export const ownerFacet = (rows: RowFilter) => (rows.all ? 'owner' : 'organisation');

function refuseFaults(query: CatalogueQuery, { rows, fields }: Reader): void {
  if (query.explain === 'true' && !rows.all) throw new AppError('not_allowed');
  const faults: FieldFault[] = [];
  for (const field of ['priceMin', 'priceMax'] as const) {
    if (query[field] !== undefined && fields === 'public') faults.push({ field, reason: 'members_only' });
  }
  for (const [low, high] of [
    ['priceMin', 'priceMax'],
    ['trlMin', 'trlMax'],
  ] as const) {
    if ((query[low] ?? 0) > (query[high] ?? Infinity)) faults.push({ field: high, reason: 'max_below_min' });
  }
  if (faults.length > 0) throw new AppError('invalid_input', { fields: faults });
}

function choicesOf(query: CatalogueQuery, rows: RowFilter): Record<string, Condition> {
  const choices: Record<string, Condition> = {};
  for (const facet of publicFacets) {
    const wanted = query[facet];
    if (wanted && wanted.length > 0) choices[facet] = { facet, in: wanted };
  }
  const facet = ownerFacet(rows);
  if (query.organisation) choices[facet] = { facet, in: [query.organisation] };
  if (query.trlMin !== undefined || query.trlMax !== undefined) {
    choices['trl'] = { number: 'trl', min: query.trlMin, max: query.trlMax };
  }
  // Ranges that overlap.
  if (query.priceMin !== undefined) choices['priceHigh'] = { number: 'priceHigh', min: query.priceMin / 100 };
  if (query.priceMax !== undefined) choices['priceLow'] = { number: 'priceLow', max: query.priceMax / 100 };
  return choices;
}

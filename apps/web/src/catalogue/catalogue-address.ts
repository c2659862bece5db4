import type { listListings, RequestOf } from '#contracts';

export type ListQuery = NonNullable<RequestOf<typeof listListings>['query']>;
export type ListingKind = 'technology' | 'need';

/** The filters that hold a list of codes, in the order of the panel; also their names in the address and the API. */
export const listFilters = [
  'field',
  'stage',
  'needKind',
  'mode',
  'ipType',
  'district',
  'strategicIndustry',
] as const;
export type ListFilter = (typeof listFilters)[number];
/** The filters that mean the same for technologies and needs, so that they stay when the kind changes. */
export const sharedFilters = ['field', 'mode', 'district', 'strategicIndustry'] as const;

const sorts = ['relevance', 'newest', 'maturity', 'closing'] as const;

function whole(text: string | null, min: number, max: number): number | undefined {
  const value = Number(text);
  return text && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}

/**
 * What an address of the catalogue asks of the API. Imports nothing at run time: the first page asks with it before the
 * rest of the code is there. `isKnown` leaves out codes that the vocabularies do not have.
 */
export function catalogueQuery(
  search: URLSearchParams,
  isKnown: (name: ListFilter, code: string) => boolean = () => true,
) {
  const q = search.get('q') ?? '';
  const kind: ListingKind = search.get('kind') === 'need' ? 'need' : 'technology';
  const selected = Object.fromEntries(
    listFilters.map((name) => [name, search.getAll(name).filter((code) => isKnown(name, code))]),
  ) as Record<ListFilter, string[]>;
  return {
    kind,
    q: q || undefined,
    ...selected,
    trlMin: whole(search.get('trlMin'), 2, 9),
    trlMax: whole(search.get('trlMax'), 1, 8),
    organisation: search.get('organisation') ?? undefined,
    /** 分. */
    priceMin: whole(search.get('priceMin'), 1, Number.MAX_SAFE_INTEGER),
    priceMax: whole(search.get('priceMax'), 1, Number.MAX_SAFE_INTEGER),
    explain: search.get('explain') === '1' ? ('true' as const) : undefined,
    sort: sorts.find((one) => one === search.get('sort')) ?? (q ? 'relevance' : 'newest'),
    page: whole(search.get('page'), 1, 10_000) ?? 1,
    pageSize: 20,
  };
}

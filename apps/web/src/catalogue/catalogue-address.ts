import {
  cooperationModeCodes,
  districtCodes,
  fieldCodes,
  ipTypeCodes,
  maturityStageCodes,
  needKindCodes,
  strategicIndustryCodes,
  type listListings,
  type RequestOf,
} from '#contracts';

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

const known: Record<ListFilter, readonly string[]> = {
  field: fieldCodes,
  stage: maturityStageCodes,
  needKind: needKindCodes,
  mode: cooperationModeCodes,
  ipType: ipTypeCodes,
  district: districtCodes,
  strategicIndustry: strategicIndustryCodes,
};
/** The codes of a filter in an address: those that the vocabularies have, or those that they do not. */
export const codesOf = (search: URLSearchParams, name: ListFilter, areKnown = true) =>
  search.getAll(name).filter((code) => known[name].includes(code) === areKnown);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const sorts = ['relevance', 'newest', 'maturity', 'closing'] as const;

function whole(text: string | null, min: number, max: number): number | undefined {
  const value = Number(text);
  return text && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}

/** Two bounds; none where the lower one is above the upper one. */
function span<Low extends string, High extends string>(
  search: URLSearchParams,
  low: Low,
  lows: [number, number],
  high: High,
  highs: [number, number],
) {
  const from = whole(search.get(low), ...lows);
  const to = whole(search.get(high), ...highs);
  const inverted = from !== undefined && to !== undefined && from > to;
  const bounds = inverted ? {} : { [low]: from, [high]: to };
  return bounds as { [name in Low | High]: number | undefined };
}

/**
 * What an address of the catalogue asks of the API, without what nobody could be asked: unknown codes, wrong numbers.
 * Needs the vocabularies only: the first page asks with it before the rest of the code is there.
 */
export function catalogueQuery(search: URLSearchParams) {
  const q = search.get('q') ?? '';
  const kind: ListingKind = search.get('kind') === 'need' ? 'need' : 'technology';
  const selected = Object.fromEntries(listFilters.map((name) => [name, codesOf(search, name)])) as Record<
    ListFilter,
    string[]
  >;
  const organisation = search.get('organisation');
  return {
    kind,
    q: q || undefined,
    ...selected,
    ...span(search, 'trlMin', [2, 9], 'trlMax', [1, 8]),
    organisation: organisation && uuid.test(organisation) ? organisation : undefined,
    /** 分. */
    ...span(search, 'priceMin', [1, Number.MAX_SAFE_INTEGER], 'priceMax', [1, Number.MAX_SAFE_INTEGER]),
    explain: search.get('explain') === '1' ? ('true' as const) : undefined,
    sort: sorts.find((one) => one === search.get('sort')) ?? (q ? 'relevance' : 'newest'),
    page: whole(search.get('page'), 1, 10_000) ?? 1,
    pageSize: 20,
  };
}

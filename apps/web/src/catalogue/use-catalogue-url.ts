import {
  cooperationModeCodes,
  districtCodes,
  fieldCodes,
  listingSorts,
  maturityStageCodes,
  needKindCodes,
  strategicIndustryCodes,
  type listListings,
  type RequestOf,
} from '#contracts';
import { useSearchParams } from 'react-router';

type ListQuery = NonNullable<RequestOf<typeof listListings>['query']>;
export type ListingKind = 'technology' | 'need';

/** The filters that hold a list of codes, in the order of the panel; also their names in the address and the API. */
export const listFilters = ['field', 'stage', 'needKind', 'mode', 'district', 'strategicIndustry'] as const;
export type ListFilter = (typeof listFilters)[number];
const known: Record<ListFilter, readonly string[]> = {
  field: fieldCodes,
  stage: maturityStageCodes,
  needKind: needKindCodes,
  mode: cooperationModeCodes,
  district: districtCodes,
  strategicIndustry: strategicIndustryCodes,
};
const single = ['q', 'trlMin', 'trlMax', 'sort', 'page', 'organisation'] as const;
type Change = Partial<Record<ListFilter, string[]> & Record<(typeof single)[number], string | number | null>>;

const whole = (text: string | null, min: number, max: number) => {
  const value = Number(text);
  return text && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
};

/** The whole state of the catalogue lives in the address: it can be sent, reloaded, and gone back from. */
export function useCatalogueUrl() {
  const [search, setSearch] = useSearchParams();
  const kind: ListingKind = search.get('kind') === 'need' ? 'need' : 'technology';
  const selected = Object.fromEntries(
    listFilters.map((name) => [name, search.getAll(name).filter((code) => known[name].includes(code))]),
  ) as Record<ListFilter, string[]>;
  const q = search.get('q') ?? '';
  const trl: [number, number] = [
    whole(search.get('trlMin'), 1, 9) ?? 1,
    whole(search.get('trlMax'), 1, 9) ?? 9,
  ];
  const sort = listingSorts.find((one) => one === search.get('sort')) ?? (q ? 'relevance' : 'newest');
  const page = whole(search.get('page'), 1, 10_000) ?? 1;
  const organisation = search.get('organisation') ?? undefined;

  const query = {
    kind,
    q: q || undefined,
    ...selected,
    trlMin: trl[0] > 1 ? trl[0] : undefined,
    trlMax: trl[1] < 9 ? trl[1] : undefined,
    organisation,
    sort,
    page,
    pageSize: 20,
  } as ListQuery;

  /** Changes part of the state; every change but that of the page goes back to page one. */
  function change(next: Change, options: { replace?: boolean } = {}) {
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete('page');
        for (const [name, value] of Object.entries(next)) {
          after.delete(name);
          for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== null && one !== undefined && one !== '') after.append(name, String(one));
          }
        }
        return after;
      },
      { replace: options.replace, preventScrollReset: next.page === undefined },
    );
  }
  const clear = () => setSearch({ kind, ...(q ? { q } : {}) }, { preventScrollReset: true });
  const filterCount =
    listFilters.reduce((sum, name) => sum + selected[name].length, 0) +
    (trl[0] > 1 || trl[1] < 9 ? 1 : 0) +
    (organisation ? 1 : 0);
  return { kind, q, selected, trl, sort, page, organisation, query, change, clear, filterCount };
}
export type CatalogueUrl = ReturnType<typeof useCatalogueUrl>;

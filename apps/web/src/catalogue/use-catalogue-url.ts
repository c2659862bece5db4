import { useSearchParams } from 'react-router';
import {
  catalogueQuery,
  codesOf,
  listFilters,
  sharedFilters,
  type ListFilter,
  type ListingKind,
  type ListQuery,
} from './catalogue-address';

const single = [
  'q',
  'trlMin',
  'trlMax',
  'priceMin',
  'priceMax',
  'organisation',
  'sort',
  'page',
  'explain',
] as const;
type Change = Partial<Record<ListFilter, string[]> & Record<(typeof single)[number], string | number | null>>;

/** The whole state of the catalogue lives in the address: it can be sent, reloaded, and gone back from. */
export function useCatalogueUrl() {
  const [search, setSearch] = useSearchParams();
  const query = catalogueQuery(search);
  const { kind, page, sort, organisation, priceMin, priceMax } = query;
  const selected = Object.fromEntries(listFilters.map((name) => [name, query[name]])) as Record<
    ListFilter,
    string[]
  >;
  const trl: [number, number] = [query.trlMin ?? 1, query.trlMax ?? 9];
  const hasTrl = query.trlMin !== undefined || query.trlMax !== undefined;
  /** What the address filters by that no vocabulary has: an old link, or a mistyped one. */
  const unknown = listFilters.flatMap((name) => codesOf(search, name, false));
  const hasPrice = priceMin !== undefined || priceMax !== undefined;

  function after(next: Change, before: URLSearchParams) {
    const changed = new URLSearchParams(before);
    changed.delete('page');
    for (const [name, value] of Object.entries(next)) {
      changed.delete(name);
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== null && one !== undefined && one !== '') changed.append(name, String(one));
      }
    }
    return changed;
  }
  /** Changes part of the state; every change but that of the page goes back to page one. */
  function change(next: Change, options: { replace?: boolean } = {}) {
    setSearch((before) => after(next, before), {
      replace: options.replace,
      // Not as a transition: the question goes out with the key, not when there is time.
      flushSync: true,
      preventScrollReset: next.page === undefined,
    });
  }
  const dropUnknown = () =>
    change(Object.fromEntries(listFilters.map((name) => [name, selected[name]])), { replace: true });
  const clear = () => setSearch({ kind, ...(query.q ? { q: query.q } : {}) }, { preventScrollReset: true });

  return {
    kind,
    q: query.q ?? '',
    selected,
    trl,
    hasTrl,
    price: { min: priceMin, max: priceMax },
    hasPrice,
    organisation,
    sort,
    page,
    explain: query.explain !== undefined,
    query: query as ListQuery,
    change,
    clear,
    unknown,
    dropUnknown,
    filterCount:
      listFilters.reduce((sum, name) => sum + selected[name].length, 0) +
      [hasTrl, hasPrice, organisation !== undefined].filter(Boolean).length,
    /** The same search for the other kind, as far as its filters mean something there. */
    ofKind(other: ListingKind): ListQuery {
      const shared = Object.fromEntries(sharedFilters.map((name) => [name, selected[name]]));
      return { kind: other, q: query.q, ...shared };
    },
    pageAddress: (to: number) => `/catalogue?${after(to > 1 ? { page: to } : {}, search).toString()}`,
    /** What a saved search keeps: neither the kind, which stands beside it, nor the page and the order. */
    toSave() {
      const names = [...new Set(search.keys())].filter(
        (name) => !['kind', 'page', 'sort', 'explain'].includes(name) && search.get(name) !== '',
      );
      return Object.fromEntries(
        names.flatMap((name) => {
          const values = listFilters.includes(name as ListFilter)
            ? selected[name as ListFilter]
            : search.getAll(name);
          return values.length > 0 ? [[name, values.length > 1 ? values : values[0]!]] : [];
        }),
      );
    },
  };
}
export type CatalogueUrl = ReturnType<typeof useCatalogueUrl>;

import { termLabel, type Locale } from '#contracts';
import { formatWanRange } from '../layout/money';
import { listFilters } from './catalogue-address';
import { filterTerms } from './filter-terms';
import type { CatalogueUrl } from './use-catalogue-url';

/** The most characters of a name. */
export const nameLimit = 60;

interface Words {
  locale: Locale;
  organisationName?: string;
  /** The name of the search that has no words and no filter. */
  everything: string;
}

/** What a search says in words: the text, then its filters. */
export function searchName(
  { q, selected, hasTrl, trl, hasPrice, price, organisation }: CatalogueUrl,
  { locale, organisationName, everything }: Words,
): string {
  const parts = [
    q,
    ...listFilters.flatMap((name) =>
      selected[name].map((code) => termLabel(filterTerms[name], code, locale)),
    ),
    hasTrl ? `TRL ${trl.join('–')}` : '',
    hasPrice ? formatWanRange(price.min, price.max, locale) : '',
    organisation ? organisationName : '',
  ].filter(Boolean);
  const name = parts.join(' · ') || everything;
  return name.length <= nameLimit ? name : `${name.slice(0, nameLimit - 1)}…`;
}

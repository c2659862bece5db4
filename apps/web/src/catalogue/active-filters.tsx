import { CloseOutlined } from '@ant-design/icons';
import { termLabel } from '#contracts';
import { useTranslation } from 'react-i18next';
import { formatWanRange } from '../layout/money';
import { useLocale } from '../layout/use-locale';
import { inRow } from '../layout/words';
import styles from './active-filters.module.css';
import { filterTerms } from './filter-terms';
import { listFilters } from './catalogue-address';
import type { CatalogueUrl } from './use-catalogue-url';

/** The filters in force, each a chip that takes itself away. */
export function ActiveFilters({ url, organisationName }: { url: CatalogueUrl; organisationName?: string }) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const unknown = url.unknown.length > 0 && (
    <p className={styles.unknown} role="status" data-testid="unknown-filters">
      {t('unknownFilters', { codes: inRow(url.unknown, locale) })}
      <button
        type="button"
        className={styles.clear}
        onClick={url.dropUnknown}
        data-testid="drop-unknown-filters"
      >
        {t('dropUnknown')}
      </button>
    </p>
  );
  if (url.filterCount === 0) return unknown;
  return (
    <>
      {unknown}
      <div className={styles.row} data-testid="active-filters">
        {listFilters.flatMap((name) =>
          url.selected[name].map((code) =>
            chip(`${name}:${code}`, termLabel(filterTerms[name], code, locale), () =>
              url.change({ [name]: url.selected[name].filter((one) => one !== code) }),
            ),
          ),
        )}
        {url.hasTrl &&
          chip('trl', `TRL ${url.trl.join('–')}`, () => url.change({ trlMin: null, trlMax: null }))}
        {url.hasPrice &&
          chip('price', formatWanRange(url.price.min, url.price.max, locale), () =>
            url.change({ priceMin: null, priceMax: null }),
          )}
        {url.organisation &&
          chip('organisation', organisationName ?? t('oneOrganisation'), () =>
            url.change({ organisation: null }),
          )}
        <button type="button" className={styles.clear} onClick={url.clear} data-testid="clear-filters">
          {t('clearAll')}
        </button>
      </div>
    </>
  );

  function chip(key: string, label: string, remove: () => void) {
    return (
      <button
        key={key}
        type="button"
        className={styles.chip}
        onClick={remove}
        aria-label={t('removeFilter', { label })}
      >
        {label} <CloseOutlined aria-hidden />
      </button>
    );
  }
}

import { CloseOutlined } from '@ant-design/icons';
import { termLabel } from '#contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import styles from './active-filters.module.css';
import { filterTerms } from './filter-terms';
import { listFilters, type CatalogueUrl } from './use-catalogue-url';

/** The filters in force, each a chip that takes itself away. */
export function ActiveFilters({ url, organisationName }: { url: CatalogueUrl; organisationName?: string }) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  if (url.filterCount === 0) return null;
  const [min, max] = url.trl;
  return (
    <div className={styles.row} data-testid="active-filters">
      {listFilters.flatMap((name) =>
        url.selected[name].map((code) =>
          chip(`${name}:${code}`, termLabel(filterTerms[name], code, locale), () =>
            url.change({ [name]: url.selected[name].filter((one) => one !== code) }),
          ),
        ),
      )}
      {(min > 1 || max < 9) &&
        chip('trl', `TRL ${min}–${max}`, () => url.change({ trlMin: null, trlMax: null }))}
      {url.organisation &&
        chip('organisation', organisationName ?? t('oneOrganisation'), () =>
          url.change({ organisation: null }),
        )}
      <Button type="link" onClick={url.clear} data-testid="clear-filters">
        {t('clearAll')}
      </Button>
    </div>
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

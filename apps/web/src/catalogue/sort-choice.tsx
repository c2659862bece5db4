import { listingSorts } from '#contracts';
import { useTranslation } from 'react-i18next';
import styles from './catalogue-page.module.css';
import type { CatalogueUrl } from './use-catalogue-url';

/** The order of the results; the platform's own list, which every phone knows best. */
export function SortChoice({ url }: { url: CatalogueUrl }) {
  const { t } = useTranslation('catalogue');
  const sorts = listingSorts.filter((sort) => sort !== 'relevance' || url.q);
  return (
    <select
      className={styles.sort}
      value={url.sort}
      aria-label={t('sortLabel')}
      data-testid="sort"
      onChange={(event) => url.change({ sort: event.target.value })}
    >
      {sorts.map((sort) => (
        <option key={sort} value={sort}>
          {sort === 'closing' && url.kind === 'technology' ? t('sortValidity') : t(`sort.${sort}`)}
        </option>
      ))}
    </select>
  );
}

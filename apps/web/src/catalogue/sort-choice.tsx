import { listingSorts } from '#contracts';
import { useTranslation } from 'react-i18next';
import styles from './catalogue-page.module.css';
import type { CatalogueUrl } from './use-catalogue-url';
import { useFollowing } from './use-following';

/** The order of the results; the platform's own list, which every phone knows best. */
export function SortChoice({ url }: { url: CatalogueUrl }) {
  const { t } = useTranslation('catalogue');
  const [sort, setSort] = useFollowing<string>(url.sort);
  const sorts = listingSorts.filter((one) => one !== 'relevance' || url.q);
  return (
    <select
      className={styles.sort}
      value={sort}
      aria-label={t('sortLabel')}
      data-testid="sort"
      onChange={(event) => {
        setSort(event.target.value);
        url.change({ sort: event.target.value });
      }}
    >
      {sorts.map((one) => (
        <option key={one} value={one}>
          {one === 'closing' && url.kind === 'technology' ? t('sortValidity') : t(`sort.${one}`)}
        </option>
      ))}
    </select>
  );
}

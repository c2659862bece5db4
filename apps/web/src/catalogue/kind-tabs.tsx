import { listListings } from '#contracts';
import { keepPreviousData } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../api';
import { searchOf } from '../api-address';
import styles from './kind-tabs.module.css';
import type { CatalogueUrl } from './use-catalogue-url';

const kinds = ['technology', 'need'] as const;

/** The two halves of the catalogue with what this search finds in each. */
export function KindTabs({ url, total, settled }: { url: CatalogueUrl; total?: number; settled: boolean }) {
  const { t } = useTranslation('catalogue');
  const other = url.ofKind(url.kind === 'need' ? 'technology' : 'need');
  // The results come first: the other half is counted when they are there.
  const { data } = useRead(
    listListings,
    { query: { ...other, pageSize: 1 } },
    { enabled: settled, placeholderData: keepPreviousData },
  );
  return (
    <nav className={styles.tabs} aria-label={t('kinds')}>
      {kinds.map((kind) => {
        const here = kind === url.kind;
        const count = here ? total : data?.total;
        return (
          <Link
            key={kind}
            to={`/catalogue?${searchOf(url.ofKind(kind))}`}
            className={styles.tab}
            aria-current={here ? 'page' : undefined}
            data-testid={`kind-${kind}`}
            preventScrollReset
          >
            {t(`list.${kind}`)}
            <span className={styles.count}>{count ?? '…'}</span>
          </Link>
        );
      })}
    </nav>
  );
}

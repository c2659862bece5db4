import { BulbOutlined, FilterOutlined } from '@ant-design/icons';
import { Suspense, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GhostLines } from '../layout/ghost-lines';
import { Page } from '../layout/page';
import { PlainButton, PlainLink } from '../layout/plain-button';
import { QueryState } from '../layout/query-state';
import { themed } from '../layout/themed';
import { useMe } from '../layout/use-me';
import { useMedia } from '../layout/use-media';
import { ActiveFilters } from './active-filters';
import styles from './catalogue-page.module.css';
import { KindTabs } from './kind-tabs';
import { ListingCardView } from './listing-card';
import { NothingFound } from './nothing-found';
import { PageLinks } from './page-links';
import { SaveSearchButton } from './save-search-button';
import { SearchBox } from './search-box';
import { SortChoice } from './sort-choice';
import { useCatalogueAnswer } from './use-catalogue-answer';
import { useCatalogueUrl } from './use-catalogue-url';

// The results come first; the filters' code comes beside them.
const FacetPanel = themed(async () => (await import('./facet-panel')).FacetPanel);
const FilterDrawer = themed(async () => (await import('./filter-drawer')).FilterDrawer);

/** The public catalogue: search as one types, filters with counts, everything in the address. */
export function CataloguePage() {
  const { t } = useTranslation('catalogue');
  const url = useCatalogueUrl();
  const { isPublisher, isBureau } = useMe();
  const wide = useMedia('(min-width: 901px)');
  const [drawer, setDrawer] = useState<boolean>();
  const listings = useCatalogueAnswer(url);
  // Counting again may wait until the results stand there.
  const counted = useDeferredValue(listings.data);
  const total = listings.data?.total;
  const settled = listings.data !== undefined && !listings.isFetching;
  const organisationName =
    listings.data?.organisations.find(({ id }) => id === url.organisation)?.name ??
    listings.data?.items[0]?.organisation?.name;
  return (
    <Page
      title={t(`list.${url.kind}`)}
      subtitle={t(`listSubtitle.${url.kind}`)}
      actions={
        isPublisher && (
          <PlainLink look="primary" to={`/my/listings/new?kind=${url.kind}`}>
            {t(`new.${url.kind}`)}
          </PlainLink>
        )
      }
    >
      <SearchBox
        kind={url.kind}
        value={url.q}
        busy={listings.isFetching}
        onSearch={(q, continues) => url.change({ q, sort: null }, { replace: continues })}
      />
      <KindTabs url={url} total={total} settled={settled} />
      <div className={styles.body}>
        {wide && (
          <aside className={styles.side} aria-label={t('filters')}>
            <Suspense fallback={<GhostLines lines={12} />}>
              <FacetPanel url={url} found={counted} />
            </Suspense>
          </aside>
        )}
        <section aria-busy={listings.isFetching} data-testid="results" className={styles.results}>
          <div className={styles.bar}>
            <span aria-live="polite" data-testid="total" className={styles.total}>
              {total !== undefined && t('total', { count: total })}
            </span>
            {isBureau && (
              <PlainButton
                look="text"
                icon={<BulbOutlined />}
                aria-pressed={url.explain}
                data-testid="explain"
                onClick={() => url.change({ explain: url.explain ? null : 1, page: url.page })}
              >
                {t(url.explain ? 'explainOff' : 'explain')}
              </PlainButton>
            )}
            <SaveSearchButton url={url} organisationName={organisationName} />
            {!wide && (
              <PlainButton
                icon={<FilterOutlined />}
                onClick={() => setDrawer(true)}
                data-testid="open-filters"
              >
                {url.filterCount > 0 ? t('filtersCount', { count: url.filterCount }) : t('filters')}
              </PlainButton>
            )}
            <SortChoice url={url} />
          </div>
          <ActiveFilters url={url} organisationName={organisationName} />
          <QueryState
            result={listings}
            loading={[1, 2, 3].map((row) => (
              <div key={row} className={styles.ghost}>
                <GhostLines lines={4} />
              </div>
            ))}
            isEmpty={(data) => data.items.length === 0}
            empty={listings.data && <NothingFound url={url} found={listings.data} />}
          >
            {(data) => (
              <div className={listings.isPlaceholderData ? styles.stale : undefined}>
                <div className={styles.cards} data-testid="listing-cards">
                  {data.items.map((card) => (
                    <ListingCardView key={card.id} card={card} />
                  ))}
                </div>
                <PageLinks
                  page={url.page}
                  pages={Math.ceil(data.total / data.pageSize)}
                  addressOf={url.pageAddress}
                />
              </div>
            )}
          </QueryState>
        </section>
      </div>
      {drawer !== undefined && !wide && (
        <Suspense>
          <FilterDrawer open={drawer} onClose={() => setDrawer(false)} url={url} found={listings.data} />
        </Suspense>
      )}
    </Page>
  );
}

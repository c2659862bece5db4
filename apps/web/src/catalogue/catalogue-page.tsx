import { FilterOutlined, SearchOutlined } from '@ant-design/icons';
import { keepPreviousData } from '@tanstack/react-query';
import { listingSorts, listListings } from '#contracts';
import { Badge, Button, Drawer, Pagination, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { useMe } from '../layout/use-me';
import { ActiveFilters } from './active-filters';
import styles from './catalogue-page.module.css';
import { FacetPanel } from './facet-panel';
import { ListingCardView } from './listing-card';
import { SearchBox } from './search-box';
import { useCatalogueUrl } from './use-catalogue-url';

/** The public catalogue: search as one types, filters with counts, everything in the address. */
export function CataloguePage() {
  const { t } = useTranslation('catalogue');
  const url = useCatalogueUrl();
  const { isPublisher } = useMe();
  const [drawer, setDrawer] = useState(false);
  // The former results keep their place while the next are under way, but never those of the other kind.
  const listings = useRead(
    listListings,
    { query: url.query },
    {
      placeholderData: (before, query) =>
        (query?.queryKey[1] as { query?: { kind?: string } })?.query?.kind === url.kind
          ? keepPreviousData(before)
          : undefined,
    },
  );
  const facets = listings.data?.facets ?? {};
  const total = listings.data?.total;
  const sorts = listingSorts.filter(
    (sort) => (sort !== 'relevance' || url.q) && (sort !== 'closing' || url.kind === 'need'),
  );
  return (
    <Page
      title={t(`list.${url.kind}`)}
      subtitle={t(`listSubtitle.${url.kind}`)}
      actions={
        isPublisher && (
          <LinkButton type="primary" to={`/my/listings/new?kind=${url.kind}`}>
            {t(`new.${url.kind}`)}
          </LinkButton>
        )
      }
    >
      <SearchBox
        key={url.kind}
        value={url.q}
        label={t('searchLabel')}
        placeholder={t(`searchHint.${url.kind}`)}
        onSearch={(q) => url.change({ q, sort: null }, { replace: true })}
      />
      <div className={styles.body}>
        <aside className={styles.side} aria-label={t('filters')}>
          <FacetPanel url={url} facets={facets} />
        </aside>
        <section aria-busy={listings.isFetching} className={styles.results}>
          <div className={styles.bar}>
            <span aria-live="polite" data-testid="total" className={styles.total}>
              {total !== undefined && t('total', { count: total })}
            </span>
            <Badge count={url.filterCount} className={styles.filterButton}>
              <Button icon={<FilterOutlined />} onClick={() => setDrawer(true)} data-testid="open-filters">
                {t('filters')}
              </Button>
            </Badge>
            <Select
              value={url.sort}
              aria-label={t('sortLabel')}
              className={styles.sort}
              popupMatchSelectWidth={false}
              data-testid="sort"
              onChange={(sort) => url.change({ sort })}
              options={sorts.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
            />
          </div>
          <ActiveFilters url={url} organisationName={listings.data?.items[0]?.organisation?.name} />
          <QueryState
            result={listings}
            loading={[1, 2, 3].map((row) => (
              <div key={row} className={styles.ghost}>
                <Skeleton active paragraph={{ rows: 3 }} />
              </div>
            ))}
            isEmpty={(data) => data.items.length === 0}
            empty={
              <Notice
                icon={<SearchOutlined />}
                title={t('noneFound')}
                testid="none-found"
                action={
                  url.filterCount > 0 ? (
                    <Button onClick={url.clear}>{t('clearAll')}</Button>
                  ) : url.q ? (
                    <Button onClick={() => url.change({ q: null })}>{t('clearSearch')}</Button>
                  ) : undefined
                }
              >
                {t(url.filterCount > 0 || url.q ? 'noneFoundHint' : 'noneYetHint')}
              </Notice>
            }
          >
            {(data) => (
              <div className={listings.isPlaceholderData ? styles.stale : undefined}>
                <div className={styles.cards} data-testid="listing-cards">
                  {data.items.map((card) => (
                    <ListingCardView key={card.id} card={card} query={url.q} />
                  ))}
                </div>
                <Pagination
                  className={styles.pages}
                  align="center"
                  current={url.page}
                  pageSize={data.pageSize}
                  total={data.total}
                  showSizeChanger={false}
                  hideOnSinglePage
                  responsive
                  onChange={(page) => url.change({ page })}
                />
              </div>
            )}
          </QueryState>
        </section>
      </div>
      <Drawer
        open={drawer}
        onClose={() => setDrawer(false)}
        title={t('filters')}
        placement="right"
        size={Math.min(360, window.innerWidth - 24)}
        footer={
          <div className={styles.drawerFoot}>
            <Button onClick={url.clear} disabled={url.filterCount === 0}>
              {t('clearAll')}
            </Button>
            <Button type="primary" onClick={() => setDrawer(false)} data-testid="show-results">
              {t('showResults', { count: total ?? 0 })}
            </Button>
          </div>
        }
      >
        <FacetPanel url={url} facets={facets} />
      </Drawer>
    </Page>
  );
}

import { FileAddOutlined, ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { keepPreviousData } from '@tanstack/react-query';
import { listingStateCodes, listingStates, listListings, termLabel } from '#contracts';
import { Pagination, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useRead } from '../api';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { useLocale } from '../layout/use-locale';
import { useMe } from '../layout/use-me';
import styles from './my-listings-page.module.css';
import { MyListingRow } from './my-listing-row';
import { StateChips } from './state-chips';

export function MyListingsPage() {
  return (
    <Gate allow={(me) => me.isPublisher}>
      <MyListings />
    </Gate>
  );
}

/** The own organisation's listings in every state. */
function MyListings() {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const own = me.organisation?.kind === 'institute' ? 'technology' : 'need';
  const kindInUrl = search.get('kind');
  const kind = kindInUrl === 'technology' || kindInUrl === 'need' ? kindInUrl : own;
  const state = listingStateCodes.find((code) => code === search.get('state'));
  const page = Number(search.get('page') ?? 1);
  const listings = useRead(
    listListings,
    { query: { kind, mine: 'true', state: state && [state], page, sort: 'newest' } },
    { placeholderData: keepPreviousData },
  );
  const counts = new Map((listings.data?.facets.state ?? []).map(({ code, count }) => [code, count]));
  const go = (next: Record<string, string | undefined>) =>
    setSearch(
      Object.entries({ kind, state, ...next }).filter((pair): pair is [string, string] => Boolean(pair[1])),
    );
  return (
    <Page
      title={t('mine')}
      subtitle={t('mineSubtitle')}
      actions={
        <>
          <LinkButton icon={<ImportOutlined />} to={`/my/import?kind=${kind}`} data-testid="to-import">
            {t('import')}
          </LinkButton>
          <LinkButton
            type="primary"
            icon={<PlusOutlined />}
            to={`/my/listings/new?kind=${kind}`}
            data-testid="new-listing"
          >
            {t(`new.${kind}`)}
          </LinkButton>
        </>
      }
    >
      <div className={styles.bar}>
        <Segmented
          value={kind}
          options={(['technology', 'need'] as const).map((one) => ({ value: one, label: t(`list.${one}`) }))}
          onChange={(next) => go({ kind: next, state: undefined })}
        />
        <StateChips
          states={listingStates.map(({ code }) => ({
            code,
            label: termLabel(listingStates, code, locale),
            count: counts.get(code),
          }))}
          value={state}
          onChange={(next) => go({ state: next })}
        />
      </div>
      <QueryState
        result={listings}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <Notice
            icon={<FileAddOutlined />}
            title={t(state ? 'mineNoneInState' : 'mineNone')}
            testid="empty"
            action={
              !state && (
                <LinkButton type="primary" to={`/my/listings/new?kind=${kind}`}>
                  {t(`new.${kind}`)}
                </LinkButton>
              )
            }
          >
            {!state && t(`mineNoneHint.${kind}`)}
          </Notice>
        }
      >
        {(data) => (
          <>
            <ul className={styles.rows}>
              {data.items.map((card) => (
                <MyListingRow key={card.id} card={card} />
              ))}
            </ul>
            <Pagination
              align="center"
              className={styles.pages}
              hideOnSinglePage
              current={page}
              total={data.total}
              pageSize={data.pageSize}
              showSizeChanger={false}
              onChange={(next) => go({ page: String(next) })}
            />
          </>
        )}
      </QueryState>
    </Page>
  );
}

import { EditOutlined } from '@ant-design/icons';
import {
  cooperationModes,
  disclosureLevels,
  fields,
  needKinds,
  readListing,
  termLabel,
  type ListingDetail,
} from '#contracts';
import { Alert, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../api';
import { LinkButton } from '../layout/link-button';
import { Page } from '../layout/page';
import { Panel } from '../layout/panel';
import { QueryState } from '../layout/query-state';
import { useLocale } from '../layout/use-locale';
import { useMe } from '../layout/use-me';
import { ListingAside } from './listing-aside';
import styles from './listing-page.module.css';
import { ListingSections } from './listing-sections';
import { WhyNotPanel } from '../matching/why-not-panel';
import { MatchesPanel } from './matches-panel';
import { StateTag } from './state-tag';
import { VersionsPanel } from './versions-panel';

export function ListingPage() {
  const { id = '' } = useParams();
  const listing = useRead(readListing, { params: { id } });
  return listing.data ? (
    <Listing listing={listing.data} />
  ) : (
    <Page>
      <QueryState result={listing}>{() => null}</QueryState>
    </Page>
  );
}

function Listing({ listing }: { listing: ListingDetail }) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const me = useMe();
  const gone = listing.state === 'archived' || listing.state === 'expired';
  const inCatalogue = listing.publishedAt !== null && !gone;
  const seesMatches = inCatalogue && (listing.canEdit || me.isBroker);
  return (
    <Page>
      <nav className={styles.crumbs} aria-label={t('breadcrumb')}>
        <Link to={`/catalogue?kind=${listing.kind}`}>{t(`list.${listing.kind}`)}</Link>
        {listing.field && (
          <>
            <span aria-hidden>/</span>
            <Link to={`/catalogue?kind=${listing.kind}&field=${listing.field}`}>
              {termLabel(fields, listing.field, locale)}
            </Link>
          </>
        )}
        <span aria-hidden>/</span>
        <span>{listing.code}</span>
      </nav>
      {listing.state !== 'published' && (
        <Alert
          type={listing.state === 'returned' ? 'warning' : 'info'}
          showIcon
          className={styles.notice}
          title={
            <>
              <StateTag state={listing.state} /> {t(inCatalogue ? 'stillPublished' : 'notInCatalogue')}
            </>
          }
          description={listing.returnReason && t('returnedBecause', { reason: listing.returnReason })}
        />
      )}
      <div className={styles.body}>
        <div className={styles.main}>
          <article className={styles.paper} data-testid="listing">
            <h1 className={styles.title}>{listing.title}</h1>
            {listing.summary && listing.kind === 'technology' && (
              <p className={styles.summary}>{listing.summary}</p>
            )}
            <div className={styles.tags}>
              {listing.needKind && (
                <Tag variant="filled" color="blue">
                  {termLabel(needKinds, listing.needKind, locale)}
                </Tag>
              )}
              {listing.modes.map((mode) => (
                <Tag variant="filled" key={mode}>
                  {termLabel(cooperationModes, mode, locale)}
                </Tag>
              ))}
              {listing.disclosure !== 'public' && (
                <Tag variant="outlined">{termLabel(disclosureLevels, listing.disclosure, locale)}</Tag>
              )}
            </div>
            <hr className={styles.rule} />
            <ListingSections listing={listing} />
          </article>
          {seesMatches && <MatchesPanel listing={listing} />}
          {inCatalogue && me.isBroker && <WhyNotPanel listing={listing} />}
          {listing.canEdit && <VersionsPanel id={listing.id} />}
        </div>
        <aside className={styles.side}>
          {(listing.canEdit || listing.canReview) && (
            <Panel>
              <div className={styles.owner}>
                {listing.canEdit && (
                  <LinkButton
                    block
                    type="primary"
                    icon={<EditOutlined />}
                    to={`/my/listings/${listing.id}`}
                    data-testid="edit-listing"
                  >
                    {t('edit')}
                  </LinkButton>
                )}
                {listing.canReview && listing.state === 'submitted' && (
                  <LinkButton block to={`/review?id=${listing.id}`} data-testid="review-listing">
                    {t('toReview')}
                  </LinkButton>
                )}
              </div>
            </Panel>
          )}
          <ListingAside listing={listing} />
        </aside>
      </div>
    </Page>
  );
}

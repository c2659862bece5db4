import { CalendarOutlined } from '@ant-design/icons';
import { districts, priceKinds, termLabel, type ListingDetail } from '#contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LinkButton } from '../layout/link-button';
import { Panel } from '../layout/panel';
import { formatDate } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import styles from './listing-page.module.css';
import { TrlMark } from './trl-mark';

/** The facts that decide at a glance, who publishes, and the step to a meeting. */
export function ListingAside({ listing }: { listing: ListingDetail }) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const technology = listing.kind === 'technology';
  return (
    <Panel>
      <dl className={styles.facts}>
        <dt>{t(technology ? 'publisher' : 'needFrom')}</dt>
        <dd>
          {listing.organisation ? (
            <Link to={`/catalogue?kind=${listing.kind}&organisation=${listing.organisation.id}`}>
              {listing.organisation.name}
            </Link>
          ) : (
            <>
              {t('anonymous')}
              <small>{t('anonymousHint')}</small>
            </>
          )}
        </dd>
        {listing.district && (
          <>
            <dt>{t('filter.district')}</dt>
            <dd>{termLabel(districts, listing.district, locale)}</dd>
          </>
        )}
        {listing.trl !== null && (
          <>
            <dt>{t(technology ? 'trl' : 'minTrl')}</dt>
            <dd>
              <TrlMark level={listing.trl} />
            </dd>
          </>
        )}
        {technology && (
          <>
            <dt>{t('patentsName')}</dt>
            <dd>{listing.patentCount}</dd>
          </>
        )}
        {listing.priceKind && (
          <>
            <dt>{t('name.price')}</dt>
            <dd>{termLabel(priceKinds, listing.priceKind, locale)}</dd>
          </>
        )}
        {listing.deadline && (
          <>
            <dt>{t('name.deadline')}</dt>
            <dd>{listing.deadline}</dd>
          </>
        )}
        <dt>{t('updated')}</dt>
        <dd>{formatDate(listing.updatedAt)}</dd>
        {listing.validUntil && (
          <>
            <dt>{t('validUntil')}</dt>
            <dd>{listing.validUntil}</dd>
          </>
        )}
      </dl>
      {!listing.canEdit && listing.state === 'published' && (
        <div className={styles.meet}>
          <p>{t('meetHint')}</p>
          <LinkButton block type="primary" icon={<CalendarOutlined />} to="/events">
            {t('toEvents')}
          </LinkButton>
        </div>
      )}
    </Panel>
  );
}

import { CheckCircleFilled } from '@ant-design/icons';
import { organisationKinds, termLabel, type MyMeeting } from '#contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLocale } from '../layout/use-locale';
import styles from './meeting-why.module.css';

/** Whom one meets, why, and what both sides bring. */
export function MeetingWhy({ meeting }: { meeting: MyMeeting }) {
  const { t } = useTranslation('board');
  const locale = useLocale();
  const { counterpart, ownListing, reasons } = meeting;
  return (
    <div className={styles.why}>
      <div className={styles.who}>
        <b>{counterpart.name}</b>
        <span>
          {termLabel(organisationKinds, counterpart.kind, locale)} · {counterpart.person}
        </span>
        {meeting.also !== null && <span>{t('joins', { name: meeting.also })}</span>}
      </div>
      {reasons.length > 0 && (
        <ul className={styles.reasons} aria-label={t('why')}>
          {reasons.slice(0, 3).map((reason) => (
            <li key={reason}>
              <CheckCircleFilled aria-hidden /> <span>{reason}</span>
            </li>
          ))}
        </ul>
      )}
      <dl className={styles.listings}>
        {counterpart.listing && (
          <>
            <dt>{t('theirListing')}</dt>
            <dd>
              <Link to={`/listings/${counterpart.listing.id}`}>{counterpart.listing.title}</Link>
            </dd>
          </>
        )}
        {ownListing && (
          <>
            <dt>{t('yourListing')}</dt>
            <dd>
              <Link to={`/listings/${ownListing.id}`}>{ownListing.title}</Link>
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}

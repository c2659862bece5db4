import {
  archiveListing,
  cooperationModes,
  fields,
  readListing,
  termLabel,
  type ListingCard,
} from '#contracts';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useChange, useRead } from '../api';
import { LinkButton } from '../layout/link-button';
import { formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { inRow } from '../layout/words';
import styles from './my-listings-page.module.css';
import { StateTag } from './state-tag';

/** One own listing: its state, why it came back, and the next step. */
export function MyListingRow({ card }: { card: ListingCard }) {
  const { t } = useTranslation('catalogue');
  const locale = useLocale();
  const { message, modal } = App.useApp();
  const archive = useChange(archiveListing);
  const ask = () =>
    void modal.confirm({
      title: t('archiveTitle'),
      content: t('archiveAsk', { title: card.title }),
      okText: t('archive'),
      onOk: async () => {
        await archive.mutateAsync({ params: { id: card.id }, body: { version: card.version } }).then(
          () => message.success(t('archived')),
          (error: Error) => message.error(error.message),
        );
      },
    });
  return (
    <li className={styles.row} data-testid="my-listing">
      <div className={styles.main}>
        <div className={styles.head}>
          <StateTag state={card.state} />
          <span className={styles.code}>{card.code}</span>
        </div>
        <Link to={`/my/listings/${card.id}`} className={styles.title}>
          {card.title}
        </Link>
        <div className={styles.meta}>
          {card.field && <span>{termLabel(fields, card.field, locale)}</span>}
          {card.modes.length > 0 && (
            <span>
              {inRow(
                card.modes.map((mode) => termLabel(cooperationModes, mode, locale)),
                locale,
              )}
            </span>
          )}
          <span>{t('updatedAt', { day: formatDateTime(card.updatedAt) })}</span>
          {card.validUntil && <span>{t('validUntilIs', { day: card.validUntil })}</span>}
        </div>
        {card.state === 'returned' && <ReturnReason id={card.id} />}
      </div>
      <div className={styles.actions}>
        {card.state === 'published' && (
          <>
            <LinkButton to={`/listings/${card.id}`} data-testid="view-matches">
              {t('viewMatches')}
            </LinkButton>
            <Button type="text" onClick={ask} loading={archive.isPending} data-testid="archive">
              {t('archive')}
            </Button>
          </>
        )}
        <LinkButton
          to={`/my/listings/${card.id}`}
          type={card.state === 'draft' || card.state === 'returned' ? 'primary' : 'default'}
          ghost={card.state === 'draft' || card.state === 'returned'}
          data-testid="open-listing"
        >
          {t(`next.${card.state}`)}
        </LinkButton>
      </div>
    </li>
  );
}

function ReturnReason({ id }: { id: string }) {
  const { t } = useTranslation('catalogue');
  const { data } = useRead(readListing, { params: { id } });
  if (!data?.returnReason) return null;
  return (
    <p className={styles.reason} data-testid="return-reason">
      {t('returnedBecause', { reason: data.returnReason })}
    </p>
  );
}

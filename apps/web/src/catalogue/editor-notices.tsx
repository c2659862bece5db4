import type { ListingDetail } from '#contracts';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../layout/link-button';
import styles from './editor-notices.module.css';
import type { SaveState } from './use-autosave';

interface EditorNoticesProps {
  listing: ListingDetail | null;
  saveState: SaveState;
  /** This device holds changes that the server never got. */
  hasLocal: boolean;
  /** The server's listing has moved on since. */
  localIsOlder: boolean;
  onTakeLocal: () => void;
  onDropLocal: () => void;
  onReload: () => void;
  onOverwrite: () => void;
}

/** What the author must know before writing on: sent back and why, under review, changed elsewhere, unsaved here. */
export function EditorNotices(props: EditorNoticesProps) {
  const { t } = useTranslation('catalogue');
  const { listing, saveState, hasLocal, localIsOlder } = props;
  return (
    <div className={styles.notices}>
      {listing?.returnReason && (listing.state === 'returned' || listing.state === 'draft') && (
        <Alert
          type="warning"
          showIcon
          data-testid="return-reason"
          title={t('returnedTitle')}
          description={listing.returnReason}
        />
      )}
      {listing?.state === 'submitted' && (
        <Alert
          type="info"
          showIcon
          data-testid="under-review"
          title={t('underReview')}
          description={t('underReviewHint')}
          action={<LinkButton to="/my/listings">{t('toMine')}</LinkButton>}
        />
      )}
      {listing?.state === 'published' && <Alert type="info" showIcon title={t('publishedHint')} />}
      {saveState === 'stale' && (
        <Alert
          type="error"
          showIcon
          role="alert"
          data-testid="stale"
          title={t('staleTitle')}
          description={t('staleText')}
          action={
            <div className={styles.actions}>
              <Button onClick={props.onReload} data-testid="stale-reload">
                {t('staleReload')}
              </Button>
              <Button type="primary" onClick={props.onOverwrite} data-testid="stale-overwrite">
                {t('staleOverwrite')}
              </Button>
            </div>
          }
        />
      )}
      {hasLocal && (
        <Alert
          type="warning"
          showIcon
          data-testid="local-draft"
          title={t(localIsOlder ? 'localOlderTitle' : 'localTitle')}
          action={
            <div className={styles.actions}>
              <Button onClick={props.onDropLocal}>{t('localDrop')}</Button>
              <Button type="primary" onClick={props.onTakeLocal} data-testid="take-local">
                {t('localTake')}
              </Button>
            </div>
          }
        />
      )}
    </div>
  );
}

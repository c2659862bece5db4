import { SendOutlined } from '@ant-design/icons';
import type { ListingDetail } from '#contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../layout/link-button';
import { SaveMark } from './save-mark';
import styles from './submit-bar.module.css';
import type { SaveState } from './use-autosave';

interface SubmitBarProps {
  listing: ListingDetail | null;
  saveState: SaveState;
  busy: boolean;
  onSubmit: () => void;
}

/** The one step forward; under the thumb on phones. */
export function SubmitBar({ listing, saveState, busy, onSubmit }: SubmitBarProps) {
  const { t } = useTranslation('catalogue');
  const again = listing?.state === 'returned' || Boolean(listing?.publishedAt);
  // What is published, archived or expired has nothing to submit until something is changed.
  const open = !listing || listing.state === 'draft' || listing.state === 'returned';
  return (
    <div className={styles.bar}>
      <SaveMark state={saveState} since={listing?.updatedAt} />
      <Button
        block
        type="primary"
        size="large"
        icon={<SendOutlined />}
        loading={busy}
        disabled={!open}
        onClick={onSubmit}
        data-testid="submit-listing"
      >
        {t(open ? (again ? 'submitAgain' : 'submit') : 'submitAfterChange')}
      </Button>
      {listing && (
        <LinkButton block disabled={false} to={`/listings/${listing.id}`} className={styles.preview}>
          {t('preview')}
        </LinkButton>
      )}
    </div>
  );
}

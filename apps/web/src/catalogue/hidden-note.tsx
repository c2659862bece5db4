import { LockOutlined } from '@ant-design/icons';
import type { ListingDetail } from '#contracts';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useMe } from '../layout/use-me';
import styles from './hidden-note.module.css';

/** Says which parts the reader does not see, and why; never pretends that they are not there. */
export function HiddenNote({
  kind,
  parts,
}: {
  kind: ListingDetail['kind'];
  parts: ListingDetail['hiddenParts'];
}) {
  const { t } = useTranslation('catalogue');
  const { signedIn } = useMe();
  const { pathname } = useLocation();
  if (parts.length === 0) return null;
  return (
    <aside className={styles.note} data-testid="hidden-parts">
      <LockOutlined aria-hidden />
      <div>
        {parts.includes('registered') && (
          <p>
            {t(`hidden.registered.${kind}`)}{' '}
            {!signedIn && (
              <Link to={`/sign-in?next=${encodeURIComponent(pathname)}`}>{t('signInToSee')}</Link>
            )}
          </p>
        )}
        {parts.includes('confidential') && <p>{t('hidden.confidential')}</p>}
      </div>
    </aside>
  );
}

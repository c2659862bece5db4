import { CloseCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import styles from './organisation-banner.module.css';
import { useMe } from './use-me';

/** Says to members of an organisation that is not approved what they wait for. */
export function OrganisationBanner() {
  const { t } = useTranslation('layout');
  const { organisation } = useMe();
  if (!organisation || organisation.state === 'approved') return null;
  const pending = organisation.state === 'pending';
  const Icon = pending ? InfoCircleFilled : CloseCircleFilled;
  return (
    <div
      role="alert"
      data-testid="organisation-banner"
      className={pending ? styles.banner : `${styles.banner} ${styles.rejected}`}
    >
      <Icon aria-hidden className={styles.icon} />
      {t(pending ? 'pendingBanner' : 'rejectedBanner', {
        name: organisation.name,
        reason: organisation.reason ?? '—',
      })}
    </div>
  );
}

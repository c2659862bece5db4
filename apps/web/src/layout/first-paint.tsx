import { useTranslation } from 'react-i18next';
import styles from './first-paint.module.css';

/** What stands while the first page's code is under way. */
export function FirstPaint() {
  const { t } = useTranslation('layout');
  return (
    <div className={styles.paint} role="status" aria-label={t('loading')}>
      <img src="/favicon.svg" alt="" width={48} height={48} />
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { GhostLines } from './ghost-lines';
import { Page } from './page';
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

/** What stands inside the frame meanwhile, and while it is not known who asks. */
export function FirstPage() {
  const { t } = useTranslation('layout');
  return (
    <Page>
      <div role="status" aria-label={t('loading')} data-loading>
        <GhostLines lines={7} />
      </div>
    </Page>
  );
}

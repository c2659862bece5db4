import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useNavigation, type Location } from 'react-router';
import { BottomBar } from './bottom-bar';
import { OrganisationBanner } from './organisation-banner';
import styles from './shell.module.css';
import { TopBar } from './top-bar';

/** The first page of a visit has no key of its own; its address tells it apart. */
const placeOf = ({ key, pathname, search }: Location) => (key === 'default' ? pathname + search : key);

/** The frame around every page but the wall screen. */
export function Shell() {
  const { t } = useTranslation('layout');
  const navigation = useNavigation();
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {t('toContent')}
      </a>
      {navigation.state === 'loading' && (
        <div className={styles.progress} role="status" aria-label={t('loading')} />
      )}
      <TopBar />
      <OrganisationBanner />
      <main id="content" tabIndex={-1} className={styles.content}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <div>
          <b>{t('product')}</b> · {t('owner')}
        </div>
        <div>{t('footerNote')}</div>
      </footer>
      <BottomBar />
      <ScrollRestoration getKey={placeOf} />
    </div>
  );
}

import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LanguageSwitch } from './language-switch';
import styles from './top-bar.module.css';
import { themed } from './themed';
import { useMe } from './use-me';
import { useMenu } from './use-menu';

// Not needed to see a page; its code comes beside the page's.
const AccountMenu = themed(async () => (await import('../account/account-menu')).AccountMenu);

export function TopBar() {
  const { t } = useTranslation('layout');
  const menu = useMenu();
  const { demo } = useMe();
  return (
    <header className={styles.bar}>
      <div className={styles.inner}>
        <Link to="/" className={styles.brand} aria-label={`${t('product')} ${t('home')}`}>
          <img src="/favicon.svg" alt="" width={32} height={32} />
          <span className={styles.name}>{t('product')}</span>
          {demo && (
            <span className={styles.demo} title={t('demoHint')}>
              {t('demoMark')}
            </span>
          )}
        </Link>
        <nav className={styles.menu} aria-label={t('mainMenu')}>
          {menu.map((entry) => (
            <Link
              key={entry.name}
              to={entry.to}
              className={styles.entry}
              aria-current={entry.active ? 'page' : undefined}
              data-testid={`menu-${entry.name}`}
            >
              {t(entry.name)}
            </Link>
          ))}
        </nav>
        <div className={styles.side}>
          <LanguageSwitch />
          <Suspense fallback={<span className={styles.account} />}>
            <AccountMenu />
          </Suspense>
        </div>
      </div>
    </header>
  );
}

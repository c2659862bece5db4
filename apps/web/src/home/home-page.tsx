import { useTranslation } from 'react-i18next';
import { DemoList } from '../account/demo-list';
import { useDemoAccounts } from '../account/use-demo-accounts';
import { LinkButton } from '../layout/link-button';
import { useMe } from '../layout/use-me';
import { Figures } from './figures';
import { HomeSearch } from './home-search';
import styles from './home-page.module.css';
import { NextEvent } from './next-event';

export function HomePage() {
  const { t } = useTranslation(['home', 'account']);
  const me = useMe();
  const { accounts } = useDemoAccounts();
  const steps = t('steps', { returnObjects: true }) as { title: string; text: string }[];
  return (
    <>
      <section className={styles.hero}>
        <div className={styles.inner}>
          <h1 className={styles.headline}>{t('headline')}</h1>
          <p className={styles.intro}>{t('intro')}</p>
          <HomeSearch />
          <Figures />
        </div>
      </section>
      <div className={styles.inner}>
        <section className={styles.part} aria-labelledby="next-event">
          <h2 id="next-event" className={styles.title}>
            {t('nextEvent')}
          </h2>
          <NextEvent />
        </section>
        {accounts.length > 0 && !me.signedIn && (
          <section className={styles.part} aria-labelledby="demo">
            <h2 id="demo" className={styles.title}>
              {t('account:demoTitle')} <small>{t('account:demoSubtitle')}</small>
            </h2>
            <DemoList />
          </section>
        )}
        <section className={styles.part} aria-labelledby="how">
          <h2 id="how" className={styles.title}>
            {t('how')}
          </h2>
          <ol className={styles.steps}>
            {steps.map((step, i) => (
              <li key={step.title}>
                <span className={styles.no} aria-hidden>
                  {i + 1}
                </span>
                <h3>{step.title}</h3>
                <p>{step.text}</p>
              </li>
            ))}
          </ol>
        </section>
        {me.ready && !me.signedIn && (
          <section className={styles.join}>
            <p>{t('joinHint')}</p>
            <LinkButton size="large" to="/sign-up" data-testid="to-sign-up">
              {t('join')}
            </LinkButton>
          </section>
        )}
      </div>
    </>
  );
}

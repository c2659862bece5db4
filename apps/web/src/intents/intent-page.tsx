import { intentKinds, organisationKinds, readIntent, termLabel, type IntentDetail } from '#contracts';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../api';
import { Gate } from '../layout/gate';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { useLocale } from '../layout/use-locale';
import { FourAmounts } from './four-amounts';
import { IntentAnswer } from './intent-answer';
import { IntentLedger } from './intent-ledger';
import styles from './intent-page.module.css';
import { NextActions } from './next-actions';
import { StagePath } from './stage-path';
import { StageTag } from './stage-tag';

/** The other side may answer at any moment. */
const refreshMs = 15_000;

export function IntentPage() {
  return (
    <Gate allow={(me) => me.mayFollowIntents}>
      <IntentById />
    </Gate>
  );
}

function IntentById() {
  const { id = '' } = useParams();
  const result = useRead(readIntent, { params: { id } }, { refetchInterval: refreshMs });
  return (
    <Page>
      <QueryState result={result}>{(intent) => <Intent intent={intent} />}</QueryState>
    </Page>
  );
}

function Intent({ intent }: { intent: IntentDetail }) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const listing = (key: 'technology' | 'need') =>
    intent[key] && (
      <>
        <dt>{t(key)}</dt>
        <dd>
          <Link to={`/listings/${intent[key].id}`}>{intent[key].title}</Link>
        </dd>
      </>
    );
  const party = (one: IntentDetail['a'], role: string) => (
    <div className={styles.party}>
      <span>
        {role} · {termLabel(organisationKinds, one.kind, locale)}
      </span>
      <b>{one.name}</b>
    </div>
  );
  return (
    <>
      <header className={styles.head}>
        <div className={styles.over}>
          <span role="status">
            <StageTag stage={intent.stage} testid="intent-stage" />
          </span>
          <span>{termLabel(intentKinds, intent.kind, locale)}</span>
          <span>{intent.code}</span>
        </div>
        <h1 className={styles.parties}>
          {party(intent.a, t('expressedBy'))}
          <span className={styles.times} aria-hidden>
            ×
          </span>
          {party(intent.b, t('confirmedBy'))}
        </h1>
      </header>
      <IntentAnswer intent={intent} />
      <section className={styles.card}>
        <StagePath intent={intent} />
      </section>
      <div className={styles.columns}>
        <div>
          <section className={styles.card}>
            <h2>{t('nextActions')}</h2>
            <NextActions intent={intent} />
          </section>
          <section className={styles.card}>
            <h2>{t('ledger')}</h2>
            <IntentLedger ledger={intent.ledger} />
          </section>
        </div>
        <div>
          <section className={styles.card}>
            <h2>{t('amounts')}</h2>
            <FourAmounts amounts={intent.amounts} />
          </section>
          <section className={styles.card}>
            <h2>{t('aboutWhat')}</h2>
            <dl className={styles.facts}>
              {intent.event && (
                <>
                  <dt>{t('event')}</dt>
                  <dd>
                    <Link to={`/events/${intent.event.id}`}>{intent.event.title}</Link>
                  </dd>
                </>
              )}
              {listing('technology')}
              {listing('need')}
              {intent.nextStep && (
                <>
                  <dt>{t('expectedStep')}</dt>
                  <dd>{intent.nextStep}</dd>
                </>
              )}
            </dl>
            {intent.content && <p className={styles.content}>{intent.content}</p>}
          </section>
        </div>
      </div>
    </>
  );
}

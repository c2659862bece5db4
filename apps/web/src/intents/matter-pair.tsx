import { organisationKinds, termLabel } from '#contracts';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import { useMe } from '../layout/use-me';
import styles from './matter-pair.module.css';
import type { Matter } from './use-matter';

/** The two sides and what each brings, filled in by the meeting or the listing. */
export function MatterPair({ matter }: { matter: Matter }) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const me = useMe();
  if (matter.pending) {
    return (
      <div className={styles.pair}>
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      </div>
    );
  }
  if (!matter.name) return null;
  const who = [matter.kind && termLabel(organisationKinds, matter.kind, locale), matter.person];
  return (
    <div className={styles.pair} data-testid="intent-pair">
      <div>
        <b>{matter.name}</b>
        <span>{who.filter(Boolean).join(' · ')}</span>
        {matter.theirs && <p>{matter.theirs}</p>}
      </div>
      <div>
        <b>{me.organisation?.name}</b>
        <span>{t('you')}</span>
        {matter.ours && <p>{matter.ours}</p>}
      </div>
    </div>
  );
}

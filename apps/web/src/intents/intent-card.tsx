import { intentKinds, termLabel, type IntentCard } from '#contracts';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatWan, formatWanRange } from '../layout/money';
import { formatDate } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import styles from './intent-card.module.css';
import { StageTag } from './stage-tag';

/** One intent in the list: who with whom, how, about what, and where it stands. */
export function IntentCardView({ intent }: { intent: IntentCard }) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const { intendedMin, intendedMax, contractValue, received } = intent.amounts;
  // One of the four under its own name: the one that is nearest to the money.
  const amount = () => {
    if (received > 0) return `${t('received')} ${formatWan(received, locale)}`;
    if (contractValue !== null) return `${t('contractValue')} ${formatWan(contractValue, locale)}`;
    if (intendedMin === null && intendedMax === null) return t('amountNone');
    return `${t('intended')} ${formatWanRange(intendedMin ?? undefined, intendedMax ?? undefined, locale)}`;
  };
  return (
    <li>
      <Link to={`/intents/${intent.id}`} className={styles.card} data-testid="intent-card">
        <div className={styles.head}>
          {intent.awaitsMe ? (
            <Tag variant="filled" color="gold">
              {t('awaitsMe')}
            </Tag>
          ) : (
            <StageTag stage={intent.stage} />
          )}
          <span>{termLabel(intentKinds, intent.kind, locale)}</span>
          <span className={styles.code}>{intent.code}</span>
        </div>
        <h3>
          {intent.a.name} <span aria-hidden>×</span> {intent.b.name}
        </h3>
        <div className={styles.facts}>
          <span>{intent.technology?.title ?? intent.need?.title ?? intent.content}</span>
          <span className={styles.amount}>{amount()}</span>
          <span className={styles.at}>{t('updatedAt', { time: formatDate(intent.updatedAt) })}</span>
        </div>
      </Link>
    </li>
  );
}

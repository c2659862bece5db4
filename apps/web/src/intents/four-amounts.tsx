import type { IntentDetail } from '#contracts';
import { useTranslation } from 'react-i18next';
import { formatWan, formatWanRange } from '../layout/money';
import { useLocale } from '../layout/use-locale';
import styles from './four-amounts.module.css';

/** Intended, contract value, technology value, received: side by side, never a sum. */
export function FourAmounts({ amounts }: { amounts: IntentDetail['amounts'] }) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const { intendedMin, intendedMax, contractValue, technologyValue, received } = amounts;
  const one = (cents: number | null) => (cents === null ? t('none') : formatWan(cents, locale));
  const rows = [
    ['intended', formatWanRange(intendedMin ?? undefined, intendedMax ?? undefined, locale)],
    ['contractValue', one(contractValue)],
    ['technologyValue', one(technologyValue)],
    ['received', one(received)],
  ] as const;
  return (
    <>
      <dl className={styles.amounts}>
        {rows.map(([key, value]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd data-testid={`amount-${key}`}>{value}</dd>
            <dd className={styles.definition}>{t(`${key}Def`)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{t('amountsText')}</p>
    </>
  );
}

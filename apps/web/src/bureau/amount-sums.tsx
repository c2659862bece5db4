import type { Tally } from '#contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatWan } from '../layout/money';
import { useLocale } from '../layout/use-locale';
import { Definition } from './definition';
import { rowsLink, type TallyFilter } from './figure-links';
import styles from './amount-sums.module.css';

const names = ['intendedMax', 'contractValue', 'technologyValue', 'received'] as const;

/** Four sums side by side, each with its own meaning; there is no total. */
export function AmountSums({ tally, filter }: { tally: Tally; filter: TallyFilter }) {
  const { t } = useTranslation('bureau');
  const locale = useLocale();
  return (
    <dl className={styles.sums}>
      {names.map((name) => (
        <div key={name}>
          <dt>
            {t(`amount.${name}`)}
            <Definition of={t(`amount.${name}`)}>{t(`defineAmount.${name}`)}</Definition>
          </dt>
          <dd>
            <Link to={rowsLink(filter, 'intents_confirmed')} data-testid={`tally-amount-${name}`}>
              {formatWan(tally.amounts[name], locale)}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  );
}

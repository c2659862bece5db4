import type { Tally } from '#contracts';
import { useTranslation } from 'react-i18next';
import { formatWan } from '../layout/money';
import { useLocale } from '../layout/use-locale';
import { FigureNumber } from './figure-number';
import type { TallyFilter } from './figure-links';
import styles from './institute-cards.module.css';

/** The institutes on a phone: one below the other instead of a table to push sideways. */
export function InstituteCards({ tally, filter }: { tally: Tally; filter: TallyFilter }) {
  const { t } = useTranslation('bureau');
  const locale = useLocale();
  return (
    <ul className={styles.cards} data-testid="tally-institutes">
      {tally.byInstitute.map((row) => (
        <li key={row.organisation.id}>
          <b>{row.organisation.name}</b>
          <dl>
            {(['confirmed', 'contracted', 'paid'] as const).map((name) => (
              <div key={name}>
                <dt>{t(`reached.${name}`)}</dt>
                <dd>
                  <FigureNumber
                    filter={filter}
                    figure="intents_of_institute"
                    rowsKey={name === 'confirmed' ? row.organisation.id : `${row.organisation.id}:${name}`}
                    count={row[name]}
                    label={`${row.organisation.name} ${t(`reached.${name}`)}`}
                  />
                </dd>
              </div>
            ))}
            {(['contractValue', 'technologyValue', 'received'] as const).map((name) => (
              <div key={name}>
                <dt>{t(`amount.${name}`)}</dt>
                <dd>{row[name] === 0 ? '—' : formatWan(row[name], locale)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

import type { Tally } from '#contracts';
import { useTranslation } from 'react-i18next';
import { Definition } from './definition';
import { FigureNumber } from './figure-number';
import type { TallyFilter } from './figure-links';
import styles from './figure-grid.module.css';

/** The figures that need no key, each with its definition. */
export function FigureGrid({ tally, filter }: { tally: Tally; filter: TallyFilter }) {
  const { t } = useTranslation('bureau');
  const plain = tally.figures.filter(({ key }) => key === null);
  return (
    <dl className={styles.grid}>
      {plain.map(({ figure, count }) => (
        <div key={figure} className={figure === 'intents_confirmed' ? styles.main : undefined}>
          <dt>
            {t(`figure.${figure}`)}
            <Definition of={t(`figure.${figure}`)}>{t(`define.${figure}`)}</Definition>
          </dt>
          <dd>
            <FigureNumber filter={filter} figure={figure} count={count} label={t(`figure.${figure}`)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

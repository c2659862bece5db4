import type { TimetableDetail } from '#contracts';
import { useTranslation } from 'react-i18next';
import styles from './timetable-page.module.css';

/** Wishes that found no place, each with the reason. */
export function UnplacedTray({ unplaced }: { unplaced: TimetableDetail['unplaced'] }) {
  const { t } = useTranslation('events');
  return (
    <section className={styles.tray} data-testid="unplaced">
      <h2>{t('unplaced', { count: unplaced.length })}</h2>
      {unplaced.length === 0 ? (
        <p className={styles.meta}>{t('unplacedNone')}</p>
      ) : (
        <ul>
          {unplaced.map(({ a, b, reason }) => (
            <li key={`${a}-${b}`}>
              {a} × {b}
              <span>{reason}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

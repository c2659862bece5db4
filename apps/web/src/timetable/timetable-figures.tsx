import type { Timetable } from '#contracts';
import { useTranslation } from 'react-i18next';
import styles from './timetable-page.module.css';

/** What this version reaches, to hold against another one. */
export function TimetableFigures({ objectives }: { objectives: NonNullable<Timetable['objectives']> }) {
  const { t } = useTranslation('timetable');
  const figures = [
    ['objMeetings', objectives.meetings],
    ['objMutual', objectives.mutual],
    ['objUnmet', objectives.wishesUnmet],
    ['objWithout', objectives.withoutMeeting],
    ['objFewest', objectives.fewest],
    ['objIdle', objectives.idle],
    ['objTableChanges', objectives.tableChanges],
    ['objScore', objectives.score],
  ] as const;
  return (
    <dl className={styles.figures}>
      {figures.map(
        ([key, value]) =>
          value !== undefined && (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd data-testid={key}>{value.toLocaleString('zh-CN')}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

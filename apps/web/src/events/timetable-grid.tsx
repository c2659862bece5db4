import { HeartFilled, PushpinFilled } from '@ant-design/icons';
import { meetingOrigins, termLabel, type TimetableDetail } from '#contracts';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import styles from './timetable-grid.module.css';

interface TimetableGridProps {
  detail: TimetableDetail;
  /** Start of each round, in order. */
  starts: string[];
}

/** Rounds across, tables down; the heads stay in sight. */
export function TimetableGrid({ detail, starts }: TimetableGridProps) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const rounds = Array.from({ length: detail.rounds }, (_, i) => i + 1);
  const used = Math.max(1, ...detail.meetings.map(({ table }) => table));
  const tables = Array.from({ length: Math.min(detail.tables, used) }, (_, i) => i + 1);
  const at = new Map(detail.meetings.map((one) => [`${one.table}-${one.round}`, one]));
  const present = meetingOrigins.filter(({ code }) => detail.meetings.some((one) => one.origin === code));
  return (
    <>
      <ul className={styles.legend} aria-label={t('legend')}>
        {present.map(({ code }) => (
          <li key={code} className={styles[code]}>
            {code === 'mutual' && <HeartFilled aria-hidden />} {termLabel(meetingOrigins, code, locale)}
          </li>
        ))}
      </ul>
      {/* The grid is wider than the page on most screens: it scrolls by itself, also by keyboard. */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('timetable')}>
        <table className={styles.grid}>
          <thead>
            <tr>
              <th scope="col">{t('tableHead')}</th>
              {rounds.map((no) => (
                <th key={no} scope="col">
                  {t('round', { no })}
                  <span>{starts[no - 1] && formatTime(starts[no - 1]!)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tables.map((table) => (
              <tr key={table}>
                <th scope="row">{table}</th>
                {rounds.map((round) => {
                  const meeting = at.get(`${table}-${round}`);
                  return (
                    <td key={round} data-testid={`cell-${table}-${round}`}>
                      {meeting && (
                        <div
                          className={`${styles.cell} ${styles[meeting.origin]}`}
                          title={termLabel(meetingOrigins, meeting.origin, locale)}
                        >
                          <div>{meeting.a.name}</div>
                          <div>
                            {meeting.b.name}
                            {meeting.origin === 'mutual' && (
                              <HeartFilled aria-label={termLabel(meetingOrigins, 'mutual', locale)} />
                            )}
                            {meeting.pinned && <PushpinFilled aria-label={t('pinned')} />}
                          </div>
                        </div>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

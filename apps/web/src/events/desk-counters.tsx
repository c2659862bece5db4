import { listRegistrations } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import styles from './desk-counters.module.css';

/** How many are in and how many are expected in all; other desks count too. */
export function DeskCounters({ eventId }: { eventId: string }) {
  const { t } = useTranslation('events');
  const { data } = useRead(
    listRegistrations,
    { params: { id: eventId }, query: { pageSize: 1 } },
    { refetchInterval: 10_000 },
  );
  const arrived = data?.counts.checked_in ?? 0;
  const expected = arrived + (data?.counts.admitted ?? 0);
  return (
    <dl className={styles.counters}>
      <div>
        <dt>{t('deskArrived')}</dt>
        <dd data-testid="desk-arrived">{data ? arrived : '—'}</dd>
      </div>
      <div>
        <dt>{t('deskExpected')}</dt>
        <dd data-testid="desk-expected">{data ? expected : '—'}</dd>
      </div>
    </dl>
  );
}

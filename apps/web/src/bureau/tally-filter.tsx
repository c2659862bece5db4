import { listEvents } from '#contracts';
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { formatDate } from '../layout/time';
import type { TallyFilter } from './figure-links';
import styles from './tally-page.module.css';

interface TallyFilterBarProps {
  filter: TallyFilter;
  onChange: (filter: TallyFilter) => void;
}

/** Up to which day, and of which event. */
export function TallyFilterBar({ filter, onChange }: TallyFilterBarProps) {
  const { t } = useTranslation('bureau');
  const events = useRead(listEvents, { query: { pageSize: 100 } }, { staleTime: 60_000 });
  return (
    <div className={styles.filter}>
      <label htmlFor="tally-day">
        <span>{t('asOf')}</span>
        <DatePicker
          id="tally-day"
          size="large"
          value={filter.day ? dayjs(filter.day) : null}
          maxDate={dayjs(formatDate(new Date()))}
          placeholder={t('asOfNow')}
          inputReadOnly
          onChange={(day) => onChange({ ...filter, day: day ? day.format('YYYY-MM-DD') : undefined })}
          data-testid="tally-day"
        />
      </label>
      <label htmlFor="tally-event">
        <span>{t('event')}</span>
        <Select
          id="tally-event"
          size="large"
          value={filter.eventId ?? ''}
          loading={events.isPending}
          options={[
            { value: '', label: t('allEvents') },
            ...(events.data?.items ?? []).map((event) => ({ value: event.id, label: event.title })),
          ]}
          onChange={(eventId) => onChange({ ...filter, eventId: eventId || undefined })}
          data-testid="tally-event"
        />
      </label>
    </div>
  );
}

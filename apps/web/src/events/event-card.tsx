import { EnvironmentOutlined, TeamOutlined } from '@ant-design/icons';
import { districts, eventStates, fields, termLabel, type EventCard } from '#contracts';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatTime, timeZone } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import styles from './event-card.module.css';

const colours: Record<EventCard['state'], string> = {
  draft: 'default',
  registration: 'blue',
  matching: 'gold',
  live: 'green',
  closed: 'default',
};

/** One event in the list: when, where, in which phase, and how many seats are left. */
export function EventCardView({ event }: { event: EventCard }) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const tag = locale === 'en' ? 'en-GB' : 'zh-CN';
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone, ...options }).format(new Date(event.startsAt));
  const left = event.capacity - event.admitted;
  const takes = event.state === 'registration' || event.state === 'matching';
  return (
    <Link
      to={`/events/${event.id}`}
      className={`${styles.card} ${styles[event.state]}`}
      data-testid="event-card"
    >
      <div className={styles.date}>
        <span>{part({ year: 'numeric', month: 'short' })}</span>
        <b>
          {new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric' }).format(new Date(event.startsAt))}
        </b>
        <span>
          {part({ weekday: 'short' })} {formatTime(event.startsAt)}
        </span>
      </div>
      <div className={styles.words}>
        <div className={styles.tags}>
          <Tag variant="filled" color={colours[event.state]}>
            {termLabel(eventStates, event.state, locale)}
          </Tag>
          <span>{t('series', { no: event.seriesNumber })}</span>
          {event.theme && <span>{termLabel(fields, event.theme, locale)}</span>}
        </div>
        <h3>{event.title}</h3>
        <div className={styles.facts}>
          <span>
            <EnvironmentOutlined aria-hidden /> {termLabel(districts, event.district, locale)} · {event.venue}
          </span>
          {takes && (
            <span className={left <= 0 ? styles.full : undefined}>
              <TeamOutlined aria-hidden /> {left > 0 ? t('seatsLeft', { count: left }) : t('seatsFull')}
            </span>
          )}
        </div>
      </div>
    </Link>
  );
}

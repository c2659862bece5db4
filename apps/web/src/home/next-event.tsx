import { CalendarOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { districts, eventStates, fields, listEvents, termLabel } from '#contracts';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../api';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { QueryState } from '../layout/query-state';
import { formatRange } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import styles from './next-event.module.css';

/** The event that matters now, with its one call to action. */
export function NextEvent() {
  const { t } = useTranslation('home');
  const locale = useLocale();
  const events = useRead(listEvents, { query: { page: 1, pageSize: 20 } });
  return (
    <QueryState result={events}>
      {(data) => {
        const open = data.items.filter((one) => one.state !== 'closed' && one.state !== 'draft');
        const event = open.find((one) => one.state === 'live') ?? open[0];
        if (!event) {
          return (
            <Notice
              icon={<CalendarOutlined />}
              title={t('noEvent')}
              action={<LinkButton to="/events">{t('allEvents')}</LinkButton>}
            >
              {t('noEventHint')}
            </Notice>
          );
        }
        return (
          <article className={styles.card} data-testid="next-event">
            <div className={styles.words}>
              <div className={styles.tags}>
                <Tag variant="filled" color={event.state === 'live' ? 'green' : 'blue'}>
                  {termLabel(eventStates, event.state, locale)}
                </Tag>
                <span>{t('seriesNumber', { no: event.seriesNumber })}</span>
                {event.theme && <span>{termLabel(fields, event.theme, locale)}</span>}
              </div>
              <h3 className={styles.title}>
                <Link to={`/events/${event.id}`}>{event.title}</Link>
              </h3>
              <p>
                <CalendarOutlined aria-hidden /> {formatRange(event.startsAt, event.endsAt, locale)}
              </p>
              <p>
                <EnvironmentOutlined aria-hidden /> {termLabel(districts, event.district, locale)}{' '}
                {event.venue}
              </p>
            </div>
            <div className={styles.go}>
              <LinkButton type="primary" size="large" to={`/events/${event.id}`} data-testid="next-event-go">
                {t(`cta.${event.state}`)}
              </LinkButton>
              <span className={styles.seats}>
                {t('seats', { admitted: event.admitted, capacity: event.capacity })}
              </span>
              <Link to="/events">{t('allEvents')}</Link>
            </div>
          </article>
        );
      }}
    </QueryState>
  );
}

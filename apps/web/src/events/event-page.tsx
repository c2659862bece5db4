import { CalendarOutlined, EnvironmentOutlined, FormOutlined, TeamOutlined } from '@ant-design/icons';
import { districts, fields, readEvent, termLabel, type EventDetail } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useRead } from '../api';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { formatDateTime, formatRange, formatTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { EventPhases } from './event-phases';
import styles from './event-page.module.css';
import { OrganizerPanel } from './organizer-panel';
import { RegistrationCard } from './registration-card';

export function EventPage() {
  const { id = '' } = useParams();
  const result = useRead(readEvent, { params: { id } });
  return (
    <Page>
      <QueryState result={result}>{(event) => <Event event={event} />}</QueryState>
    </Page>
  );
}

function Event({ event }: { event: EventDetail }) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const left = Math.max(0, event.capacity - event.admitted);
  const takes = event.state === 'registration' || event.state === 'matching';
  return (
    <>
      <header className={styles.head}>
        <div className={styles.over}>
          {t('series', { no: event.seriesNumber })}
          {event.theme && ` · ${termLabel(fields, event.theme, locale)}`}
        </div>
        <h1 data-testid="event-title">{event.title}</h1>
        <EventPhases state={event.state} />
      </header>
      {event.canManage && <OrganizerPanel event={event} />}
      <div className={styles.columns}>
        <aside className={styles.side}>
          <dl className={styles.facts}>
            <dt>
              <CalendarOutlined aria-label={t('when')} />
            </dt>
            <dd>{formatRange(event.startsAt, event.endsAt, locale)}</dd>
            <dt>
              <EnvironmentOutlined aria-label={t('where')} />
            </dt>
            <dd>
              {termLabel(districts, event.district, locale)} · {event.venue}
            </dd>
            <dt>
              <TeamOutlined aria-label={t('seats')} />
            </dt>
            <dd>
              {t('seatsOf', { admitted: event.admitted, capacity: event.capacity })}
              {takes && (
                <span className={styles.soft}>
                  {left > 0 ? t('seatsLeft', { count: left }) : t('seatsFull')}
                </span>
              )}
            </dd>
            {takes && (
              <>
                <dt>
                  <FormOutlined aria-label={t('window')} />
                </dt>
                <dd>
                  {formatDateTime(event.registrationOpensAt)} – {formatDateTime(event.registrationClosesAt)}
                </dd>
              </>
            )}
          </dl>
          <RegistrationCard event={event} />
        </aside>
        <div className={styles.main}>
          <section>
            <h2>{t('intro')}</h2>
            <p className={styles.intro}>{event.intro ?? t('noIntro')}</p>
          </section>
          <section>
            <h2>{t('agenda')}</h2>
            {event.sessions.length === 0 && <p className={styles.soft}>{t('noAgenda')}</p>}
            <ol className={styles.agenda}>
              {event.sessions.map((session) => (
                <li key={`${session.startsAt}${session.title}`}>
                  <span className={styles.time}>
                    {formatTime(session.startsAt)}–{formatTime(session.endsAt)}
                  </span>
                  <span>
                    <b>{session.title}</b>
                    {session.room && <span className={styles.soft}>{session.room}</span>}
                  </span>
                </li>
              ))}
            </ol>
          </section>
          <section>
            <h2>{t('rounds')}</h2>
            <p className={styles.soft}>
              {t('roundsText', {
                count: event.rounds.length,
                minutes: event.rounds[0]?.minutes,
                tables: event.tables,
              })}
            </p>
            <ol className={styles.rounds}>
              {event.rounds.map(({ no, startsAt }) => (
                <li key={no}>
                  {t('round', { no })} <b>{formatTime(startsAt)}</b>
                </li>
              ))}
            </ol>
          </section>
          <section>
            <h2>{t('hosts')}</h2>
            <ul className={styles.hosts}>
              {event.hosts.map((host) => (
                <li key={host}>{host}</li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}

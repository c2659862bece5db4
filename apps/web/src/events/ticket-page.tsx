import { CheckCircleFilled, QrcodeOutlined } from '@ant-design/icons';
import { listMyMeetings, readEvent } from '#contracts';
import { Alert } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useRead } from '../api';
import { Gate } from '../layout/gate';
import { LinkButton } from '../layout/link-button';
import { Notice } from '../layout/notice';
import { Page } from '../layout/page';
import { QueryState } from '../layout/query-state';
import { formatRange, formatTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { useMe } from '../layout/use-me';
import { OwnFiles } from '../timetable/own-files';
import { keepTicket, keptTicket, type Ticket } from './kept-ticket';
import { TicketCode } from './ticket-code';
import styles from './ticket-page.module.css';

/** The ticket at the door. It opens without a network too, once it was seen on this device. */
export function TicketPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('events');
  const kept = keptTicket(id);
  const result = useRead(readEvent, { params: { id } }, { networkMode: 'always' });
  // Whoever stands at the door does not wait until the last try has failed.
  const offline = (result.error ?? result.failureReason)?.code === 'unreachable';
  if (kept && offline) {
    return (
      <Page width="narrow">
        <Alert type="warning" showIcon title={t('ticketKept')} className={styles.kept} />
        <TicketCard ticket={kept} />
      </Page>
    );
  }
  return (
    <Gate>
      <Page width="narrow">
        <QueryState
          result={result}
          isEmpty={(event) => !event.registration?.ticketCode}
          empty={
            <Notice
              icon={<QrcodeOutlined />}
              title={t('ticketNone')}
              testid="no-ticket"
              action={<LinkButton to={`/events/${id}`}>{t('toEvent')}</LinkButton>}
            >
              {t('ticketNoneText')}
            </Notice>
          }
        >
          {(event) => (
            <>
              <OwnTicket ticket={{ ...event, registration: event.registration! }} />
              <AnnouncedFiles eventId={id} />
            </>
          )}
        </QueryState>
      </Page>
    </Gate>
  );
}

/** The own meetings to take along, once they are announced. */
function AnnouncedFiles({ eventId }: { eventId: string }) {
  const meetings = useRead(listMyMeetings, { params: { id: eventId } });
  return meetings.data && meetings.data.meetings.length > 0 && <OwnFiles eventId={eventId} />;
}

function OwnTicket({ ticket }: { ticket: Omit<Ticket, 'name' | 'organisation'> }) {
  const { person, organisation } = useMe();
  const whole = { ...ticket, name: person?.name ?? '', organisation: organisation?.name ?? '' };
  const { id } = ticket;
  const code = ticket.registration.ticketCode;
  useEffect(() => {
    if (code && whole.name) keepTicket(whole);
    // The ticket on the device follows the code and its state, not every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id, code, whole.name, ticket.registration.checkedInAt]);
  return <TicketCard ticket={whole} />;
}

function TicketCard({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('events');
  const locale = useLocale();
  const code = ticket.registration.ticketCode ?? '';
  const checkedInAt = ticket.registration.checkedInAt;
  return (
    <article className={styles.ticket} data-testid="ticket">
      <header>
        <h1>{ticket.title}</h1>
        <p>{formatRange(ticket.startsAt, ticket.endsAt, locale)}</p>
        <p>{ticket.venue}</p>
      </header>
      <TicketCode code={code} qr={ticket.registration.ticketQr ?? code} />
      <div className={styles.codeLabel}>{t('ticketCode')}</div>
      <div className={styles.code} data-testid="ticket-code">
        {code}
      </div>
      <div className={styles.who}>
        <b>{ticket.name}</b>
        <span>{ticket.organisation}</span>
      </div>
      {checkedInAt ? (
        <p className={styles.in} role="status">
          <CheckCircleFilled aria-hidden /> {t('ticketCheckedIn', { time: formatTime(checkedInAt) })}
        </p>
      ) : (
        <p className={styles.hint}>{t('ticketHint')}</p>
      )}
      {ticket.state === 'live' && (
        <LinkButton to={`/events/${ticket.id}/now`} type="primary" size="large" block>
          {t('ctaNow')}
        </LinkButton>
      )}
    </article>
  );
}

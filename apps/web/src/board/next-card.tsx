import { CheckCircleFilled, EnvironmentOutlined } from '@ant-design/icons';
import { arrive, type BoardSnapshot, type MyMeeting, representativeName } from '#contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useRefusal } from '../events/use-refusal';
import { LinkButton } from '../layout/link-button';
import { formatDay, formatTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { minutesAndSeconds } from './board-state';
import { Beside } from './beside-meetings';
import { MeetingWhy } from './meeting-why';
import { standing, type Standing } from './next-meeting';
import styles from './next-card.module.css';
import { useNow } from './use-now';

interface NextCardProps {
  eventId: string;
  meetings: MyMeeting[];
  board: BoardSnapshot | null;
  offset: number;
}

/** One sentence, the table in huge digits, the time, whom and why, and the two things to do. */
export function NextCard({ eventId, meetings, board, offset }: NextCardProps) {
  const { t } = useTranslation('board');
  const locale = useLocale();
  const { refuse } = useRefusal();
  const serverNow = useNow(500) + offset;
  const arrival = useChange(arrive);
  const view = standing(meetings, board, serverNow);
  const sentence = useSentence(view, serverNow);
  const meeting = 'meeting' in view ? view.meeting : null;
  const isCalled = view.kind === 'now' || (view.kind === 'next' && view.called);
  const paused = board?.clock.phase === 'paused';
  return (
    <section className={`${styles.card} ${styles[view.kind]}`} data-testid="next-card" data-kind={view.kind}>
      {view.kind === 'next' && view.free && <p className={styles.free}>{t('nowFree')}</p>}
      <p className={styles.sentence} role="status" data-testid="next-sentence">
        {sentence}
      </p>
      {meeting && (
        <>
          {meeting.representative !== null && (
            <p className={styles.who} data-testid="next-who">
              {t('whoGoes', { who: representativeName(meeting.representative, locale) })}
            </p>
          )}
          <div className={styles.row}>
            <div className={styles.table} data-testid="next-table">
              <EnvironmentOutlined className={styles.pin} aria-hidden />
              {meeting.table}
              <small>{t('tableLabel')}</small>
            </div>
            {view.kind === 'now' && (
              <div className={styles.time}>
                <b role="timer" data-testid="now-left">
                  {minutesAndSeconds(view.leftMs)}
                </b>
                <span>{paused ? t('pausedShort') : t('roundLeft')}</span>
              </div>
            )}
            {view.kind === 'next' &&
              !view.called &&
              view.startsAt > serverNow &&
              view.startsAt - serverNow < 3_600_000 && (
                <div className={styles.time}>
                  <b role="timer">{minutesAndSeconds(view.startsAt - serverNow)}</b>
                  <span>{t('untilStart')}</span>
                </div>
              )}
          </div>
          <div className={styles.actions}>
            {meeting.seated ? (
              <div className={styles.arrived} role="status" data-testid="arrived">
                <CheckCircleFilled aria-hidden /> {t('arrived')}
              </div>
            ) : (
              isCalled &&
              !meeting.isGuest && (
                <Button
                  type="primary"
                  className={styles.big}
                  loading={arrival.isPending}
                  data-testid="arrive"
                  onClick={() =>
                    arrival.mutate({ params: { id: eventId, meeting: meeting.id } }, { onError: refuse })
                  }
                >
                  {t('arrive')}
                </Button>
              )
            )}
            {view.kind === 'now' && !meeting.isGuest && (
              <IntentButton eventId={eventId} meeting={meeting} primary={meeting.seated} />
            )}
          </div>
          <MeetingWhy meeting={meeting} />
          {'beside' in view && view.beside.length > 0 && (
            <Beside eventId={eventId} meetings={view.beside} isCalled={isCalled} />
          )}
        </>
      )}
    </section>
  );
}

interface IntentButtonProps {
  eventId: string;
  meeting: MyMeeting;
  primary?: boolean;
}

export function IntentButton({ eventId, meeting, primary = false }: IntentButtonProps) {
  const { t } = useTranslation('board');
  return (
    <LinkButton
      to={
        meeting.intentId
          ? `/intents/${meeting.intentId}`
          : `/intents/new?meeting=${meeting.id}&event=${eventId}`
      }
      type={primary && !meeting.intentId ? 'primary' : 'default'}
      className={primary ? styles.big : undefined}
      data-testid="record-intent"
    >
      {t(meeting.intentId ? 'seeIntent' : 'record')}
    </LinkButton>
  );
}

function useSentence(view: Standing, serverNow: number): string {
  const { t } = useTranslation('board');
  const locale = useLocale();
  if (view.kind === 'none') return t('nowNone');
  if (view.kind === 'done') return t('nowDone');
  const { table, state, seated } = view.meeting;
  if (view.kind === 'now') {
    if (state === 'missed') return t('nowMissed', { table });
    return t(seated || state === 'seated' ? 'nowTalking' : 'nowGo', { table });
  }
  const minutes = Math.ceil((view.startsAt - serverNow) / 60_000);
  const when = () => {
    if (view.called || minutes <= 0) return t('soon');
    if (minutes < 60) return t('inMinutes', { count: minutes });
    if (minutes < 12 * 60) return t('inHours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    return t('atTime', { day: formatDay(view.startsAt, locale), time: formatTime(view.startsAt) });
  };
  return t('nowUp', { table, when: when() });
}

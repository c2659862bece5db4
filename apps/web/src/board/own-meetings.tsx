import { meetingStates, representativeName, termLabel, type MyMeeting } from '#contracts';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { MeetingOutcome } from './meeting-outcome';
import { IntentButton } from './next-card';
import styles from './own-meetings.module.css';

const colours: Partial<Record<MyMeeting['state'], string>> = {
  seated: 'green',
  called: 'blue',
  missed: 'red',
};

/** Both sides sat at the table. */
const isJudged = ({ state }: MyMeeting) => state === 'ended' || state === 'seated';

/** The whole day of a participant; an intent can be recorded after the table too. */
export function OwnMeetings({ eventId, meetings }: { eventId: string; meetings: MyMeeting[] }) {
  const { t } = useTranslation('board');
  const locale = useLocale();
  return (
    <section className={styles.meetings}>
      <h2>{t('allMeetings')}</h2>
      {meetings.some(isJudged) && <p className={styles.when}>{t('howWasItText')}</p>}
      <ol>
        {[...meetings]
          .sort((x, y) => x.round - y.round || (x.representative ?? 0) - (y.representative ?? 0))
          .map((one) => (
            <li key={one.id} data-testid={`my-meeting-${one.round}`}>
              <div className={styles.words}>
                <span className={styles.when}>
                  {t('roundShort', { round: one.round, time: formatTime(one.startsAt), table: one.table })}
                </span>
                <b>{one.counterpart.name}</b>
                {one.also !== null && <span className={styles.when}>{t('joins', { name: one.also })}</span>}
                {one.representative !== null && (
                  <span className={styles.when}>
                    {t('whoGoes', { who: representativeName(one.representative, locale) })}
                  </span>
                )}
              </div>
              <Tag variant="filled" color={colours[one.state]}>
                {termLabel(meetingStates, one.state, locale)}
              </Tag>
              {!one.isGuest && (one.intentId || isJudged(one)) && (
                <IntentButton eventId={eventId} meeting={one} />
              )}
              {!one.isGuest && isJudged(one) && <MeetingOutcome eventId={eventId} meeting={one} />}
            </li>
          ))}
      </ol>
    </section>
  );
}

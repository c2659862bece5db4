import { meetingOutcomes, recordOutcome, termLabel, type MyMeeting } from '#contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { DeclineReasons } from '../catalogue/answer-buttons';
import { useRefusal } from '../events/use-refusal';
import { useLocale } from '../layout/use-locale';
import styles from './meeting-outcome.module.css';

type Said = Pick<MyMeeting, 'outcome' | 'declineReason'>;

/** What the own side thought of a meeting, in one press; a second press takes it back. */
export function MeetingOutcome({ eventId, meeting }: { eventId: string; meeting: MyMeeting }) {
  const { t } = useTranslation('board');
  const locale = useLocale();
  const { refuse } = useRefusal();
  const change = useChange(recordOutcome);
  /** What is ahead of what the server has said. */
  const [given, setGiven] = useState<Said | null>(null);
  const { outcome, declineReason } = given ?? meeting;
  const say = (next: Said) => {
    const before = { outcome, declineReason };
    setGiven(next);
    change.mutate(
      {
        params: { id: eventId, meeting: meeting.id },
        body: { outcome: next.outcome, reason: next.declineReason ?? undefined },
      },
      {
        onError: (error) => {
          setGiven(before);
          refuse(error);
        },
      },
    );
  };
  return (
    <div className={styles.outcome}>
      <div
        role="group"
        className={styles.chips}
        aria-label={`${t('howWasIt')} ${meeting.counterpart.name}`}
        data-testid={`outcome-${meeting.round}`}
      >
        <span>{t('howWasIt')}</span>
        {meetingOutcomes.map(({ code }) => (
          <button
            key={code}
            type="button"
            className={styles.chip}
            aria-pressed={outcome === code}
            data-testid={`outcome-${code}`}
            onClick={() => say({ outcome: outcome === code ? null : code, declineReason: null })}
          >
            {termLabel(meetingOutcomes, code, locale)}
          </button>
        ))}
      </div>
      {outcome === 'mismatch' && (
        <DeclineReasons
          value={declineReason}
          onChange={(reason) => say({ outcome, declineReason: reason ?? null })}
        />
      )}
    </div>
  );
}

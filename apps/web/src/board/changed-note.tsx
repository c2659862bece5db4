import { AlertOutlined } from '@ant-design/icons';
import type { MyMeeting } from '#contracts';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changesSince, type SeenMeeting, seenOf } from './changed-meetings';
import styles from './changed-note.module.css';

interface ChangedNoteProps {
  eventId: string;
  meetings: MyMeeting[];
  /** Rounds up to this one have begun. */
  begun: number;
}

const storageKey = (eventId: string) => `chanyanhui.seen.${eventId}`;

function keptMeetings(eventId: string): SeenMeeting[] | null {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey(eventId)) ?? 'null') as SeenMeeting[] | null;
    return kept && kept.length > 0 ? kept : null;
  } catch {
    return null;
  }
}

/** Says what of the own day changed since the participant last looked, until it is noted. */
export function ChangedNote({ eventId, meetings, begun }: ChangedNoteProps) {
  const { t } = useTranslation('board');
  const [seen, setSeen] = useState(() => keptMeetings(eventId) ?? seenOf(meetings));
  useEffect(() => {
    try {
      localStorage.setItem(storageKey(eventId), JSON.stringify(seen));
    } catch {
      // Without storage the change is told while the page is open.
    }
  }, [eventId, seen]);
  const changes = changesSince(seen, seenOf(meetings), begun);
  if (changes.length === 0) return null;
  return (
    <section className={styles.note} role="alert" data-testid="changed-note">
      <h2>
        <AlertOutlined aria-hidden /> {t('changed')}
      </h2>
      <ul>
        {changes.map(({ what, meeting }) => (
          <li key={meeting.id}>
            {t(`changedTo.${what}`, {
              name: meeting.name,
              round: meeting.round,
              table: meeting.table,
            })}
          </li>
        ))}
      </ul>
      <Button onClick={() => setSeen(seenOf(meetings))} data-testid="changed-noted">
        {t('changedNoted')}
      </Button>
    </section>
  );
}

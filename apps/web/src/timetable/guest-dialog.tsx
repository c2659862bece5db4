import { listGuests } from '#contracts';
import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { Notice } from '../layout/notice';
import { QueryState } from '../layout/query-state';
import styles from './guest-dialog.module.css';
import { shortName } from './short-name';
import type { GridMeeting } from './use-timetable-editing';

interface GuestDialogProps {
  eventId: string;
  timetableId: string;
  meeting: GridMeeting;
  onInvite: (third: string) => void;
  onClose: () => void;
}

/** Which investor joins the two; who cannot come is shown with the reason. */
export function GuestDialog({ eventId, timetableId, meeting, onInvite, onClose }: GuestDialogProps) {
  const { t } = useTranslation('timetable');
  const [chosen, setChosen] = useState<string | null>(null);
  const result = useRead(
    listGuests,
    { params: { id: eventId, timetable: timetableId }, query: { meeting: meeting.id } },
    { staleTime: 0 },
  );
  return (
    <Modal
      open
      title={t('inviteTitle', { a: shortName(meeting.a.name), b: shortName(meeting.b.name) })}
      okText={t('invite')}
      cancelText={t('cancelPick')}
      okButtonProps={{ disabled: chosen === null }}
      onOk={() => chosen !== null && onInvite(chosen)}
      onCancel={onClose}
    >
      <QueryState
        result={result}
        isEmpty={({ guests }) => guests.length === 0}
        empty={<Notice title={t('inviteNobody')} testid="no-guests" />}
      >
        {({ guests }) => (
          <Radio.Group
            className={styles.list}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            {guests.map(({ registrationId, name, fault }) => (
              <Radio
                key={registrationId}
                value={registrationId}
                disabled={fault !== null}
                data-testid="guest"
              >
                {name}
                {fault !== null && <small className={styles.fault}>{fault}</small>}
              </Radio>
            ))}
          </Radio.Group>
        )}
      </QueryState>
    </Modal>
  );
}

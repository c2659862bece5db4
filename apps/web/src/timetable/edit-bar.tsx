import {
  DeleteOutlined,
  PushpinOutlined,
  RedoOutlined,
  UndoOutlined,
  UnlockOutlined,
  UserAddOutlined,
} from '@ant-design/icons';
import type { TimetableDetail } from '#contracts';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './edit-bar.module.css';
import { GuestDialog } from './guest-dialog';
import { shortName } from './short-name';
import type { TimetableEditing } from './use-timetable-editing';

interface EditBarProps {
  eventId: string;
  detail: TimetableDetail;
  editing: TimetableEditing;
  /** The sentence about the cell in view. */
  said: string;
}

/** Steps back and on; what is picked up, what may be done with it, and what the cell in view says. */
export function EditBar({ eventId, detail, editing, said }: EditBarProps) {
  const { t } = useTranslation('timetable');
  const { picked } = editing;
  const [inviting, setInviting] = useState<string | null>(null);
  useEditKeys(editing);
  const parties = picked?.meeting ?? picked?.wish;
  return (
    <div className={styles.bar} data-picked={picked ? true : undefined} data-testid="edit-bar">
      <div className={`${styles.steps} ${styles.back}`}>
        <Button
          icon={<UndoOutlined />}
          disabled={detail.undo === 0}
          onClick={editing.undo}
          data-testid="undo"
        >
          {t('undo')}
          {detail.undo > 0 && ` ${detail.undo}`}
        </Button>
        <Button
          icon={<RedoOutlined />}
          disabled={detail.redo === 0}
          onClick={editing.redo}
          data-testid="redo"
        >
          {t('redo')}
          {detail.redo > 0 && ` ${detail.redo}`}
        </Button>
      </div>
      <div className={styles.words} role="status" data-testid="edit-said">
        {parties ? (
          <>
            <b>
              {t('pickedUp')} {shortName(parties.a.name)} × {shortName(parties.b.name)}
            </b>
            <span>
              {picked?.meeting?.pinned
                ? t('pickedPinned')
                : editing.options
                  ? said || t('pickedHint')
                  : t('loadingOptions')}
            </span>
          </>
        ) : (
          <>
            <span>{t('editHint')}</span> <span className={styles.keys}>{t('editKeys')}</span>
          </>
        )}
      </div>
      {picked && (
        <div className={styles.steps}>
          {picked.meeting && (
            <>
              <Button
                icon={picked.meeting.pinned ? <UnlockOutlined /> : <PushpinOutlined />}
                onClick={() => editing.pin(picked.meeting)}
                data-testid="pin"
              >
                {t(picked.meeting.pinned ? 'unpin' : 'pin')}
              </Button>
              <Button
                icon={<UserAddOutlined />}
                onClick={() =>
                  picked.meeting.third ? editing.invite(picked.meeting, null) : setInviting(picked.meeting.id)
                }
                data-testid="invite"
              >
                {t(picked.meeting.third ? 'uninvite' : 'invite')}
              </Button>
              {!picked.meeting.pinned && (
                <Button
                  icon={<DeleteOutlined />}
                  onClick={() => editing.takeOut(picked.meeting)}
                  data-testid="take-out"
                >
                  {t('takeOut')}
                </Button>
              )}
            </>
          )}
          {picked.meeting?.id === inviting && picked.meeting && (
            <GuestDialog
              eventId={eventId}
              timetableId={detail.id}
              meeting={picked.meeting}
              onInvite={(third) => {
                setInviting(null);
                editing.invite(picked.meeting, third);
              }}
              onClose={() => setInviting(null)}
            />
          )}
          <Button onClick={() => editing.pick(null)} data-testid="cancel-pick">
            {t('cancelPick')}
          </Button>
        </div>
      )}
    </div>
  );
}

const typesText = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/** Esc lets go; Ctrl or Cmd with Z takes a step back, with Shift or Y one on. */
function useEditKeys({ picked, pick, undo, redo }: TimetableEditing) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (typesText(event.target)) return;
      const key = event.key.toLowerCase();
      const command = event.ctrlKey || event.metaKey;
      if (key === 'escape' && picked) pick(null);
      else if (command && key === 'z') (event.shiftKey ? redo : undo)();
      else if (command && key === 'y') redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

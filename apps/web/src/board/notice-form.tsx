import { NotificationOutlined } from '@ant-design/icons';
import { commandBoard, type BoardSnapshot } from '#contracts';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useRefusal } from '../events/use-refusal';
import styles from './notice-form.module.css';

interface NoticeFormProps {
  snapshot: BoardSnapshot;
  onSnapshot: (snapshot: BoardSnapshot) => void;
  onRefused: () => void;
}

/** One line that every screen and phone shows until it is taken down. */
export function NoticeForm({ snapshot, onSnapshot, onRefused }: NoticeFormProps) {
  const { t } = useTranslation('board');
  const { refuse } = useRefusal();
  const [words, setWords] = useState('');
  const command = useChange(commandBoard);
  const shown = snapshot.clock.notice;
  const tell = (notice: string) =>
    command.mutate(
      { params: { id: snapshot.eventId }, body: { command: 'notice', version: snapshot.version, notice } },
      {
        onSuccess: (answer) => {
          onSnapshot(answer);
          setWords('');
        },
        onError: (error) => {
          refuse(error);
          onRefused();
        },
      },
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim()) tell(words.trim());
      }}
    >
      <label htmlFor="board-notice" className={styles.label}>
        {t('notice')}
      </label>
      {shown && (
        <div className={styles.shown} role="status" data-testid="notice-shown">
          <NotificationOutlined aria-hidden />
          <span>{t('noticeNow', { notice: shown })}</span>
          <Button size="small" onClick={() => tell('')} data-testid="notice-clear">
            {t('noticeClear')}
          </Button>
        </div>
      )}
      <div className={styles.row}>
        <Input
          id="board-notice"
          value={words}
          maxLength={200}
          placeholder={t('noticePlaceholder')}
          onChange={(event) => setWords(event.target.value)}
          data-testid="notice-input"
        />
        <Button
          htmlType="submit"
          loading={command.isPending}
          disabled={!words.trim()}
          data-testid="notice-send"
        >
          {t('noticeSend')}
        </Button>
      </div>
    </form>
  );
}

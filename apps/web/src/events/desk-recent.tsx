import type { RegistrationRow } from '#contracts';
import { UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../layout/time';
import styles from './desk-search.module.css';

interface DeskRecentProps {
  rows: RegistrationRow[];
  onUndo: (row: RegistrationRow) => void;
}

/** The last ten, each of which can be taken back. */
export function DeskRecent({ rows, onUndo }: DeskRecentProps) {
  const { t } = useTranslation('events');
  if (rows.length === 0) return null;
  return (
    <section>
      <h2 className={styles.title}>{t('deskRecent')}</h2>
      <ul className={styles.hits}>
        {rows.map((row) => (
          <li key={row.id} data-testid="desk-recent">
            <div className={styles.words}>
              <b>{row.personName}</b>
              <span>
                {row.checkedInAt && formatTime(row.checkedInAt)} · {row.organisation.name}
              </span>
            </div>
            <Button icon={<UndoOutlined />} onClick={() => onUndo(row)} data-testid="desk-undo">
              {t('deskUndo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

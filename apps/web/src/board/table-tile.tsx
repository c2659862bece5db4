import {
  CheckCircleFilled,
  CheckOutlined,
  ClockCircleOutlined,
  CloseCircleFilled,
  CloseOutlined,
  ExclamationCircleFilled,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { markMeeting, type BoardMeeting } from '#contracts';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useRefusal } from '../events/use-refusal';
import type { TableLook } from './table-look';
import styles from './table-tile.module.css';

interface TableTileProps {
  eventId: string;
  no: number;
  meeting: BoardMeeting | undefined;
  look: TableLook;
  onMarked: () => void;
}

const icons: Record<TableLook, ReactNode> = {
  both: <CheckCircleFilled />,
  one: <ExclamationCircleFilled />,
  missed: <CloseCircleFilled />,
  awaited: <ClockCircleOutlined />,
  empty: <MinusCircleOutlined />,
  over: <CheckOutlined />,
};

/** One table: who sits here, and a tap for each side (or both) to say so. */
export function TableTile({ eventId, no, meeting, look, onMarked }: TableTileProps) {
  const { t } = useTranslation('board');
  const { refuse } = useRefusal();
  const change = useChange(markMeeting);
  /** The board does not say which side was missed; this desk remembers its own mark. */
  const [missed, setMissed] = useState<'a' | 'b' | null>(null);
  const mark = (side: 'a' | 'b' | 'both', word: 'seated' | 'missed' | 'clear') => {
    if (!meeting || change.isPending) return;
    setMissed(word === 'missed' && side !== 'both' ? side : null);
    change.mutate(
      { params: { id: eventId, meeting: meeting.id }, body: { side, mark: word } },
      { onSuccess: onMarked, onError: refuse },
    );
  };
  const isMissed = (side: 'a' | 'b', seated: boolean) =>
    look === 'missed' && !seated && (missed === null || missed === side);
  const sides =
    meeting &&
    ([
      ['a', meeting.a, meeting.seatedA],
      ['b', meeting.b, meeting.seatedB],
    ] as const);
  return (
    <li className={`${styles.tile} ${styles[look]}`} data-testid={`table-${no}`} data-look={look}>
      <div className={styles.head}>
        <span className={styles.no}>{t('tableNo', { no })}</span>
        <span className={styles.look}>
          <span aria-hidden>{icons[look]}</span> {t(`look.${look}`)}
        </span>
      </div>
      {sides ? (
        <>
          {sides.map(([side, name, seated]) => (
            <div key={side} className={styles.side}>
              <span className={styles.name} title={name}>
                {name}
              </span>
              <button
                type="button"
                className={styles.yes}
                aria-pressed={seated}
                aria-label={t('markSeated', { name })}
                title={t('seated')}
                disabled={look === 'over'}
                data-testid={`seated-${side}`}
                onClick={() => mark(side, seated ? 'clear' : 'seated')}
              >
                <CheckOutlined aria-hidden />
              </button>
              <button
                type="button"
                className={styles.away}
                aria-pressed={isMissed(side, seated)}
                aria-label={t('markMissing', { name })}
                title={t('missing')}
                disabled={look === 'over'}
                data-testid={`missed-${side}`}
                onClick={() => mark(side, isMissed(side, seated) ? 'clear' : 'missed')}
              >
                <CloseOutlined aria-hidden />
              </button>
            </div>
          ))}
          {look !== 'over' && (
            <button
              type="button"
              className={styles.pair}
              onClick={() => mark('both', look === 'both' || look === 'missed' ? 'clear' : 'seated')}
              data-testid="seated-both"
            >
              {look === 'both' || look === 'missed' ? t('undoMarks') : t('bothSeated')}
            </button>
          )}
        </>
      ) : (
        <p className={styles.nothing}>{t('nothingAtTable')}</p>
      )}
    </li>
  );
}

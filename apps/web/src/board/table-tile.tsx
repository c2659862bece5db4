import {
  CheckCircleFilled,
  CheckOutlined,
  ClockCircleOutlined,
  CloseCircleFilled,
  CloseOutlined,
  ExclamationCircleFilled,
  MinusCircleOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { markMeeting, seatName, type BoardMeeting } from '#contracts';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useRefusal } from '../events/use-refusal';
import { useLocale } from '../layout/use-locale';
import type { RepairDraft } from '../repair/repair-draft';
import { RepairMenu } from '../repair/repair-menu';
import type { TableLook } from './table-look';
import styles from './table-tile.module.css';

interface TableTileProps {
  eventId: string;
  no: number;
  meeting: BoardMeeting | undefined;
  look: TableLook;
  /** The table is out of use from the next round on. */
  isClosed: boolean;
  /** The round shown has not begun. */
  isAhead: boolean;
  onMarked: () => void;
  /** Nothing can be changed any more without it. */
  onIncident?: (draft: RepairDraft) => void;
}

const icons: Record<TableLook, ReactNode> = {
  both: <CheckCircleFilled />,
  one: <ExclamationCircleFilled />,
  missed: <CloseCircleFilled />,
  awaited: <ClockCircleOutlined />,
  empty: <MinusCircleOutlined />,
  over: <CheckOutlined />,
  closed: <StopOutlined />,
};

/** One table: who sits here, and a tap for each side (or both) to say so. */
export function TableTile({
  eventId,
  no,
  meeting,
  look,
  isClosed,
  isAhead,
  onMarked,
  onIncident,
}: TableTileProps) {
  const { t } = useTranslation('board');
  const locale = useLocale();
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
  const missing = missed ?? (meeting?.seatedA ? 'b' : meeting?.seatedB ? 'a' : undefined);
  const sides =
    meeting &&
    ([
      ['a', seatName(meeting.a, meeting.representativeA, locale), meeting.seatedA],
      ['b', seatName(meeting.b, meeting.representativeB, locale), meeting.seatedB],
    ] as const);
  return (
    <li className={`${styles.tile} ${styles[look]}`} data-testid={`table-${no}`} data-look={look}>
      <div className={styles.head}>
        <span className={styles.no}>{t('tableNo', { no })}</span>
        <span className={styles.look}>
          <span aria-hidden>{icons[look]}</span> {t(`look.${look}`)}
        </span>
        {onIncident && <RepairMenu table={no} {...{ isClosed, meeting, isAhead }} onChoose={onIncident} />}
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
          {meeting.third && <p className={styles.third}>{t('joins', { name: meeting.third })}</p>}
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
          {look === 'missed' && onIncident && (
            <button
              type="button"
              className={styles.whatNow}
              onClick={() => onIncident({ kind: 'absent', meeting: meeting.id, side: missing })}
              data-testid="what-now"
            >
              {t('whatNow')}
            </button>
          )}
        </>
      ) : (
        <p className={styles.nothing}>{t(look === 'closed' ? 'tableClosed' : 'nothingAtTable')}</p>
      )}
    </li>
  );
}

import type { BoardSnapshot } from '#contracts';
import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../layout/time';
import type { RepairDraft } from '../repair/repair-draft';
import { roundInView } from './board-state';
import { meetingsByTable, tableLook, type TableLook } from './table-look';
import styles from './table-map.module.css';
import { TableTile } from './table-tile';

interface TableMapProps {
  snapshot: BoardSnapshot;
  onMarked: () => void;
  onIncident: (draft: RepairDraft) => void;
}
const counted: TableLook[] = ['both', 'one', 'missed', 'awaited', 'over', 'closed', 'empty'];

/** Every table of a round with its state in colour and words. */
export function TableMap({ snapshot, onMarked, onIncident }: TableMapProps) {
  const { t } = useTranslation('board');
  const [filter, setFilter] = useState<TableLook | 'all'>('all');
  const [chosen, setChosen] = useState<number | null>(null);
  const inView = roundInView(snapshot);
  const round = chosen ?? inView;
  const byTable = meetingsByTable(snapshot.meetings, round);
  const tables = Array.from({ length: snapshot.tables }, (_, i) => i + 1).map((no) => {
    const meeting = byTable.get(no);
    const isClosed = snapshot.closedTables.includes(no);
    const look = isClosed && !meeting ? ('closed' as const) : tableLook(meeting);
    return { no, meeting, isClosed, look };
  });
  const count = (look: TableLook) => tables.filter((table) => table.look === look).length;
  const shown = tables.filter((table) => filter === 'all' || table.look === filter);
  const isNext = round > snapshot.clock.round;
  const isOver = snapshot.clock.phase === 'ended';
  const options = [
    { value: 'all', label: `${t('filterAll')} ${tables.length}` },
    ...counted
      .filter((look) => count(look) > 0 || look === filter)
      .map((look) => ({ value: look, label: `${t(`look.${look}`)} ${count(look)}` })),
  ];
  return (
    <section aria-label={t('tables')}>
      <div className={styles.head}>
        <h2>{t(isNext ? 'nextRoundTables' : 'tablesOfRound', { no: round })}</h2>
        <Select
          aria-label={t('chooseRound')}
          value={round}
          onChange={(value) => setChosen(value === inView ? null : value)}
          options={snapshot.rounds.map(({ no, startsAt }) => ({
            value: no,
            label: `${t('round', { no })} ${formatTime(startsAt)}`,
          }))}
        />
        <div className={styles.filter}>
          <Segmented
            aria-label={t('tables')}
            options={options}
            value={filter}
            onChange={(value) => setFilter(value as TableLook | 'all')}
          />
        </div>
      </div>
      {shown.length === 0 && <p className={styles.none}>{t('noTables')}</p>}
      <ul className={styles.grid}>
        {shown.map((table) => (
          <TableTile
            key={table.no}
            eventId={snapshot.eventId}
            {...table}
            onMarked={onMarked}
            isAhead={isNext}
            onIncident={isOver ? undefined : onIncident}
          />
        ))}
      </ul>
    </section>
  );
}

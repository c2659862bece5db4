import { HeartFilled } from '@ant-design/icons';
import { meetingOrigins, termLabel, type TimetableDetail } from '#contracts';
import { App } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { GridCell } from './grid-cell';
import { sidesOf } from './sides-of';
import styles from './timetable-grid.module.css';
import { cellKey, type GridMeeting, type TimetableEditing } from './use-timetable-editing';
import { useVerdict } from './use-verdict';

interface TimetableGridProps {
  detail: TimetableDetail;
  /** Start of each round, in order. */
  starts: string[];
  /** Null for a version that cannot be changed. */
  editing: TimetableEditing | null;
  /** The sentence about the cell under the pointer or the keyboard. */
  onTell: (sentence: string) => void;
}

const steps: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Rounds across, tables down; the heads stay in sight. Click, keyboard and drag do the same. */
export function TimetableGrid({ detail, starts, editing, onTell }: TimetableGridProps) {
  const { t } = useTranslation('timetable');
  const locale = useLocale();
  const verdict = useVerdict();
  const { message } = App.useApp();
  const [at, setAt] = useState({ round: detail.begun + 1, table: 1 });
  const cells = useRef(new Map<string, HTMLTableCellElement>());
  const rounds = Array.from({ length: detail.rounds }, (_, i) => i + 1);
  const used = Math.max(1, ...detail.meetings.map(({ table }) => table));
  const tables = Array.from({ length: editing ? detail.tables : used }, (_, i) => i + 1);
  const meetings = new Map(detail.meetings.map((one) => [cellKey(one.round, one.table), one]));
  const present = meetingOrigins.filter(({ code }) => detail.meetings.some((one) => one.origin === code));

  const act = (round: number, table: number) => {
    const there = meetings.get(cellKey(round, table));
    if (!editing) return;
    if (editing.picked && !editing.picked.meeting?.pinned) return editing.drop(round, table);
    if (there && round <= detail.begun) return void message.info(t('begunHint'));
    editing.pick(there && editing.picked?.meeting?.id !== there.id ? { meeting: there } : null);
  };
  const go = (round: number, table: number) => {
    const next = {
      round: Math.min(detail.rounds, Math.max(1, round)),
      table: Math.min(tables.length, Math.max(1, table)),
    };
    setAt(next);
    cells.current.get(cellKey(next.round, next.table))?.focus();
  };
  const onKey = (event: KeyboardEvent, round: number, table: number) => {
    const step = steps[event.key];
    const there = meetings.get(cellKey(round, table));
    const open = there && round > detail.begun ? there : undefined;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) go(round + step[0], table + step[1]);
    else if (event.key === 'Home') go(1, table);
    else if (event.key === 'End') go(detail.rounds, table);
    else if (event.key === 'Enter' || event.key === ' ') act(round, table);
    else if (event.key.toLowerCase() === 'p' && open) editing?.pin(open);
    else if (event.key === 'Delete' && open) editing?.takeOut(open);
    else return;
    event.preventDefault();
  };
  const tell = (round: number, table: number) => {
    const option = editing?.options?.get(cellKey(round, table));
    if (option) onTell(verdict(option, meetings.get(cellKey(round, table))));
  };
  const labelOf = (round: number, table: number, meeting: GridMeeting | undefined) =>
    [
      `${t('round', { no: round })} ${t('tableNo', { no: table })}`,
      meeting ? sidesOf(meeting, locale) : t('emptyCell'),
      meeting?.pinned ? t('pinned') : '',
      meeting?.fault,
    ]
      .filter(Boolean)
      .join('，');

  return (
    <>
      <ul className={styles.legend} aria-label={t('legend')}>
        {present.map(({ code }) => (
          <li key={code} className={styles[code]}>
            {code === 'mutual' && <HeartFilled aria-hidden />} {termLabel(meetingOrigins, code, locale)}
          </li>
        ))}
      </ul>
      {/* The grid is wider than the page on most screens: it scrolls by itself, also by keyboard. */}
      <div className={styles.scroll} tabIndex={editing ? -1 : 0} role="region" aria-label={t('timetable')}>
        <table
          className={`${styles.grid} ${editing ? styles.editable : ''}`}
          role="grid"
          style={{ minWidth: `${56 + detail.rounds * 144}px` }}
          data-picking={editing?.picked ? true : undefined}
        >
          <thead>
            <tr>
              <th scope="col">{t('tableHead')}</th>
              {rounds.map((no) => (
                <th key={no} scope="col">
                  {t('round', { no })}
                  <span>
                    {no <= detail.begun ? t('begun') : starts[no - 1] && formatTime(starts[no - 1]!)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tables.map((table) => (
              <tr key={table}>
                <th scope="row">{table}</th>
                {rounds.map((round) => {
                  const key = cellKey(round, table);
                  const meeting = meetings.get(key);
                  const option = editing?.options?.get(key);
                  return (
                    <td
                      key={round}
                      ref={(cell) => {
                        if (cell) cells.current.set(key, cell);
                        else cells.current.delete(key);
                      }}
                      role="gridcell"
                      aria-label={labelOf(round, table, meeting)}
                      tabIndex={editing && at.round === round && at.table === table ? 0 : -1}
                      className={round <= detail.begun ? styles.over : undefined}
                      data-testid={`cell-${table}-${round}`}
                      data-option={option?.kind}
                      data-soft={option && option.soft.length > 0 ? true : undefined}
                      onClick={() => {
                        setAt({ round, table });
                        act(round, table);
                      }}
                      onKeyDown={(event) => onKey(event, round, table)}
                      onFocus={() => tell(round, table)}
                      onMouseEnter={() => tell(round, table)}
                      onDragOver={(event) => {
                        tell(round, table);
                        if (editing?.isHolding() && option?.kind !== 'blocked') event.preventDefault();
                      }}
                      onDrop={(event) => {
                        event.preventDefault();
                        editing?.drop(round, table);
                      }}
                    >
                      <GridCell
                        meeting={meeting}
                        option={option}
                        editing={editing}
                        begun={round <= detail.begun}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

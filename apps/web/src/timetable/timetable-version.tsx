import {
  readEvent,
  readTimetable,
  termLabel,
  type Timetable,
  type TimetableDetail,
  timetablePriorities,
} from '#contracts';
import { Alert } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { QueryState } from '../layout/query-state';
import { formatDateTime } from '../layout/time';
import { useLocale } from '../layout/use-locale';
import { inRow } from '../layout/words';
import { EditBar } from './edit-bar';
import { TimetableFigures } from './timetable-figures';
import { TimetableGrid } from './timetable-grid';
import styles from './timetable-page.module.css';
import { UnplacedTray } from './unplaced-tray';
import { useTimetableEditing } from './use-timetable-editing';

interface TimetableVersionProps {
  eventId: string;
  timetable: Timetable;
  /** Number of the version that it came from. */
  baseNo: number | undefined;
}

/** One version: what it reaches, its grid and what found no place; a draft can be changed. */
export function TimetableVersion({ eventId, timetable, baseNo }: TimetableVersionProps) {
  const { t } = useTranslation('timetable');
  const locale = useLocale();
  const result = useRead(
    readTimetable,
    { params: { id: eventId, timetable: timetable.id } },
    { enabled: timetable.state !== 'failed' },
  );
  const { refetch } = result;
  const isBehind = result.data !== undefined && timetable.version > result.data.version;
  // A colleague has edited it: what is on the screen is not what is there any more.
  useEffect(() => {
    if (isBehind) void refetch();
  }, [isBehind, refetch]);
  if (timetable.state === 'failed') {
    return <Alert type="error" showIcon title={t('timetableFailed')} description={timetable.failure} />;
  }
  return (
    <QueryState result={result}>
      {(detail) => (
        <div data-testid="timetable" data-state={timetable.state} data-version={detail.version}>
          <p className={styles.meta}>
            {[
              `${t('version', { no: detail.no })} · ${t(`tState.${timetable.state}`)}`,
              t('createdAt', { time: formatDateTime(detail.createdAt) }),
              detail.announcedAt && t('announcedAt', { time: formatDateTime(detail.announcedAt) }),
              baseNo !== undefined && t('basedOn', { no: baseNo }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {detail.priorities && (
            <p className={styles.meta} data-testid="version-priorities">
              {t('prioritiesWere', {
                order: inRow(
                  detail.priorities.map((code) => termLabel(timetablePriorities, code, locale)),
                  locale,
                ),
              })}
            </p>
          )}
          {detail.objectives && <TimetableFigures objectives={detail.objectives} />}
          {/* A new key forgets what was picked up in another version. */}
          <Desk key={detail.id} eventId={eventId} detail={detail} />
        </div>
      )}
    </QueryState>
  );
}

function Desk({ eventId, detail }: { eventId: string; detail: TimetableDetail }) {
  const event = useRead(readEvent, { params: { id: eventId } });
  const rounds = event.data?.rounds;
  const hand = useTimetableEditing(eventId, detail);
  const editing = detail.state === 'draft' && event.data?.state !== 'closed' ? hand : null;
  const [said, tell] = useState('');
  const { picked, options } = hand;
  useEffect(() => tell(''), [picked]);
  // The sentence changes with every cell under the pointer; the grid must not be drawn again for it.
  const grid = useMemo(
    () => (
      <TimetableGrid
        detail={detail}
        starts={rounds?.map((round) => round.startsAt) ?? []}
        editing={editing}
        onTell={tell}
      />
    ),
    // oxlint-disable-next-line react/exhaustive-deps
    [detail, rounds, picked, options, editing === null],
  );
  return (
    <>
      {editing && <EditBar eventId={eventId} detail={detail} editing={editing} said={said} />}
      <div className={styles.work}>
        <div>{grid}</div>
        <UnplacedTray unplaced={detail.unplaced} editing={editing} />
      </div>
    </>
  );
}

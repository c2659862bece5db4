import {
  CheckOutlined,
  HeartFilled,
  PushpinFilled,
  StopOutlined,
  SwapOutlined,
  UsergroupAddOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { meetingOrigins, type MoveOption, termLabel } from '#contracts';
import type { DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import { PartyName } from './party-name';
import { shortName } from './short-name';
import { sidesOf } from './sides-of';
import styles from './timetable-grid.module.css';
import { type GridMeeting, isSame, type TimetableEditing } from './use-timetable-editing';
import { useVerdict } from './use-verdict';

interface GridCellProps {
  meeting: GridMeeting | undefined;
  option: MoveOption | undefined;
  editing: TimetableEditing | null;
  begun: boolean;
}

const marks = {
  here: null,
  free: <CheckOutlined />,
  swap: <SwapOutlined />,
  blocked: <StopOutlined />,
};

/** Two short names, and while a meeting is in hand what dropping it here would do. */
export function GridCell({ meeting, option, editing, begun }: GridCellProps) {
  const { t } = useTranslation('timetable');
  const locale = useLocale();
  const verdict = useVerdict();
  const start = (event: DragEvent) => {
    if (!editing || !meeting || meeting.pinned) return event.preventDefault();
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', meeting.id);
    editing.drag({ meeting });
  };
  const sides = meeting && sidesOf(meeting, locale);
  const soft = option?.soft.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const clash = option?.clashes[0];
  const party = clash?.party && shortName(clash.party);
  return (
    <>
      {meeting && (
        <div
          className={`${styles.cell} ${styles[meeting.origin]}`}
          data-held={isSame(editing?.picked ?? null, meeting) || undefined}
          title={[sides, termLabel(meetingOrigins, meeting.origin, locale), meeting.fault]
            .filter(Boolean)
            .join(' · ')}
          draggable={editing !== null && !begun && !meeting.pinned}
          onDragStart={start}
          onDragEnd={() => editing?.pick(null)}
        >
          <div className={styles.name}>
            <PartyName name={meeting.a.name} representative={meeting.representativeA} />
          </div>
          <div className={styles.name}>
            {meeting.pinned && <PushpinFilled className={styles.pin} aria-label={t('pinned')} />}
            {meeting.origin === 'mutual' && (
              <HeartFilled aria-label={termLabel(meetingOrigins, 'mutual', locale)} />
            )}
            {meeting.third && (
              <UsergroupAddOutlined aria-label={t('board:joins', { name: meeting.third.name })} />
            )}
            {meeting.fault && <WarningOutlined className={styles.fault} aria-label={meeting.fault} />}
            <PartyName name={meeting.b.name} representative={meeting.representativeB} />
          </div>
        </div>
      )}
      {option && option.kind !== 'here' && (
        <div className={styles.verdict} title={verdict(option, meeting)}>
          {marks[option.kind]} {clash ? t(`clash.${clash.code}`, { party }) : t(`option.${option.kind}`)}
          {soft > 0 && (
            <em>
              <WarningOutlined aria-hidden /> {soft}
            </em>
          )}
        </div>
      )}
    </>
  );
}

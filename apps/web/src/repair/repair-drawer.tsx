import { ArrowLeftOutlined, CheckCircleFilled, FieldTimeOutlined } from '@ant-design/icons';
import { readLiveDay, type BoardSnapshot } from '#contracts';
import { Button, Drawer, Grid } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { Notice } from '../layout/notice';
import { QueryState } from '../layout/query-state';
import { KindChoice } from './kind-choice';
import { incidentOf, type LiveDay, type RepairDraft, roundsAhead, withParty } from './repair-draft';
import styles from './repair-drawer.module.css';
import { RepairFields } from './repair-fields';
import { RepairWays } from './repair-ways';

interface RepairDrawerProps {
  snapshot: BoardSnapshot;
  /** What is known when it opens; closed while null. */
  start: RepairDraft | null;
  onClose: () => void;
  /** The board has changed. */
  onTaken: () => void;
}

/** 突发情况: says what happened, looks at the ways to go on, takes one. */
export function RepairDrawer({ snapshot, start, onClose, onTaken }: RepairDrawerProps) {
  const { t } = useTranslation('repair');
  const wide = Grid.useBreakpoint().md;
  return (
    <Drawer
      open={start !== null}
      onClose={onClose}
      destroyOnHidden
      placement={wide ? 'right' : 'bottom'}
      size={wide ? 560 : '92vh'}
      title={t('title')}
    >
      {start && <Desk {...{ snapshot, start, onClose, onTaken }} />}
    </Drawer>
  );
}

function Desk({ snapshot, start, onClose, onTaken }: RepairDrawerProps & { start: RepairDraft }) {
  const { t } = useTranslation('repair');
  const [draft, setDraft] = useState(start);
  const [taken, setTaken] = useState<Taken | null>(null);
  const day = useRead(readLiveDay, { params: { id: snapshot.eventId } }, { staleTime: 0 });
  const begin = (next: RepairDraft) => {
    setTaken(null);
    setDraft(next);
  };
  const { kind } = draft;
  return (
    <QueryState result={day}>
      {(data) => {
        const known = withParty(draft, data);
        if (taken) {
          return (
            <TakenNote
              taken={taken}
              onClose={onClose}
              onNext={() => begin({})}
              onUndo={isAbsence(known) ? () => begin({ kind: 'present', party: known.party }) : undefined}
              onMeet={kind === 'walk_in' ? () => begin({ kind: 'meet' }) : undefined}
            />
          );
        }
        if (kind) {
          return (
            <Asked
              draft={{ ...known, kind }}
              day={data}
              snapshot={snapshot}
              onChange={(news) => setDraft({ ...known, ...news })}
              onBack={() => begin({})}
              onTaken={(news) => {
                setDraft(known);
                setTaken(news);
                onTaken();
              }}
            />
          );
        }
        if (hasRoundsLeft(data)) return <KindChoice day={data} onChoose={begin} />;
        return (
          <Notice icon={<FieldTimeOutlined />} title={t('noRoundLeft')}>
            {t('noRoundLeftText')}
          </Notice>
        );
      }}
    </QueryState>
  );
}

interface Taken {
  no: number;
  changes: number;
}
const isAbsence = ({ kind }: RepairDraft) => kind === 'absent' || kind === 'late' || kind === 'leave';
const hasRoundsLeft = (day: LiveDay) => roundsAhead(day).length > 0 || day.lastRound < day.plannedRounds;

interface AskedProps {
  draft: RepairDraft & { kind: NonNullable<RepairDraft['kind']> };
  day: LiveDay;
  snapshot: BoardSnapshot;
  onChange: (news: Partial<RepairDraft>) => void;
  onBack: () => void;
  onTaken: (taken: Taken) => void;
}

function Asked({ draft, day, snapshot, onChange, onBack, onTaken }: AskedProps) {
  const { t } = useTranslation('repair');
  const incident = incidentOf(draft, day);
  return (
    <div className={styles.asked}>
      <header className={styles.kind}>
        <h2 data-testid="repair-title">{t(`kind.${draft.kind}`)}</h2>
        <Button type="text" icon={<ArrowLeftOutlined />} onClick={onBack} data-testid="repair-back">
          {t('back')}
        </Button>
      </header>
      <RepairFields draft={draft} day={day} snapshot={snapshot} onChange={onChange} />
      {incident && (
        <RepairWays
          key={JSON.stringify(incident)}
          eventId={snapshot.eventId}
          incident={incident}
          version={snapshot.version}
          onTaken={onTaken}
        />
      )}
    </div>
  );
}

interface TakenNoteProps {
  taken: Taken;
  onClose: () => void;
  onNext: () => void;
  /** Only an absence can be taken back. */
  onUndo?: () => void;
  /** Whoever walked in may want to meet somebody. */
  onMeet?: () => void;
}

function TakenNote({ taken, onClose, onNext, onUndo, onMeet }: TakenNoteProps) {
  const { t } = useTranslation('repair');
  return (
    <div className={styles.taken} role="status" data-testid="repair-taken">
      <CheckCircleFilled aria-hidden className={styles.done} />
      <h2>{taken.changes > 0 ? t('takenTitle', { no: taken.no }) : t('takenRecorded')}</h2>
      {taken.changes > 0 && <p>{t('takenText')}</p>}
      <div className={styles.next}>
        <Button type="primary" size="large" autoFocus onClick={onClose} data-testid="repair-close">
          {t('close')}
        </Button>
        <Button size="large" onClick={onNext} data-testid="repair-next">
          {t('another')}
        </Button>
        {onMeet && (
          <Button size="large" onClick={onMeet}>
            {t('kind.meet')}
          </Button>
        )}
        {onUndo && (
          <Button size="large" onClick={onUndo} data-testid="repair-undo">
            {t('undoAbsence')}
          </Button>
        )}
      </div>
    </div>
  );
}

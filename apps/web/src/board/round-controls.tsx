import {
  CaretRightOutlined,
  ClockCircleOutlined,
  PauseOutlined,
  StepForwardOutlined,
} from '@ant-design/icons';
import { commandBoard, type BoardSnapshot } from '#contracts';
import { App, Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useRefusal } from '../events/use-refusal';
import { minutesAndSeconds, remainingMs } from './board-state';
import styles from './round-controls.module.css';

interface RoundControlsProps {
  snapshot: BoardSnapshot;
  offset: number;
  onSnapshot: (snapshot: BoardSnapshot) => void;
  /** The board may have moved on meanwhile; read it again. */
  onRefused: () => void;
}
type Step = 'start_round' | 'end_round' | 'pause' | 'resume' | 'extend';

/** More than this left: ending the round is asked about. */
const askAboveMs = 20_000;
const isIn = (target: EventTarget | null, what: string) =>
  target instanceof HTMLElement && target.closest(what) !== null;
/** Letters go where somebody types, not to the console. */
export const typesText = (target: EventTarget | null) =>
  isIn(target, 'input, textarea, select, [role="dialog"]');

export function RoundControls({ snapshot, offset, onSnapshot, onRefused }: RoundControlsProps) {
  const { t } = useTranslation('board');
  const { modal } = App.useApp();
  const { refuse } = useRefusal();
  const command = useChange(commandBoard);
  const { phase, round } = snapshot.clock;
  const active = phase === 'running' || phase === 'paused';
  const canStart = (phase === 'waiting' || phase === 'break') && round < snapshot.rounds.length;

  const send = (step: Step) => {
    if (command.isPending) return;
    const { version } = snapshot;
    const body =
      step === 'extend'
        ? ({ command: step, version, minutes: 1 } as const)
        : ({ command: step, version } as const);
    command.mutate(
      { params: { id: snapshot.eventId }, body },
      {
        onSuccess: onSnapshot,
        onError: (error) => {
          refuse(error);
          onRefused();
        },
      },
    );
  };
  const endRound = () => {
    const left = remainingMs(snapshot.clock, Date.now() + offset) ?? 0;
    if (left <= askAboveMs) return send('end_round');
    void modal.confirm({
      title: t('confirmEnd', { time: minutesAndSeconds(left) }),
      content: t('confirmEndText'),
      okText: t('confirm'),
      okButtonProps: { 'data-testid': 'confirm-end-round' },
      cancelText: t('keep'),
      onOk: () => send('end_round'),
    });
  };
  const next = () => {
    if (canStart) send('start_round');
    else if (phase === 'running') endRound();
    else if (phase === 'paused') send('resume');
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || typesText(event.target)) return;
      // The space key presses a button that has the focus.
      if (isIn(event.target, 'button, a')) return;
      const key = event.key.toLowerCase();
      const act = {
        ' ': next,
        n: next,
        p: () => active && send(phase === 'paused' ? 'resume' : 'pause'),
        e: () => active && send('extend'),
      }[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  const primary = { type: 'primary', className: styles.primary, loading: command.isPending } as const;
  return (
    <div className={styles.controls}>
      {canStart && (
        <Button
          {...primary}
          icon={<StepForwardOutlined />}
          onClick={() => send('start_round')}
          data-testid="start-round"
        >
          {t('startRound', { no: round + 1 })}
        </Button>
      )}
      {phase === 'running' && (
        <Button {...primary} icon={<StepForwardOutlined />} onClick={endRound} data-testid="end-round">
          {t('endRound')}
        </Button>
      )}
      {phase === 'paused' && (
        <Button
          {...primary}
          icon={<CaretRightOutlined />}
          onClick={() => send('resume')}
          data-testid="resume"
        >
          {t('resume')}
        </Button>
      )}
      {active && (
        <div className={styles.row}>
          {phase === 'running' && (
            <Button size="large" icon={<PauseOutlined />} onClick={() => send('pause')} data-testid="pause">
              {t('pause')}
            </Button>
          )}
          <Button
            size="large"
            icon={<ClockCircleOutlined />}
            onClick={() => send('extend')}
            data-testid="extend"
          >
            {t('extend')}
          </Button>
          {phase === 'paused' && (
            <Button size="large" onClick={endRound} data-testid="end-round">
              {t('endRound')}
            </Button>
          )}
        </div>
      )}
      {phase !== 'ended' && <p className={styles.keys}>{t('keys')}</p>}
    </div>
  );
}

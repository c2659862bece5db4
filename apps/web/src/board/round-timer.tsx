import type { BoardSnapshot } from '#contracts';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../layout/time';
import { minutesAndSeconds, remainingMs, roundInView } from './board-state';
import styles from './round-timer.module.css';
import { useNow } from './use-now';

interface RoundTimerProps {
  snapshot: BoardSnapshot;
  /** Server clock minus this device's clock. */
  offset: number;
}

/** The time that is left of the round, by the server's clock. */
export function RoundTimer({ snapshot, offset }: RoundTimerProps) {
  const { t } = useTranslation('board');
  const now = useNow(250);
  const { clock } = snapshot;
  const left = remainingMs(clock, now + offset);
  const round = snapshot.rounds[roundInView(snapshot) - 1];
  if (clock.phase === 'ended') return <p className={styles.words}>{t('allOver')}</p>;
  if (left === null) {
    return (
      <p className={styles.words}>{round ? t('firstRoundAt', { time: formatTime(round.startsAt) }) : '—'}</p>
    );
  }
  const share = round ? Math.min(1, left / (round.minutes * 60_000)) : 0;
  return (
    <div className={left < 60_000 ? styles.late : undefined}>
      <div className={styles.timer} role="timer" data-testid="round-timer">
        {minutesAndSeconds(left)}
      </div>
      <div className={styles.rail} aria-hidden>
        <div className={styles.fill} style={{ width: `${share * 100}%` }} />
      </div>
      <div className={styles.hint} role="status">
        {left === 0 ? t('timeUp') : clock.phase === 'paused' ? t('pausedHint') : null}
      </div>
    </div>
  );
}

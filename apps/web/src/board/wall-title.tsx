import type { BoardSnapshot } from '#contracts';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../layout/time';
import { minutesAndSeconds } from './board-state';
import styles from './wall-title.module.css';

interface WallTitleProps {
  snapshot: BoardSnapshot;
  round: number;
  /** What is left of the round, milliseconds. */
  left: number | null;
  serverNow: number;
}

/** The page that says only where the event stands: round and time. */
export function WallTitle({ snapshot, round, left, serverNow }: WallTitleProps) {
  const { t } = useTranslation('board');
  const { phase } = snapshot.clock;
  if (phase === 'ended') {
    return (
      <div className={styles.title}>
        <div className={styles.words}>{t('screenEnded')}</div>
        <div className={styles.small}>{t('screenThanks')}</div>
      </div>
    );
  }
  if (left === null) {
    const planned = snapshot.rounds[round - 1];
    return (
      <div className={styles.title}>
        <div className={styles.round}>{t(phase === 'break' ? 'screenBreak' : 'screenWaiting')}</div>
        <div className={styles.words} data-testid="wall-round">
          {t('screenNext', { no: round })}
        </div>
        {planned && Date.parse(planned.startsAt) > serverNow && (
          <div className={styles.small}>{t('screenPlanned', { time: formatTime(planned.startsAt) })}</div>
        )}
      </div>
    );
  }
  return (
    <div className={`${styles.title} ${left < 60_000 ? styles.late : ''}`}>
      <div className={styles.round} data-testid="wall-round">
        {t('round', { no: round })}{' '}
        <span>{phase === 'paused' ? t('screenPaused') : left > 0 ? t('left') : ''}</span>
      </div>
      <div className={styles.timer} role="timer" data-testid="wall-timer">
        {minutesAndSeconds(left)}
      </div>
      <div className={styles.small}>{left === 0 ? t('timeUp') : t('yourTable')}</div>
    </div>
  );
}

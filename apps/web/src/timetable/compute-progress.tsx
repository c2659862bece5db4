import { stopTimetable, type Timetable } from '#contracts';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api';
import { useRefusal } from '../events/use-refusal';
import styles from './compute-progress.module.css';

/** How the computing goes, and the two ways to end it early. */
export function ComputeProgress({ eventId, timetable }: { eventId: string; timetable: Timetable }) {
  const { t } = useTranslation('timetable');
  const { refuse } = useRefusal();
  const stop = useChange(stopTimetable);
  const progress = timetable.progress;
  const state = progress?.state ?? 'queued';
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const end = (keep: boolean) =>
    stop.mutate({ params: { id: eventId, timetable: timetable.id }, body: { keep } }, { onError: refuse });
  const { objective = null, bound = null } = progress ?? {};
  const gap = objective !== null && bound ? Math.max(0, 1 - objective / bound) : null;
  return (
    <section className={styles.box} data-testid="timetable" data-state="computing">
      <h2 role="status">{t(`progress.${state}`)}</h2>
      <p>{t('computingText')}</p>
      <Progress
        percent={progress ? Math.min(99, Math.round((100 * progress.elapsedMs) / progress.limitMs)) : 0}
        status="active"
        showInfo={false}
        aria-label={t('progress.running')}
      />
      <dl className={styles.facts}>
        <div>
          <dt>{t('elapsed')}</dt>
          <dd>
            {progress &&
              t('elapsedOf', { elapsed: seconds(progress.elapsedMs), limit: progress.limitMs / 1_000 })}
          </dd>
        </div>
        {objective !== null && (
          <div>
            <dt>{t('bestSoFar')}</dt>
            <dd>{Math.round(objective).toLocaleString('zh-CN')}</dd>
          </div>
        )}
        {bound !== null && Number.isFinite(bound) && (
          <div>
            <dt>{t('bound')}</dt>
            <dd>{Math.round(bound).toLocaleString('zh-CN')}</dd>
          </div>
        )}
        {gap !== null && (
          <div>
            <dt>{t('gap')}</dt>
            <dd>{(100 * gap).toFixed(2)}%</dd>
          </div>
        )}
      </dl>
      <div className={styles.actions}>
        <Button disabled={state !== 'running'} onClick={() => end(true)} data-testid="stop-keep">
          {t('stopKeep')}
        </Button>
        <Button danger loading={stop.isPending} onClick={() => end(false)} data-testid="stop-cancel">
          {t('stopCancel')}
        </Button>
      </div>
    </section>
  );
}

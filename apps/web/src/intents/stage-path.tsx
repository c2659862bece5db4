import { CheckOutlined } from '@ant-design/icons';
import { intentStages, termLabel, type IntentDetail, type IntentStage } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import { mainStages } from './stages';
import styles from './stage-path.module.css';
import { StageTag } from './stage-tag';

/** The way to the money, and how far this intent has come; stages aside are said beside it. */
export function StagePath({ intent }: { intent: IntentDetail }) {
  const { t } = useTranslation('intents');
  const locale = useLocale();
  const rank = (stage: IntentStage) => mainStages.indexOf(stage);
  const reached = Math.max(...intent.ledger.map((entry) => rank(entry.to)), rank(intent.stage));
  const visited = new Set(intent.ledger.map((entry) => entry.to));
  const aside = rank(intent.stage) < 0;
  return (
    <div className={styles.path}>
      {aside && (
        <p className={styles.aside}>
          <StageTag stage={intent.stage} />
        </p>
      )}
      {!aside && (
        <p className={styles.brief} aria-hidden>
          {t('pathAt', {
            at: rank(intent.stage) + 1,
            of: mainStages.length,
            stage: termLabel(intentStages, intent.stage, locale),
          })}
        </p>
      )}
      <ol aria-label={t('path')}>
        {mainStages.map((stage, i) => {
          const present = !aside && stage === intent.stage;
          const passed = !present && i <= reached;
          return (
            <li
              key={stage}
              className={
                present
                  ? styles.present
                  : passed
                    ? visited.has(stage)
                      ? styles.done
                      : styles.skipped
                    : undefined
              }
              aria-current={present ? 'step' : undefined}
            >
              <span className={styles.dot} aria-hidden>
                {passed && visited.has(stage) ? <CheckOutlined /> : i + 1}
              </span>
              <span>{termLabel(intentStages, stage, locale)}</span>
              {passed && (
                <span className={styles.hidden}>
                  {t(visited.has(stage) ? 'steps_done' : 'steps_skipped')}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

import { intentStageCodes, intentStages, termLabel, type IntentStage, type Tally } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import { Definition } from './definition';
import { FigureNumber } from './figure-number';
import type { TallyFilter } from './figure-links';
import styles from './stage-funnel.module.css';

/** The way to the money; the rest stands aside of it. */
const way: IntentStage[] = intentStageCodes.slice(
  intentStageCodes.indexOf('pending'),
  intentStageCodes.indexOf('completed') + 1,
);

/** How far the intents came: the bar is how many ever reached a stage, beside it how many stand there. */
export function StageFunnel({ tally, filter }: { tally: Tally; filter: TallyFilter }) {
  const { t } = useTranslation('bureau');
  const locale = useLocale();
  const rows = new Map(tally.byStage.map((row) => [row.stage, row]));
  const most = Math.max(1, ...way.map((stage) => rows.get(stage)?.everReached ?? 0));
  const aside = tally.byStage.filter(
    ({ stage, count }) => !way.includes(stage) && (stage !== 'draft' || count > 0),
  );
  const label = (stage: IntentStage) => termLabel(intentStages, stage, locale);
  const number = (stage: IntentStage, ever: boolean) => {
    const row = rows.get(stage);
    return (
      <FigureNumber
        filter={filter}
        figure="intents_at_stage"
        rowsKey={ever ? `${stage}:ever` : stage}
        count={(ever ? row?.everReached : row?.count) ?? 0}
        label={t(ever ? 'everAt' : 'nowAt', { stage: label(stage) })}
      />
    );
  };
  return (
    <>
      <table className={styles.funnel}>
        <thead>
          <tr>
            <th scope="col">{t('stage')}</th>
            <th scope="col" aria-hidden />
            <th scope="col" className={styles.count}>
              {t('ever')} <Definition of={t('ever')}>{t('define.ever')}</Definition>
            </th>
            <th scope="col" className={styles.count}>
              {t('now')} <Definition of={t('now')}>{t('define.now')}</Definition>
            </th>
          </tr>
        </thead>
        <tbody>
          {way.map((stage) => (
            <tr key={stage}>
              <th scope="row">{label(stage)}</th>
              <td className={styles.barCell} aria-hidden>
                <span
                  className={styles.bar}
                  style={{ width: `${((rows.get(stage)?.everReached ?? 0) / most) * 100}%` }}
                />
              </td>
              <td className={styles.count}>{number(stage, true)}</td>
              <td className={styles.count}>{number(stage, false)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.aside}>
        <span>{t('aside')}</span>
        <ul>
          {aside.map(({ stage }) => (
            <li key={stage}>
              {label(stage)} {number(stage, false)}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

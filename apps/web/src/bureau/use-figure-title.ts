import { intentStageCodes, intentStages, readTally, termLabel } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api';
import { useLocale } from '../layout/use-locale';
import { queryOf, type FigureKey, type TallyFilter } from './figure-links';

/** The figure in words, with its stage or institute, and how it is counted. */
export function useFigureTitle(figure: FigureKey, key: string | undefined, filter: TallyFilter) {
  const { t } = useTranslation('bureau');
  const locale = useLocale();
  const [first = '', reached] = (key ?? '').split(':');
  const ofInstitute = figure === 'intents_of_institute';
  const tally = useRead(readTally, { query: queryOf(filter) }, { enabled: ofInstitute, staleTime: 60_000 });
  if (figure === 'intents_at_stage') {
    const code = intentStageCodes.find((stage) => stage === first);
    const stage = code ? termLabel(intentStages, code, locale) : first;
    const ever = reached === 'ever';
    return {
      title: t(ever ? 'everAt' : 'nowAt', { stage }),
      definition: t(ever ? 'define.ever' : 'define.now'),
    };
  }
  if (ofInstitute) {
    const name = tally.data?.byInstitute.find((row) => row.organisation.id === first)?.organisation.name;
    const what = reached === 'contracted' || reached === 'paid' ? reached : 'confirmed';
    return {
      title: [name, t(`reached.${what}`)].filter(Boolean).join(' · '),
      definition: t(`defineReached.${what}`),
    };
  }
  return { title: t(`figure.${figure}`), definition: t(`define.${figure}`) };
}

import { clashSentence, type MoveOption, softSentence } from '#contracts';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../layout/use-locale';
import type { GridMeeting } from './use-timetable-editing';

/** What a cell means for the meeting in hand, in one sentence. */
export function useVerdict() {
  const { t } = useTranslation('timetable');
  const locale = useLocale();
  return (option: MoveOption, there: GridMeeting | undefined): string => {
    const comma = locale === 'zh' ? '；' : '; ';
    if (option.kind === 'here') return t('option.here');
    if (option.kind === 'blocked') {
      return option.clashes.map((one) => clashSentence(one, locale)).join(comma);
    }
    const main =
      option.kind === 'swap' && there
        ? t('optionSwap', { a: there.a.name, b: there.b.name })
        : t('optionFree');
    return [main, ...option.soft.map((one) => softSentence(one, locale))].join(comma);
  };
}

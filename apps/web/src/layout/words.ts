import type { Locale } from '#contracts';

/** Words one after the other, as the reader's language sets them apart. */
export const inRow = (words: readonly (string | number)[], locale: Locale) =>
  words.join(locale === 'zh' ? '、' : ', ');

/** What stands in brackets behind a word. */
export const inBrackets = (words: string | number, locale: Locale) =>
  locale === 'zh' ? `（${words}）` : ` (${words})`;

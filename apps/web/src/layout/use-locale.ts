import type { Locale } from '#contracts';
import { useTranslation } from 'react-i18next';

/** The reader's language. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
}

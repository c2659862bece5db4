import { saveLocale } from '#contracts';
import { useTranslation } from 'react-i18next';
import { call } from '../api';
import { PlainButton } from './plain-button';
import { useMe } from './use-me';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation('layout');
  const { person } = useMe();
  const other = i18n.language === 'en' ? 'zh' : 'en';
  const choose = async () => {
    await i18n.changeLanguage(other);
    // Mails follow; the page does not wait for it, and speaks the language also where this fails.
    if (person) await call(saveLocale, { body: { locale: other } }).catch(() => undefined);
  };
  return (
    <PlainButton
      look="text"
      aria-label={t('language')}
      title={t('language')}
      lang={other}
      data-testid="language-switch"
      onClick={() => void choose()}
    >
      {t('languageShort')}
    </PlainButton>
  );
}

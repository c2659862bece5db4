import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation('layout');
  const other = i18n.language === 'en' ? 'zh' : 'en';
  return (
    <Button
      type="text"
      aria-label={t('language')}
      title={t('language')}
      lang={other}
      data-testid="language-switch"
      onClick={() => void i18n.changeLanguage(other)}
    >
      {t('languageShort')}
    </Button>
  );
}

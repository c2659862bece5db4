import i18n, { t as translate, use as extend } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { text as catalogue } from './catalogue/text';
import { text as layout } from './layout/text';
import { keepLocale, startLocale } from './start-locale';

const locales = ['zh', 'en'] as const;

function onLocale(locale: string) {
  keepLocale(locale);
  document.documentElement.lang = locale === 'en' ? 'en' : 'zh-CN';
  document.title = translate('layout:product');
}

/** Chinese is the first language; the choice of the reader stays on the device. */
export async function startI18n() {
  i18n.on('languageChanged', onLocale);
  await extend(initReactI18next).init({
    lng: startLocale(),
    fallbackLng: 'zh',
    ns: ['layout', 'catalogue'],
    defaultNS: 'layout',
    resources: Object.fromEntries(
      locales.map((locale) => [locale, { catalogue: catalogue[locale], layout: layout[locale] }]),
    ),
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

let all: Promise<void> | undefined;
/** Brings the words of every other page; resolves at once when they are there. */
export function allTexts(): Promise<void> {
  all ??= import('./texts').then(
    ({ texts }) => {
      for (const [area, text] of texts) {
        for (const locale of locales) i18n.addResourceBundle(locale, area, text[locale], true, true);
      }
    },
    (error: unknown) => {
      all = undefined;
      throw error;
    },
  );
  return all;
}

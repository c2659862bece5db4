import type { Locale } from '#contracts';
import i18n, { t as translate, use as extend } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { text as account } from './account/text';
import { text as board } from './board/text';
import { text as bureau } from './bureau/text';
import { text as catalogue } from './catalogue/text';
import { text as events } from './events/text';
import { text as home } from './home/text';
import { text as intents } from './intents/text';
import { text as layout } from './layout/text';
import { text as matching } from './matching/text';
import { text as synonyms } from './matching/synonyms-text';
import { text as repair } from './repair/text';
import { text as why } from './matching/why-text';
import { text as review } from './review/text';
import { keepLocale, startLocale } from './start-locale';
import { text as timetable } from './timetable/text';

const areas = {
  account,
  board,
  bureau,
  catalogue,
  events,
  home,
  intents,
  layout,
  matching,
  repair,
  review,
  synonyms,
  timetable,
  why,
};

function resourcesFor(locale: Locale) {
  return Object.fromEntries(Object.entries(areas).map(([area, text]) => [area, text[locale]]));
}

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
    ns: Object.keys(areas),
    defaultNS: 'layout',
    resources: { zh: resourcesFor('zh'), en: resourcesFor('en') },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

import type { Locale } from '#contracts';

const storageKey = 'chanyanhui.locale';

/** The language that was chosen on this device; Chinese is the first. */
export const startLocale = (): Locale => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh');

export const keepLocale = (locale: string) => localStorage.setItem(storageKey, locale);

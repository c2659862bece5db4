import type { Locale } from './vocabulary.js';

/** Which of several people comes, counted from 1. */
export const representativeName = (no: number, locale: Locale): string =>
  locale === 'zh' ? `代表\u00a0${no}` : `representative\u00a0${no}`;

/** A side of a meeting by name; null for a side that sends one person. */
export const seatName = (name: string, representative: number | null, locale: Locale): string =>
  representative === null ? name : `${name} · ${representativeName(representative, locale)}`;

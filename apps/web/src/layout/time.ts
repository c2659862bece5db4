import type { Locale } from '#contracts';

/** The one time zone of the platform. */
export const timeZone = 'Asia/Shanghai';
type Moment = string | number | Date;

const made = new Map<string, Intl.DateTimeFormat>();
/** Making a format takes a browser longer than a hundred uses of it. */
function formatIn(tag: string, options: Intl.DateTimeFormatOptions = {}): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options);
  const format = made.get(key) ?? new Intl.DateTimeFormat(tag, { timeZone, ...options });
  made.set(key, format);
  return format;
}
const format = (moment: Moment, locale: Locale, options: Intl.DateTimeFormatOptions) =>
  formatIn(locale === 'en' ? 'en-GB' : 'zh-CN', options).format(new Date(moment));

/** 09:30 */
export function formatTime(moment: Moment): string {
  return format(moment, 'zh', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** 2026年11月24日 周二 */
export function formatDay(moment: Moment, locale: Locale): string {
  const day = format(moment, locale, {
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
  });
  const weekday = format(moment, locale, { weekday: 'short' });
  return locale === 'en' ? `${weekday} ${day}` : `${day} ${weekday}`;
}

/** 2026-11-24, also of a day that has no time. */
export function formatDate(moment: Moment): string {
  if (typeof moment === 'string' && moment.length === 10) return moment;
  return formatIn('sv-SE').format(new Date(moment));
}

/** 2026-11-24 09:30 */
export function formatDateTime(moment: Moment): string {
  return `${formatDate(moment)} ${formatTime(moment)}`;
}

/** 2026年11月24日 周二 09:30–11:30; over midnight both days are said. */
export function formatRange(from: Moment, to: Moment, locale: Locale): string {
  if (formatDate(from) === formatDate(to))
    return `${formatDay(from, locale)} ${formatTime(from)}–${formatTime(to)}`;
  return `${formatDay(from, locale)} ${formatTime(from)} – ${formatDay(to, locale)} ${formatTime(to)}`;
}

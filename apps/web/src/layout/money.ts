import type { Locale } from '#contracts';

const centsPerWan = 1_000_000;
const number = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });

export const wanOfCents = (cents: number) => cents / centsPerWan;
export const centsOfWan = (wan: number) => Math.round(wan * centsPerWan);

/** 分 as 万元 (from one 亿 on as 亿元) in Chinese, as yuan in English. */
export function formatWan(cents: number, locale: Locale): string {
  if (locale === 'en') return `¥${number.format(cents / 100)}`;
  const wan = wanOfCents(cents);
  return wan >= 10_000 ? `${number.format(wan / 10_000)} 亿元` : `${number.format(wan)} 万元`;
}

/** A range of 分; an open end is said in words. */
export function formatWanRange(min: number | undefined, max: number | undefined, locale: Locale): string {
  if (min !== undefined && max !== undefined) {
    if (min === max) return formatWan(min, locale);
    if (locale === 'en') return `${formatWan(min, locale)} – ${formatWan(max, locale)}`;
    return `${number.format(wanOfCents(min))}–${number.format(wanOfCents(max))} 万元`;
  }
  if (min !== undefined)
    return locale === 'en' ? `from ${formatWan(min, locale)}` : `${formatWan(min, locale)}起`;
  if (max !== undefined)
    return locale === 'en' ? `up to ${formatWan(max, locale)}` : `${formatWan(max, locale)}以内`;
  return '—';
}

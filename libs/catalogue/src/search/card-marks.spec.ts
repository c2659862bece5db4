import { describe, expect, it } from '@jest/globals';
import type { ListingCard } from '#contracts';
import { CardMarks } from './card-marks.js';

const filler = '前言'.repeat(100);

/** What a card shows for a query, with its marks in brackets. */
function shown(q: string, title: string, summary: string, body = ''): { title: string; summary: string } {
  const cards = new CardMarks(q);
  const { item, share } = cards.of({ title, summary, organisation: null } as ListingCard);
  if (cards.saysLittle(share)) cards.excerpt(item, body, share);
  const bracketed = (text: string, ranges: [number, number][]) =>
    ranges.reduceRight(
      (rest, [from, to]) => `${rest.slice(0, from)}[${rest.slice(from, to)}]${rest.slice(to)}`,
      text,
    );
  const { marks } = item;
  return { title: bracketed(item.title, marks!.title), summary: bracketed(item.summary, marks!.summary) };
}

describe('marks of a card', () => {
  it('show what is said further down where title and summary have but a single character of it', () => {
    const { title, summary } = shown(
      '工业废水',
      '手工编织机',
      '一种机器',
      `${filler}也处理工业废水。${filler}`,
    );
    expect(title).toBe('手工编织机');
    expect(summary).toContain('也处理[工业废水]。');
  });

  it('show what is said further down where that is clearly more of many words', () => {
    const words = '石墨烯 散热 基站 涂层 导电';
    const body = `${filler}石墨烯散热涂层。`;
    expect(shown(words, '导电塑料', '用于玩具', body).summary).toContain('[石墨烯散热涂层]。');
    expect(shown(words, '导电塑料', '用于玩具', `${filler}导电塑料。`).summary).toBe('用于玩具');
    expect(shown(words, '导电涂层', '用于玩具', body).summary).toBe('用于玩具');
  });

  it('stay with the summary where nothing more stands further down', () => {
    expect(shown('工业废水', '手工编织机', '一种机器', `${filler}手工${filler}`)).toEqual({
      title: '手[工]编织机',
      summary: '一种机器',
    });
  });
});

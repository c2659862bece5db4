import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { matcherOf } from './highlights.js';

const marked = (query: string, text: string): string[] =>
  matcherOf(query)([text]).ranges[0]!.map(([start, end]) => text.slice(start, end));

describe('matcherOf', () => {
  it('marks what the query and the text have in common', () => {
    expect(marked('水处理', '工业水处理与水泵')).toEqual(['水处理']);
    expect(marked('膜 水处理', '水处理用膜')).toEqual(['水处理', '膜']);
    expect(marked('5g基站', '面向５Ｇ的基站')).toEqual(['５Ｇ', '基站']);
    expect(marked('水泵', '水的处理')).toEqual(['水']);
    expect(marked('水處理', '水处理')).toEqual(['水处理']);
    expect(marked('水处理 -泵', '水处理泵')).toEqual(['水处理']);
    expect(marked('', '水')).toEqual([]);
    expect(marked('水', '')).toEqual([]);
  });

  it('marks what is meant by sound, and what has one slip', () => {
    expect(marked('shuichuli', '工业水处理与水泵')).toEqual(['水处理']);
    expect(marked('scl 泵', '工业水处理与水泵')).toEqual(['水处理', '泵']);
    expect(marked('shui chu li', '工业水处理与水泵')).toEqual(['水处理']);
    expect(marked('shui处理', '水处理的处理')).toEqual(['水处理']);
    expect(marked('水处里膜', '用水处理膜')).toEqual(['水处理膜']);
    expect(marked('工水处理', '工业水处理与水泵')).toEqual(['工业水处理']);
  });

  it('marks a single character of a word only where none of the texts has more of it', () => {
    const both = (query: string, texts: string[]) =>
      matcherOf(query)(texts).ranges.map((ranges, i) =>
        ranges.map(([from, to]) => texts[i]!.slice(from, to)),
      );
    expect(both('工业废水', ['手工编织', '处理工业废水'])).toEqual([[], ['工业废水']]);
    expect(both('工业 废水', ['手工编织', '废水'])).toEqual([['工'], ['废水']]);
    expect(both('工', ['手工编织', '工业'])).toEqual([['工'], ['工']]);
  });

  it('says how much of a query texts say together', () => {
    const share = (query: string, ...texts: string[]) => matcherOf(query)(texts).share;
    expect(share('工业废水', '手工编织')).toBe(0);
    expect(share('工业 废水', '工业', '手工编织')).toBe(0.5);
    expect(share('工业 废水', '工业', '废水')).toBe(1);
    expect(share('feishui', '废水')).toBe(1);
    expect(share('水处里膜', '用水处理膜')).toBe(1);
    expect(share('-工业', '工业')).toBe(0);
  });

  it('gives ranges in order, apart and within the text, of any text', () => {
    const some = fc.string({
      unit: fc.constantFrom(...'水处理膜shui a5Ｇ"-。', '\ud83d\ude00'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(some, some, (query, text) => {
        let last = -1;
        for (const [start, end] of matcherOf(query)([text]).ranges[0]!) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

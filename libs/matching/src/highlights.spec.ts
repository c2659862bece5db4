import { describe, expect, it } from '@jest/globals';
import { matchedRanges } from './highlights.js';

const marked = (query: string, text: string): string[] =>
  matchedRanges(query, text).map(([start, end]) => text.slice(start, end));

describe('matchedRanges', () => {
  it('marks what the query and the text have in common', () => {
    expect(marked('水处理', '工业水处理与水泵')).toEqual(['水处理']);
    expect(marked('膜 水处理', '水处理用膜')).toEqual(['水处理', '膜']);
    expect(marked('5g基站', '面向５Ｇ的基站')).toEqual(['５Ｇ', '基站']);
    expect(marked('水泵', '水的处理')).toEqual(['水']);
    expect(marked('', '水')).toEqual([]);
    expect(marked('水', '')).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { normalise, normaliseWithOffsets } from './normalise.js';

describe('normalise', () => {
  it('folds width, case, sub- and superscripts', () => {
    expect(normalise('ＴＲＬ７　锂电池Ａｌ₂Ｏ₃，５㎡')).toBe('trl7 锂电池al2o3,5m2');
  });

  it('turns control characters and odd spaces into spaces and drops invisible ones', () => {
    expect(normalise('石墨\u0000烯\u00a0膜\u200b材\tx')).toBe('石墨 烯 膜材 x');
  });

  it('simplifies traditional characters one for one', () => {
    expect(normalise('機器學習與鋰電池後處理')).toBe('机器学习与锂电池后处理');
    const all = Array.from({ length: 0x5200 }, (_, i) => String.fromCharCode(0x4e00 + i)).join('');
    expect(normalise(all)).toHaveLength(all.length);
    expect(normalise(normalise(all))).toBe(normalise(all));
  });

  it('drops the accents of Latin letters, and the tones of pinyin with them', () => {
    expect(normalise('Cafe\u0301 Café Schrödinger')).toBe('cafe cafe schrodinger');
    expect(normalise('shuǐ chǔlǐ')).toBe('shui chuli');
  });

  it('joins combining marks with the letters of other scripts', () => {
    expect(normalise('и\u0306 か\u3099 각')).toBe('й が 각');
  });

  it('is the same a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });

  it('knows where each code unit came from, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (original) => {
        const { text, offsets } = normaliseWithOffsets(original);
        expect(offsets).toHaveLength(text.length + 1);
        expect([...offsets]).toEqual([...offsets].sort((a, b) => a - b));
        expect(offsets.at(-1)).toBe(original.length);
      }),
    );
  });
});

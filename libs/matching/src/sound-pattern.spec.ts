import { describe, expect, it } from '@jest/globals';
import { labelCodes } from './label-codes.js';
import { SoundPattern } from './sound-pattern.js';

function met(query: string, text: string): number | undefined {
  const pattern = new SoundPattern(query);
  const codes = Array.from(labelCodes(text), (one) => one.charCodeAt(0));
  const match = pattern.matchAt(codes, 0, codes.length);
  return match.met === pattern.codes.length ? match.exact : undefined;
}

describe('SoundPattern', () => {
  it('meets characters by themselves, whole syllables, first letters and a mixture', () => {
    expect(met('水处理膜', '水处理膜材料')).toBe(4);
    expect(met('shuichulimo', '水处理膜材料')).toBe(11);
    expect(met('shui chu li', '水处理膜材料')).toBe(9);
    expect(met('sclm', '水处理膜材料')).toBe(0);
    expect(met('shui处lm', '水处理膜材料')).toBe(5);
    expect(met('shuichul', '水处理')).toBe(7);
    expect(met('5gjz', '5G基站')).toBe(2);
    expect(met("xi'an", '西安')).toBe(4);
    expect(met('lvneng', '绿能')).toBe(6);
  });

  it('knows every reading of a character', () => {
    for (const sound of ['chongqing', 'zhongqing', 'cq', 'zq']) expect(met(sound, '重庆')).toBeDefined();
  });

  it('meets neither other sounds nor more than the text has', () => {
    for (const sound of ['shuicha', 'shuichulimox', 'clm', '水里'])
      expect(met(sound, '水处理膜')).toBeUndefined();
  });

  it('comes to an end on letters that may be read in many ways', () => {
    expect(met('a'.repeat(48), '啊'.repeat(200))).toBe(48);
    expect(met('xianxian'.repeat(6), '西安'.repeat(100))).toBe(48);
  });
});

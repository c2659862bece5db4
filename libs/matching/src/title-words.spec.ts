import { describe, expect, it } from '@jest/globals';
import { askedUnits } from './asked-units.js';
import { TitleWords, titleWordLengths } from './title-words.js';
import { FIELD_END, readStored, UnitCodes } from './unit-codes.js';

const codes = new UnitCodes();

function stored(title: string): string {
  return codes.store({ title, text: '正文不算' });
}

/** What whole words cover of the query and what one with a character missing adds, both as shares. */
function shares(title: string, query: string): [whole: number, slipped: number] {
  const text = stored(title);
  const units = new Uint32Array(text.length);
  units.set(units.subarray(0, readStored(text, units)).filter((code) => code > FIELD_END + 1));
  const lengths = titleWordLengths(text);
  const asked = askedUnits(query, codes, () => 1);
  const all = asked.reduce((sum, { weight, pairWeight }) => sum + weight + pairWeight, 0);
  const words = new TitleWords(64);
  const whole = words.read(asked, units, lengths);
  const slipped = words.slipped(asked, units, lengths);
  return [Number((whole / all).toFixed(9)), Number((slipped / all).toFixed(9))];
}

describe('titleWordLengths', () => {
  it('gives the units of each word of the title alone, punctuation aside', () => {
    const lengths = titleWordLengths(stored('基于TTF模型的：协同治理2030'));
    expect(Array.from(lengths, (one) => one.charCodeAt(0))).toEqual([2, 1, 2, 1, 2, 2, 1]);
    expect(titleWordLengths(stored(''))).toBe('');
  });
});

describe('TitleWords', () => {
  it('covers a query by whole words in any order', () => {
    expect(shares('协同治理的多元研究', '多元治理')).toEqual([1, 0]);
    expect(shares('TTF模型的治理', 'ttf 治理')).toEqual([1, 0]);
  });

  it('covers nothing by words that the query cuts in two or spaces part', () => {
    expect(shares('青年文化学习研究', '化学')[0]).toBe(0);
    expect(shares('治理研究', '治 理')[0]).toBe(0);
  });

  it('covers more where one word lacks a character', () => {
    const [whole, slipped] = shares('协同治理的多元研究', '协治理多元');
    expect(whole).toBeGreaterThan(0.7);
    expect(whole + slipped).toBeCloseTo(1);
    expect(shares('和谐社会主义', '社主义')).toEqual([0, 1]);
    expect(shares('地方治理的多元研究', '协治理多元')).toEqual([whole, 0]);
  });
});

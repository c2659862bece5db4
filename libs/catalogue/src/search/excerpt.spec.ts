import { describe, expect, it } from '@jest/globals';
import { excerptOf } from './excerpt.js';

const length = 60;
const filler = '前言'.repeat(100);
const marksOf = (text: string, word: string): [number, number][] =>
  [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => [index, index + word.length]);
const excerpt = (text: string, word: string) => {
  const found = excerptOf(text, marksOf(text, word), length)!;
  return { ...found, marked: found.ranges.map(([from, to]) => found.text.slice(from, to)) };
};

describe('an excerpt', () => {
  it('shows a word that stands far down, with a little before it', () => {
    const found = excerpt(`${filler}采用离子交换膜。${filler}`, '离子交换膜');
    expect(found.text).toMatch(/^….{14}采用离子交换膜。.*…$/);
    expect(found.text.length).toBeLessThanOrEqual(length);
    expect(found.marked).toEqual(['离子交换膜']);
  });

  it('shows the stretch with most of the words', () => {
    const found = excerpt(`膜${filler}膜与膜与膜${filler}膜`, '膜');
    expect(found.text).toContain('膜与膜与膜');
    expect(found.marked).toEqual(['膜', '膜', '膜']);
  });

  it('begins and ends with the text where that is near', () => {
    expect(excerpt(`离子膜${filler}`, '离子膜').text.startsWith('离子膜')).toBe(true);
    expect(excerpt(`${filler}离子膜`, '离子膜').text).toMatch(/^….{16}离子膜$/);
    expect(excerpt('短文离子膜', '离子膜').text).toBe('短文离子膜');
  });

  it('cuts no character of two units', () => {
    for (let shift = 0; shift < 4; shift++) {
      const found = excerpt(`${'长'.repeat(shift)}${'𠮷'.repeat(80)}离子膜${'𠮷'.repeat(80)}`, '离子膜');
      expect(found.text).not.toMatch(
        /(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/,
      );
      expect(found.marked).toEqual(['离子膜']);
    }
  });

  it('is none without a mark', () => {
    expect(excerptOf(filler, [], length)).toBeUndefined();
  });
});

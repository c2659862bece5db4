import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { tokens, units } from './tokens.js';

const terms = (text: string): string[] => tokens(text).map(({ term }) => term);

describe('tokens', () => {
  it('takes single Han characters and neighbouring pairs', () => {
    expect(terms('锂电池')).toEqual(['锂', '锂电', '电', '电池', '池']);
  });

  it('keeps words of letters and digits whole', () => {
    expect(terms('5G Al₂O₃ TRL7 3.5mm C++')).toEqual(['5g', 'al2o3', 'trl7', '3.5mm', 'c']);
  });

  it('pairs across spaces but not across punctuation, line breaks or other words', () => {
    expect(terms('锂 电，池')).toEqual(['锂', '锂电', '电', '池']);
    expect(terms('锂\n电')).toEqual(['锂', '电']);
    expect(terms('锂x电')).toEqual(['锂', 'x', '电']);
  });

  it('points into the original, also where normalising changes lengths', () => {
    const text = '５０㎡ＡＩ “石墨烯”𠮷';
    expect(tokens(text).map(({ term, start, end }) => [term, text.slice(start, end)])).toEqual([
      ['50m2ai', '５０㎡ＡＩ'],
      ['石', '石'],
      ['石墨', '石墨'],
      ['墨', '墨'],
      ['墨烯', '墨烯'],
      ['烯', '烯'],
      ['𠮷', '𠮷'],
    ]);
  });

  it('says nothing about texts without letters', () => {
    expect(tokens('')).toEqual([]);
    expect(tokens(' ，。…—\u0000\ud800')).toEqual([]);
  });

  it('takes combining marks as part of the character before', () => {
    expect(terms('电\u0301池 𠀀\u{1e000}')).toEqual(['电', '电池', '池', '池𠀀', '𠀀']);
  });

  const inOrder = (
    text: string,
    mayTouch: (before: { start: number; end: number }, start: number) => boolean,
  ) => {
    let before = { start: 0, end: 0 };
    for (const { start, end, text: unit } of units(text)) {
      expect(unit).not.toBe('');
      expect(mayTouch(before, start)).toBe(true);
      expect(end).toBeGreaterThan(Math.max(start, before.end - 1));
      expect(end).toBeLessThanOrEqual(text.length);
      before = { start, end };
    }
  };

  it('finds non-empty places in reading order for any text', () => {
    // One character may become several words (⅐ is 1⁄7): they share its place.
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) =>
        inOrder(text, (before, start) => start >= before.start),
      ),
    );
  });

  it('finds places apart from each other where each character stands for itself', () => {
    const character = fc.constantFrom(...'锂电池𠮷aZ9.５Ａ，。 \n\u0301\u200b');
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 60 }), (text) =>
        inOrder(text, (before, start) => start >= before.end),
      ),
    );
  });
});

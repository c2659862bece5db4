import { describe, expect, it } from '@jest/globals';
import { wordBorders } from './word-borders.js';

describe('wordBorders', () => {
  it('gives both ends of the text and the borders between words', () => {
    expect(wordBorders('材料研究')).toEqual(new Set([0, 2, 4]));
    expect(wordBorders('')).toEqual(new Set([0]));
  });
});

import { describe, expect, it } from '@jest/globals';
import { wordsOf } from './words.js';

describe('wordsOf', () => {
  it('gives the words of a run of Han characters in order', () => {
    expect(wordsOf('社会主义文化与经济发展')).toEqual(['社会主义', '文化', '与', '经济', '发展']);
  });

  it('gives back every character, known or not', () => {
    expect(wordsOf('龘靐齉研究').join('')).toBe('龘靐齉研究');
    expect(wordsOf('')).toEqual([]);
  });
});

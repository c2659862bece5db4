import { describe, expect, it } from '@jest/globals';
import { Heading } from './heading.js';
import { NearTerms } from './near-terms.js';

/** Unit vectors at 0°, about 45° and 90°. */
const near = new NearTerms({
  version: 'made by hand',
  dimensions: 2,
  terms: ['锂电', '动力', '污泥'],
  weights: [1, 1, 1],
  vectors: Buffer.from(Int8Array.from([127, 0, 100, 100, 0, 127]).buffer).toString('base64'),
});

describe('heading of a need', () => {
  it('holds its own terms, comes near those used alike and knows no others', () => {
    const heading = new Heading(['锂电'], near);
    expect(heading.nearness('锂电')).toBe(1);
    expect(heading.nearness('动力')).toBeCloseTo(Math.SQRT1_2);
    expect(heading.nearness('污泥')).toBe(0);
    expect(heading.nearness('没有')).toBe(0);
  });

  it('takes the nearest of its terms', () => {
    expect(new Heading(['锂电', '污泥', '没有'], near).nearness('动力')).toBeCloseTo(Math.SQRT1_2);
  });

  it('knows its own terms alone where no near terms are known', () => {
    const heading = new Heading(['锂电'], undefined);
    expect([heading.nearness('锂电'), heading.nearness('动力')]).toEqual([1, 0]);
  });
});

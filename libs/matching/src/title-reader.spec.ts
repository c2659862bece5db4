import { describe, expect, it } from '@jest/globals';
import { NearTerms } from './near-terms.js';
import { TitleReader, type TitleCoverage } from './title-reader.js';

/** Unit vectors at 0°, 45° and 90°. */
const near = new NearTerms({
  version: 'made by hand',
  dimensions: 2,
  terms: ['锂电', '动力', '污泥'],
  weights: [1, 1, 1],
  vectors: Buffer.from(Int8Array.from([127, 0, 100, 100, 0, 127]).buffer).toString('base64'),
});
const read = (heading: string[], title: string[], known: NearTerms | undefined = near): TitleCoverage => {
  const terms = new Map([...heading, '回收'].map((term) => [term, 1]));
  return new TitleReader(new Set(heading), terms, known, (term) => (term === '回收' ? 3 : 1)).coverage(title);
};

describe('coverage of a title', () => {
  it('is whole for the terms of the heading, partly for those used alike and none for others', () => {
    expect(read(['锂电'], ['锂电'])).toEqual({ title: 1, heading: 1 });
    expect(read(['锂电'], ['动力'])).toEqual({ title: 0, heading: expect.closeTo(Math.SQRT1_2) });
    expect(read(['锂电'], ['污泥', '没有'])).toEqual({ title: 0, heading: 0 });
  });

  it('goes by weight, and by the rest of the need for the title alone', () => {
    expect(read(['锂电'], ['锂电', '回收'])).toEqual({ title: 1, heading: 0.25 });
  });

  it('takes the nearest term of the heading', () => {
    expect(read(['锂电', '没有', '动力'], ['污泥']).heading).toBeCloseTo(Math.SQRT1_2);
  });

  it('goes by the same terms alone where no near terms are known, and is none of an empty title', () => {
    const reader = new TitleReader(new Set(['锂电']), new Map(), undefined, () => 1);
    expect(reader.coverage(['锂电', '动力'])).toEqual({ title: 0, heading: 0.5 });
    expect(reader.coverage([])).toEqual({ title: 0, heading: 0 });
  });
});

import { describe, expect, it } from '@jest/globals';
import { nearPairs, wordsWithDirections } from './near-pairs.js';
import { NearTerms } from './near-terms.js';

/** Two words used alike, one used by few listings and one that points elsewhere; single characters are unknown. */
const near = new NearTerms({
  version: 'made by hand',
  dimensions: 2,
  terms: ['煤矿', '瓦斯', '白癜', '方法'],
  weights: [1, 1, 1, 1],
  listings: [40, 30, 2, 900],
  vectors: Buffer.from(Int8Array.from([127, 0, 120, 30, 127, 0, 0, 127]).buffer).toString('base64'),
});
const all = (): boolean => true;
const pairs = (need: string, technology: string, tells: (term: string) => boolean = all): string[] =>
  nearPairs(wordsWithDirections([need], near, tells), { id: 't', title: technology }, near, [], tells).map(
    (pair) => `${pair.need} ≈ ${pair.technology}`,
  );

describe('near pairs', () => {
  it('are words of which the catalogue knows well that they are used alike', () => {
    expect(pairs('煤矿', '瓦斯')).toEqual(['煤矿 ≈ 瓦斯']);
    expect(pairs('煤矿', '方法')).toEqual([]);
  });

  it('are no words that few listings use', () => {
    expect(pairs('煤矿', '白癜')).toEqual([]);
  });

  it('are no words that tell little', () => {
    expect(pairs('煤矿', '瓦斯', (term) => term !== '瓦斯')).toEqual([]);
  });
});

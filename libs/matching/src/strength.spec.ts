import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { calibrated, levelOf } from './strength.js';

const query = { terms: new Map([['电池', 1]]), mean: 1, deviation: 2 };
const share = fc.double({ min: 0, max: 1, noNaN: true });
const score = fc.double({ min: 0, max: 1e6, noNaN: true });
const factor = fc.double({ min: 0.3, max: 1.3, noNaN: true });
const levels = ['none', 'weak', 'fair', 'strong'];

describe('calibrated score', () => {
  it('lies between 0 and 1 and grows with each of its inputs, and so does the level', () => {
    fc.assert(
      fc.property(score, score, share, share, factor, factor, (s1, s2, c1, c2, f1, f2) => {
        const low = calibrated(Math.min(s1, s2), Math.min(c1, c2), Math.min(f1, f2), query);
        const high = calibrated(Math.max(s1, s2), Math.max(c1, c2), Math.max(f1, f2), query);
        expect(low).toBeGreaterThan(0);
        expect(high).toBeLessThan(1);
        expect(high).toBeGreaterThanOrEqual(low);
        expect(levels.indexOf(levelOf(high))).toBeGreaterThanOrEqual(levels.indexOf(levelOf(low)));
      }),
    );
  });

  it('is 0 for a question without words', () => {
    expect(calibrated(0, 0, 1, { terms: new Map(), mean: 0, deviation: 0 })).toBe(0);
    expect(levelOf(0)).toBe('none');
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { evenWeights, reweighed } from './fit-weights.js';

const score = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const factor = fc.double({ min: 0.7, max: 1.05, noNaN: true });
const weight = fc.double({ min: 0, max: 2, noNaN: true });
const match = fc.record({ score, fits: fc.array(fc.record({ aspect: fc.constant('budget'), factor })) });

describe('weights of the fits', () => {
  it('leave the score as it is when every fit counts once, and whatever the weights where no fit is known', () => {
    fc.assert(fc.property(match, (one) => reweighed(one, evenWeights) === one.score));
    fc.assert(
      fc.property(score, weight, (one, budget) => {
        expect(reweighed({ score: one, fits: [] }, { ...evenWeights, budget })).toBe(one);
      }),
    );
  });

  it('lower a misfit the more the more it counts, raise a fit, and stay between 0 and 1', () => {
    fc.assert(
      fc.property(score, factor, weight, weight, (one, by, a, b) => {
        const at = (budget: number) =>
          reweighed({ score: one, fits: [{ aspect: 'budget', factor: by }] }, { ...evenWeights, budget });
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        if (by <= 1) expect(at(more)).toBeLessThanOrEqual(at(less) + 1e-12);
        else expect(at(more)).toBeGreaterThanOrEqual(at(less) - 1e-12);
        expect(at(a)).toBeGreaterThan(0);
        expect(at(a)).toBeLessThan(1);
      }),
    );
  });
});

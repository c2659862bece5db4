import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { breadthOf, type Evidence, levelNumber, levelOf, scoreOf, strengthOf } from './strength.js';

const query = {
  terms: new Map([['电池', 1]]),
  breadth: 40,
  words: { mean: 1, deviation: 2 },
  near: { mean: 0.1, deviation: 0.2 },
};
const share = fc.double({ min: 0, max: 1, noNaN: true });
const evidence = fc.record({
  words: fc.double({ min: 0, max: 1e6, noNaN: true }),
  near: fc.double({ min: -1, max: 1, noNaN: true }),
  title: share,
  heading: share,
  dense: fc.option(fc.double({ min: -9, max: 9, noNaN: true }), { nil: undefined }),
});
const factor = fc.double({ min: 0.3, max: 1.3, noNaN: true });

describe('calibrated score', () => {
  it('lies between 0 and 1 and grows with each of its inputs, and so does the level', () => {
    fc.assert(
      fc.property(evidence, evidence, factor, factor, (a, b, f1, f2) => {
        const pick = (of: (...values: number[]) => number): Evidence => ({
          words: of(a.words, b.words),
          near: of(a.near, b.near),
          title: of(a.title, b.title),
          heading: of(a.heading, b.heading),
          dense: of(a.dense ?? 0, b.dense ?? 0),
        });
        const low = scoreOf(strengthOf(pick(Math.min), query), Math.min(f1, f2));
        const high = scoreOf(strengthOf(pick(Math.max), query), Math.max(f1, f2));
        expect(low).toBeGreaterThan(0);
        expect(high).toBeLessThan(1);
        expect(high).toBeGreaterThanOrEqual(low);
        expect(levelNumber(levelOf(high))).toBeGreaterThanOrEqual(levelNumber(levelOf(low)));
      }),
    );
  });

  it('trusts the same evidence less, the more terms a need has', () => {
    const some = { words: 9, near: 0.5, title: 0.5, heading: 0.3 };
    const of = (breadth: number): number => strengthOf(some, { ...query, breadth });
    expect(of(200)).toBeLessThan(of(40));
    expect(of(2)).toBe(of(1));
  });

  it('counts as many terms as weigh alike', () => {
    const terms = (...weights: number[]): Map<string, number> =>
      new Map(weights.map((weight, i) => [String(i), weight]));
    expect(breadthOf(terms(2, 2, 2))).toBeCloseTo(3);
    expect(breadthOf(terms(9, 0.01, 0.01))).toBeCloseTo(1, 1);
    expect(breadthOf(terms())).toBe(0);
  });

  it('is 0 for a question without words', () => {
    const silent = { ...query, terms: new Map(), breadth: 0 };
    expect(scoreOf(strengthOf({ words: 0, near: 0, title: 0, heading: 0 }, silent), 1)).toBe(0);
    expect(levelOf(0)).toBe('none');
  });
});

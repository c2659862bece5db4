import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { FACTOR_BOUNDS, fitsOf, type FitAspect } from './fits.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';

type Conditions<T> = Omit<T, 'id' | 'title'>;

function factors(
  need: Conditions<NeedProfile>,
  technology: Conditions<TechnologyProfile>,
): Record<FitAspect, number> {
  const fits = fitsOf({ id: 'n', title: '', ...need }, { id: 't', title: '', ...technology });
  return Object.fromEntries(fits.map(({ aspect, factor }) => [aspect, factor])) as Record<FitAspect, number>;
}

const trl = fc.integer({ min: 1, max: 9 });
const money = fc.integer({ min: 0, max: 1_000_000_000 });
const codes = fc.uniqueArray(fc.constantFrom('license', 'transfer', 'develop', 'consult'), { maxLength: 4 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const needs = fc.record({
  minTrl: maybe(trl),
  budget: maybe(fc.record({ min: maybe(money), max: maybe(money) })),
  modes: maybe(codes),
  district: maybe(fc.constantFrom('east', 'west')),
});
const technologies = fc.record({
  trl: maybe(trl),
  price: maybe(
    fc.record({
      kind: fc.constantFrom('negotiable', 'range', 'fixed'),
      min: maybe(money),
      max: maybe(money),
    }),
  ),
  modes: maybe(codes),
  districts: maybe(fc.uniqueArray(fc.constantFrom('east', 'west'), { maxLength: 2 })),
});

describe('fits', () => {
  it('stay within their bounds', () => {
    fc.assert(
      fc.property(needs, technologies, (need, technology) => {
        for (const factor of Object.values(factors(need, technology))) {
          expect(factor).toBeGreaterThanOrEqual(FACTOR_BOUNDS.least);
          expect(factor).toBeLessThanOrEqual(FACTOR_BOUNDS.most);
        }
      }),
    );
  });

  it('are exactly neutral for what either side leaves open', () => {
    const neutral = { maturity: 1, budget: 1, mode: 1, region: 1 };
    fc.assert(
      fc.property(needs, technologies, (need, technology) => {
        expect(factors({}, technology)).toEqual(neutral);
        expect(factors(need, {})).toEqual(neutral);
      }),
    );
    expect(factors({ budget: { max: 1 } }, { price: { kind: 'negotiable', min: 100 } })).toEqual(neutral);
    expect(factors({ modes: [], minTrl: Number.NaN }, { modes: ['license'], trl: 3 })).toEqual(neutral);
  });

  it('never fall when the technology matures or the need asks less', () => {
    fc.assert(
      fc.property(trl, trl, trl, (a, b, fixed) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const technology = (trl: number): number => factors({ minTrl: fixed }, { trl }).maturity;
        const need = (minTrl: number): number => factors({ minTrl }, { trl: fixed }).maturity;
        expect(technology(high)).toBeGreaterThanOrEqual(technology(low));
        expect(need(high)).toBeLessThanOrEqual(need(low));
      }),
    );
  });

  it('never fall when the budget grows or the price sinks', () => {
    fc.assert(
      fc.property(money, money, money, fc.constantFrom('min', 'max'), (a, b, fixed, end) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const budget = (amount: number): number =>
          factors({ budget: { [end]: amount } }, { price: { kind: 'fixed', min: fixed } }).budget;
        const price = (amount: number): number =>
          factors({ budget: { [end]: fixed } }, { price: { kind: 'range', min: amount } }).budget;
        expect(budget(high)).toBeGreaterThanOrEqual(budget(low));
        expect(price(high)).toBeLessThanOrEqual(price(low));
      }),
    );
  });

  it('never fall when a mode or district in common is added', () => {
    fc.assert(
      fc.property(codes, codes, (wanted, offered) => {
        const before = factors({ modes: wanted }, { modes: offered }).mode;
        const after = factors({ modes: [...wanted, 'x'] }, { modes: [...offered, 'x'] }).mode;
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
    const region = (districts: string[]): number => factors({ district: 'east' }, { districts }).region;
    expect(region(['west', 'east'])).toBeGreaterThan(region(['west']));
  });
});

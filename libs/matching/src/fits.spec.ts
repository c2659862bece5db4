import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { FACTOR_BOUNDS, fitsOf, type FitAspect, type FitWeights } from './fits.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';

type Conditions<T> = Omit<T, 'id' | 'title'>;

const now = new Date('2026-06-01');

function factors(
  need: Conditions<NeedProfile>,
  technology: Conditions<TechnologyProfile>,
  weights?: FitWeights,
): Record<FitAspect, number> {
  const fits = fitsOf(
    { id: 'n', title: '', ...need },
    { id: 't', title: '', ...technology },
    { now, ...(weights && { weights }) },
  );
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
  industry: maybe(fc.constantFrom('c39', 'a01')),
  field: maybe(fc.constantFrom('energy', 'materials')),
  deadline: maybe(fc.constantFrom('2025-01-01', '2026-09-01', '2030-01-01', 'soon')),
  ipExpectation: maybe(fc.constantFrom('buyer', 'seller', 'shared', 'negotiable')),
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
  industry: maybe(fc.constantFrom('c39', 'a01')),
  field: maybe(fc.constantFrom('energy', 'materials')),
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
    const neutral = { maturity: 1, budget: 1, mode: 1, region: 1, industry: 1, deadline: 1, ip: 1 };
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

  it('never fall when the technology matures earlier than the deadline or the deadline moves on', () => {
    const at = (trl: number, deadline: string): number => factors({ minTrl: 8, deadline }, { trl }).deadline;
    fc.assert(
      fc.property(trl, trl, (a, b) => {
        expect(at(Math.max(a, b), '2026-12-01')).toBeGreaterThanOrEqual(at(Math.min(a, b), '2026-12-01'));
        expect(at(a, '2027-12-01')).toBeGreaterThanOrEqual(at(a, '2026-12-01'));
      }),
    );
    expect(at(9, '2026-05-01')).toBe(FACTOR_BOUNDS.least);
    expect(
      fitsOf({ id: 'n', title: '', minTrl: 8, deadline: '2026-12-01' }, { id: 't', title: '', trl: 8 })[5],
    ).toMatchObject({ aspect: 'deadline', verdict: 'unknown' });
  });

  it('judge industry and field the same from either side', () => {
    fc.assert(
      fc.property(needs, technologies, (need, technology) => {
        const { industry, field } = need;
        const turned = factors(
          { industry: technology.industry, field: technology.field },
          { industry, field },
        );
        expect(turned.industry).toBe(factors(need, technology).industry);
      }),
    );
  });

  it('know which modes leave the rights with whom', () => {
    const ip = (ipExpectation: string, modes: string[]): number => factors({ ipExpectation }, { modes }).ip;
    expect(ip('buyer', ['licence', 'transfer'])).toBeGreaterThan(1);
    expect(ip('buyer', ['licence'])).toBeLessThan(1);
    expect(ip('seller', ['licence'])).toBeGreaterThan(1);
    expect(ip('negotiable', ['licence'])).toBe(1);
  });

  it('count as much as the organizer says', () => {
    fc.assert(
      fc.property(
        needs,
        technologies,
        fc.double({ min: 0, max: 2, noNaN: true }),
        (need, technology, weight) => {
          const plain = factors(need, technology);
          const weighted = factors(need, technology, { maturity: weight, budget: 0, mode: Number.NaN });
          expect(weighted.maturity).toBeCloseTo(plain.maturity ** weight);
          expect([weighted.budget, weighted.mode]).toEqual([1, plain.mode]);
        },
      ),
    );
    expect(factors({ minTrl: 9 }, { trl: 1 }, { maturity: 99 }).maturity).toBeCloseTo(
      FACTOR_BOUNDS.least ** 2,
    );
  });
});

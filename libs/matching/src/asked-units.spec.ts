import { describe, expect, it } from '@jest/globals';
import { askedTerms, askedUnits, type AskedUnit } from './asked-units.js';
import { pairKey, UnitCodes } from './unit-codes.js';

const codes = new UnitCodes();
const asked = (query: string, idf: (key: number) => number = () => 2): AskedUnit[] =>
  askedUnits(query, codes, idf);
const mass = (units: AskedUnit[]): number =>
  units.reduce((sum, { weight, pairWeight }) => sum + weight + pairWeight, 0);

describe('askedUnits', () => {
  it('pairs neighbours, but not across what separates', () => {
    expect(asked('锂电 池，膜x').map(({ pairWeight }) => pairWeight > 0)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it('gives a short part more of the whole than its characters have', () => {
    const [long, short] = [asked('氯离子扩散'), asked('膜')];
    const both = asked('氯离子扩散 膜');
    expect(mass(both.slice(5)) / mass(both)).toBeGreaterThan(mass(short) / (mass(long) + mass(short)));
    expect(mass(both.slice(0, 5))).toBeGreaterThan(mass(both.slice(5)));
  });

  it('counts a pair of characters that stand together anyway for less, the more so in a sentence', () => {
    // Both pairs are as rare, but the characters of 螺栓 stand nowhere else.
    const idf = (key: number): number => (key > 0xffff || '螺栓'.includes(String.fromCharCode(key)) ? 6 : 2);
    const pairWeight = (query: string): number => asked(query, idf)[1]!.pairWeight;
    expect(pairWeight('螺栓')).toBeLessThan(pairWeight('水分'));
    const rest = '的回收率怎样才能提高呢';
    const inSentence = pairWeight(`螺栓${rest}`) / pairWeight(`水分${rest}`);
    expect(inSentence).toBeLessThan(pairWeight('螺栓') / pairWeight('水分'));
  });

  it('lets a sentence weigh most where it begins, and a short query evenly', () => {
    const weights = (query: string): number[] => asked(query).map(({ weight }) => weight);
    expect(new Set(weights('锂电池')).size).toBe(1);
    const sentence = weights('锂电池的回收率怎样才能提高');
    expect(sentence).toEqual([...sentence].sort((a, b) => b - a));
    expect(sentence[0]).toBeGreaterThan(sentence.at(-1)!);
  });

  it('adds up what a query repeats and leaves unknown words out of the terms', () => {
    const repeated = asked('电，电，unknown');
    const terms = askedTerms(repeated);
    expect([...terms.keys()]).toEqual(['电'.charCodeAt(0)]);
    expect(terms.get('电'.charCodeAt(0))).toBe(repeated[0]!.weight + repeated[1]!.weight);
    expect(askedTerms(asked('电池')).has(pairKey('电'.charCodeAt(0), '池'.charCodeAt(0)))).toBe(true);
    expect(asked('')).toEqual([]);
  });
});

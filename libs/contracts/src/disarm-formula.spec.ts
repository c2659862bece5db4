import { describe, expect, it } from '@jest/globals';
import { disarmFormula } from './disarm-formula.js';

describe('disarmFormula', () => {
  it.each([
    '=1+1',
    '+86',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    ' \n1',
    '＝1',
    '＋1',
    '－1',
    '＠a',
  ])('disarms %j', (text) => expect(disarmFormula(text)).toBe(`'${text}`));

  it.each(['', '海津清源水务有限公司', 'a=1', '5-6', ' 3 号桌', '—'])('leaves %j alone', (text) =>
    expect(disarmFormula(text)).toBe(text),
  );
});

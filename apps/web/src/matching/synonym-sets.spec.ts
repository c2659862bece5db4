import { describe, expect, it } from '@jest/globals';
import { synonymSets } from '#contracts';
import { faultOf, joined, setsOf } from './synonym-sets';

describe('a set of synonyms', () => {
  it('is refused for what the server would refuse, with the term at fault', () => {
    const others = [['电芯', '锂电池']];
    expect(faultOf(['碳纤维', 'CFRP'], others)).toBeNull();
    expect(faultOf(['碳纤维'], others)).toEqual({ code: 'fewer_than_two' });
    expect(faultOf(['CFRP', 'ｃｆｒｐ'], others)).toEqual({ code: 'twice', term: 'ｃｆｒｐ' });
    expect(faultOf(['动力电池', '锂 电池'], others)).toEqual({
      code: 'elsewhere',
      term: '锂 电池',
      set: others[0],
    });
    expect(faultOf(['碳'.repeat(41), 'C'], others)).toMatchObject({ code: 'too_long' });
    expect(
      faultOf(
        Array.from({ length: 21 }, (_, i) => `词${i}`),
        others,
      ),
    ).toEqual({ code: 'too_many' });
    for (const terms of [['碳纤维'], ['CFRP', 'ｃｆｒｐ'], ['锂 电池', '碳'], ['碳'.repeat(41), 'C']])
      expect(synonymSets.safeParse([...others, terms]).success).toBe(false);
    expect(synonymSets.safeParse([...others, ['碳纤维', 'CFRP']]).success).toBe(true);
  });

  it('joins those that it has a term in common with', () => {
    const sets = [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ];
    expect(
      joined(sets, [
        ['B', 'D', 'x'],
        ['y', 'z'],
        ['Z', 'w'],
      ]),
    ).toEqual([
      ['a', 'b', 'c', 'd', 'x'],
      ['e', 'f'],
      ['y', 'z', 'w'],
    ]);
    expect(sets).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  it('is read from a file of Excel or of hand', () => {
    expect(setsOf('\ufeff"电芯","锂电池"\r\n\r\n碳纤维，CFRP；carbon fibre\n单个\n')).toEqual([
      ['电芯', '锂电池'],
      ['碳纤维', 'CFRP', 'carbon fibre'],
    ]);
  });
});

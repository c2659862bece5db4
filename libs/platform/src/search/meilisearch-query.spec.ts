import { describe, expect, it } from '@jest/globals';
import { asTyped, filterOf, isAsked, otherReadings, withFairShare } from './meilisearch-query.js';

describe('a query for Meilisearch', () => {
  it('is folded and short enough, and keeps its operators', () => {
    expect(asTyped(' “５Ｇ 基站” -天线 ').q).toBe('"5g 基站" -天线');
    expect(asTyped('水'.repeat(10_000)).q!.length).toBeLessThanOrEqual(300);
  });
  it.each([
    ['水', true],
    ['7', true],
    ['', false],
    ['"" -', false],
    ['😀', false],
  ])('asks for something: %j %s', (q, asked) => expect(isAsked(q)).toBe(asked));
  it('reads Latin letters as a sound, after the characters beside them', () => {
    expect(otherReadings('shui chuli mo')!.bySound[0]!.q).toBe('shuichulimo');
    const [mixed] = otherReadings('shui处理')!.bySound;
    expect(mixed!.q).toBe('处理 shui');
    expect(mixed!.attributesToSearchOn).toContain('title');
    expect(otherReadings('水处理')!.bySound).toEqual([]);
    expect(otherReadings('trl7')!.bySound).toEqual([]);
  });
  it('leaves out each character in turn where one may be wrong', () => {
    expect(otherReadings('固太电池')!.withSlip.map(({ q }) => q)).toEqual([
      '固 太 电 池',
      '太 电 池',
      '固 电 池',
      '固 太 池',
      '固 太 电',
    ]);
    expect(otherReadings('电池')!.withSlip).toEqual([]);
    expect(otherReadings('水'.repeat(13))!.withSlip).toEqual([]);
  });
  it('takes a query with operators at its word', () => {
    for (const q of ['"固态电池"', '电池 -锂', '-电池']) {
      expect(otherReadings(q)).toBeUndefined();
    }
    expect(otherReadings('AI-医疗')).toBeDefined();
  });
  it('asks by the rarest words first, and once without each of the rarest', () => {
    const idf = (term: string) => ({ 固态: 3, 电池: 2, 研究: 1, 基于: 1 })[term] ?? 0;
    const ways = withFairShare('基于固态电池的研究', idf);
    expect(ways.map(({ q }) => q!.trim().split(' ').slice(0, 2))).toEqual([
      ['固态', '电池'],
      ['电池', '基于'],
    ]);
    expect(ways.map(({ weight }) => weight)).toEqual([1, 4 / 7]);
  });
  it('wants both halves of one short word', () => {
    const [both, ...others] = withFairShare('固态电池', () => 1);
    expect(both).toMatchObject({ q: '固态 电池 ', rankingScoreThreshold: 0.5 });
    expect(others).toEqual([]);
  });
});

describe('conditions as a filter expression', () => {
  it('joins values, bounds and alternatives', () => {
    expect(filterOf([])).toBeUndefined();
    expect(
      filterOf([
        {
          either: [
            { facet: 'owner', in: ['o1'] },
            { facet: 'disclosure', in: ['public', 'registered'] },
          ],
        },
        { number: 'trl', min: 3, max: 5 },
        { number: 'price', max: 9 },
        { number: 'price' },
      ]),
    ).toBe(
      '(facet_owner IN ["o1"] OR facet_disclosure IN ["public", "registered"]) AND (number_trl >= 3 AND number_trl <= 5)' +
        ' AND (number_price <= 9) AND number_price EXISTS',
    );
  });
  it('keeps quotes and backslashes inside a value', () => {
    expect(filterOf([{ facet: 'owner', in: [String.raw`a" OR x = "\ `] }])).toBe(
      String.raw`facet_owner IN ["a\" OR x = \"\\ "]`,
    );
  });
});

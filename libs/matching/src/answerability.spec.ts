import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { answerability, gapText } from './answerability.js';
import type { NeedProfile } from './profiles.js';

const now = new Date('2026-06-01');
const whole: NeedProfile = {
  id: 'n',
  title: '风电叶片用热固性树脂',
  problem:
    '现有树脂固化时间长达八小时，成型后剥离强度不足，已试过提高温度和更换固化剂，前者使叶片开裂，后者成本过高，希望在现有产线上缩短固化时间并提高剥离强度。',
  keywords: ['树脂'],
  targets: [
    { name: '剥离强度', unit: 'N/mm', target: '≥ 3.5' },
    { name: '固化时间', unit: 'h', target: '≤ 4' },
  ],
  minTrl: 6,
  modes: ['development'],
  budget: { min: 1, max: 2 },
  deadline: '2027-01-01',
};
const codes = (need: NeedProfile): string[] => answerability(need, now).missing.map(({ code }) => code);

describe('answerability', () => {
  it('is whole for a need that leaves nothing open', () => {
    expect(answerability(whole, now)).toEqual({ score: 1, missing: [] });
  });

  it('names everything that a bare title lacks', () => {
    expect(codes({ id: 'n', title: '求树脂' })).toEqual([
      'no-problem',
      'no-targets',
      'no-budget',
      'no-deadline',
      'no-maturity',
      'no-modes',
      'no-keywords',
    ]);
    expect(answerability({ id: 'n', title: '' }).score).toBeGreaterThanOrEqual(0);
  });

  const changes: [Partial<NeedProfile>, string[]][] = [
    [{ problem: '固化太慢' }, ['one-line']],
    [{ problem: whole.title, text: '' }, ['no-problem']],
    [{ targets: [{ name: '剥离强度', target: '尽量高' }] }, ['target-without-value']],
    [
      {
        targets: [
          { name: '剥离强度', unit: 'N', target: '不低于5' },
          { name: '剥离强度 ', unit: 'N', target: '<3' },
        ],
      },
      ['contradictory-figures'],
    ],
    [
      {
        targets: [
          { name: '厚度', unit: 'mm', target: '3' },
          { name: '厚度', unit: 'cm', target: '0.3' },
        ],
      },
      [],
    ],
    [{ targets: [{ name: '厚度', target: '≥2，≤5' }] }, []],
    [{ targets: [{ name: '厚度', target: '>=5, <=2' }] }, ['contradictory-figures']],
    [{ budget: { min: 5, max: 2 } }, ['contradictory-budget']],
    [{ deadline: '2026-01-01' }, ['deadline-passed']],
    [{ targets: [] }, ['no-targets']],
    [{ targets: [], problem: `${whole.problem}剥离强度不低于 3.5。` }, []],
  ];

  it.each(changes)('finds in %j exactly %j', (change, expected) => {
    expect(codes({ ...whole, ...change })).toEqual(expected);
  });

  it('never falls when something missing is added', () => {
    const keys = ['problem', 'keywords', 'targets', 'minTrl', 'modes', 'budget', 'deadline'] as const;
    fc.assert(
      fc.property(fc.subarray([...keys]), fc.constantFrom(...keys), (given, more) => {
        const of = (chosen: readonly string[]): number =>
          answerability(
            {
              id: 'n',
              title: whole.title,
              ...Object.fromEntries(chosen.map((key) => [key, whole[key as 'problem']])),
            },
            now,
          ).score;
        expect(of([...given, more])).toBeGreaterThanOrEqual(of(given));
        expect(of(given)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('says every gap in both languages', () => {
    const gaps = [{}, ...changes.map(([change]) => change)].flatMap(
      (change) => answerability({ ...whole, ...change }, now).missing,
    );
    for (const gap of [...gaps, ...answerability({ id: 'n', title: '求树脂' }).missing]) {
      expect(gapText(gap, 'zh')).toMatch(/\p{Script=Han}/u);
      expect(gapText(gap, 'en')).toMatch(/^[A-Z].*[^.]$/);
    }
  });
});

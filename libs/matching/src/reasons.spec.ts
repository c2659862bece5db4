import { describe, expect, it } from '@jest/globals';
import { fitsOf } from './fits.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import { reasonText } from './reason-text.js';
import { explain, type Reason } from './reasons.js';

const need: NeedProfile = {
  id: 'n',
  title: '剥离强度',
  minTrl: 6,
  budget: { max: 50_000_000 },
  modes: ['license'],
  district: 'east',
  targets: [{ name: '剥离强度' }],
};
const technology: TechnologyProfile = {
  id: 't',
  title: '剥离强度',
  trl: 7,
  price: { kind: 'fixed', min: 80_000_000 },
  modes: ['license', 'transfer'],
  districts: ['west'],
};
const place = { field: 'title', start: 0, end: 4 };
const phrases = [{ text: '剥离强度', need: place, technology: place }];

describe('explain', () => {
  it('gives at most three reasons and the worst misfit as the risk', () => {
    const { reasons, risk } = explain(need, technology, {
      phrases,
      near: [],
      fits: fitsOf(need, technology),
    });
    expect(reasons.map(({ code }) => code)).toEqual(['shared-phrases', 'targets-mentioned', 'maturity-fit']);
    expect(risk).toEqual({ code: 'budget-misfit', params: { budget: 50_000_000, price: 80_000_000 } });
  });

  it('warns of patents only when nothing worse is open', () => {
    const bare: NeedProfile = { id: 'n', title: '' };
    const nothing = { phrases: [], near: [], fits: [] };
    expect(explain(bare, { ...technology, ipStatuses: ['applied'] }, nothing).risk?.code).toBe(
      'ip-not-granted',
    );
    expect(explain(bare, { ...technology, ipStatuses: ['applied', 'granted'] }, nothing)).toEqual({
      reasons: [],
    });
  });

  it('says how raters judged similar pairs, as a reason or as the risk', () => {
    const bare: NeedProfile = { id: 'n', title: '' };
    const rated = (verdict: 'for' | 'against') =>
      explain(bare, technology, { phrases, near: [], fits: [], rated: { count: 3, verdict } });
    expect(rated('for').reasons.map(({ code }) => code)).toEqual(['shared-phrases', 'rated-alike']);
    expect(rated('against')).toMatchObject({
      reasons: [{ code: 'shared-phrases' }],
      risk: { code: 'rated-alike', params: { count: 3 } },
    });
  });
});

describe('reasonText', () => {
  const budget = { budget: 50_000_000, price: 80_005_000 };
  const region = { district: 'east', wanted: ['west', 'north'] };
  const modes = { need: ['license'], technology: ['license', 'transfer'] };
  const sentences: [Reason, zh: string, en: string][] = [
    [
      { code: 'shared-phrases', params: { phrases: ['热固性树脂', 'PEEK'] } },
      '双方都提到“热固性树脂”“PEEK”',
      'Both mention “热固性树脂”, “PEEK”',
    ],
    [
      { code: 'targets-mentioned', params: { targets: ['剥离强度'] } },
      '涉及需求指标“剥离强度”',
      'Speaks of the targets “剥离强度”',
    ],
    [
      { code: 'maturity-fit', params: { trl: 7, minTrl: 6 } },
      '成熟度 TRL 7，达到要求的 TRL 6',
      'Maturity TRL 7 meets the required TRL 6',
    ],
    [
      { code: 'maturity-misfit', params: { trl: 4, minTrl: 6 } },
      '成熟度 TRL 4，比要求的 TRL 6 低 2 级',
      'Maturity TRL 4 is 2 below the required TRL 6',
    ],
    [
      { code: 'budget-fit', params: { budget: 900_000, price: 100 } },
      '预算 9000 元不低于报价 1 元',
      'The budget of CNY 9,000 covers the price of CNY 1',
    ],
    [
      { code: 'budget-misfit', params: budget },
      '预算 50 万元低于报价 80.005 万元',
      'The budget of CNY 500,000 is below the price of CNY 800,050',
    ],
    [{ code: 'mode-fit', params: modes }, '合作方式一致：LICENSE', 'Same mode of cooperation: LICENSE'],
    [
      { code: 'mode-misfit', params: modes },
      '合作方式不同：需求方接受LICENSE，技术方提供LICENSE、TRANSFER',
      'Other modes of cooperation: LICENSE wanted, LICENSE, TRANSFER offered',
    ],
    [
      { code: 'region-fit', params: region },
      '技术方愿意在EAST落地',
      'The technology side wants to work in EAST',
    ],
    [
      { code: 'region-misfit', params: region },
      '技术方希望在WEST、NORTH落地，需求方在EAST',
      'The technology side wants to work in WEST, NORTH, the need is in EAST',
    ],
    [{ code: 'industry-fit', params: { need: 'c39', technology: 'c39' } }, '同属C39', 'Both belong to C39'],
    [
      { code: 'industry-misfit', params: { need: 'c39', technology: 'a01' } },
      '领域不同：需求属于C39，技术属于A01',
      'Other field: the need belongs to C39, the technology to A01',
    ],
    [
      { code: 'deadline-fit', params: { left: 9, wanted: 6 } },
      '距需求截止还有 9 个月，时间够用',
      "9 months are left until the need's deadline, which is enough",
    ],
    [
      { code: 'deadline-misfit', params: { left: 3, wanted: 12 } },
      '距需求截止只有 3 个月，成熟到位约需 12 个月',
      "Only 3 months are left until the need's deadline, maturing takes about 12",
    ],
    [
      { code: 'deadline-misfit', params: { left: 0, wanted: 0 } },
      '需求的截止日期已过',
      "The need's deadline has passed",
    ],
    [
      { code: 'ip-fit', params: { expected: 'buyer', modes: ['transfer'] } },
      '合作方式TRANSFER可以做到知识产权BUYER',
      'TRANSFER can leave the rights as expected: BUYER',
    ],
    [
      { code: 'ip-misfit', params: { expected: 'buyer', modes: ['licence'] } },
      '需求希望知识产权BUYER，技术方只提供LICENCE',
      'Rights expected: BUYER; the technology side offers only LICENCE',
    ],
    [
      { code: 'near-terms', params: { pairs: [{ need: '锂电池', technology: '动力电池' }] } },
      '用语相近：锂电池 ≈ 动力电池',
      'Used alike: 锂电池 ≈ 动力电池',
    ],
    [
      { code: 'rated-alike', params: { count: 3, verdict: 'for' } },
      '与 3 条已评价的相似匹配一致',
      'Agrees with 3 rated similar matches',
    ],
    [
      { code: 'rated-alike', params: { count: 1, verdict: 'against' } },
      '1 条相似的匹配被评为不合适',
      '1 similar match was rated unsuitable',
    ],
    [
      { code: 'ip-not-granted', params: { statuses: ['applied', 'applied'] } },
      '专利尚未授权：APPLIED',
      'Patents not granted: APPLIED',
    ],
  ];

  it.each(sentences)('says %j in both languages', (reason, zh, en) => {
    const label = (code: string): string => code.toUpperCase();
    expect(reasonText(reason, 'zh', label)).toBe(zh);
    expect(reasonText(reason, 'en', label)).toBe(en);
  });
});

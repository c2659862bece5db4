import type { clarityLevels, Locale, NeedContent } from '#contracts';

type Clarity = (typeof clarityLevels)[number];
export type Gap =
  | 'one_line'
  | 'no_targets'
  | 'no_target_values'
  | 'contradictory_figures'
  | 'no_budget'
  | 'no_deadline'
  | 'no_keywords'
  | 'no_modes';

/** A description below this many characters says too little to be answered. */
const SHORT = 40;
/** How much each gap takes from a full 1. */
const weights: Record<Gap, number> = {
  one_line: 0.3,
  no_targets: 0.25,
  no_target_values: 0.15,
  contradictory_figures: 0.2,
  no_budget: 0.15,
  no_deadline: 0.1,
  no_keywords: 0.1,
  no_modes: 0.1,
};
const CLEAR = 0.8;
const FAIR = 0.5;

const sentences: Record<Gap, { zh: string; en: string }> = {
  one_line: {
    zh: '描述太短：写明现状、难点和期望达到的效果',
    en: 'Too short: say how it is now, what is hard and what should come of it',
  },
  no_targets: {
    zh: '没有技术指标：至少写一项要达到的指标',
    en: 'No targets: name at least one figure to be reached',
  },
  no_target_values: {
    zh: '指标没有数值：写明目标值和单位',
    en: 'Targets without values: give the number and its unit',
  },
  contradictory_figures: {
    zh: '同一指标出现了不同的目标值，请核对',
    en: 'One metric has two different targets: check them',
  },
  no_budget: {
    zh: '没有预算范围：对方难以判断能否承接',
    en: 'No budget: the other side cannot tell whether it can take it on',
  },
  no_deadline: { zh: '没有希望解决的时间', en: 'No date by which it should be solved' },
  no_keywords: {
    zh: '没有关键词：写 2–5 个行业通用的说法',
    en: 'No keywords: give two to five words that the trade uses',
  },
  no_modes: { zh: '没有选择可接受的合作方式', en: 'No accepted mode of cooperation' },
};

/** What a need lacks to be answered, the weightiest first, and how clear it is in a word. */
export function needClarity(need: Partial<NeedContent>): { clarity: Clarity; gaps: Gap[] } {
  const gaps = (Object.keys(weights) as Gap[])
    .filter((gap) => lacks[gap](need))
    .sort((a, b) => weights[b] - weights[a]);
  const score = 1 - gaps.reduce((sum, gap) => sum + weights[gap], 0);
  return { clarity: score >= CLEAR ? 'clear' : score >= FAIR ? 'fair' : 'vague', gaps };
}

export const gapSentence = (gap: Gap, locale: Locale): string => sentences[gap][locale];

const targetsOf = (need: Partial<NeedContent>) => need.targets ?? [];
const lacks: Record<Gap, (need: Partial<NeedContent>) => boolean> = {
  one_line: ({ problem = '', text = '' }) => problem.length + text.length < SHORT,
  no_targets: (need) => targetsOf(need).length === 0,
  no_target_values: (need) =>
    targetsOf(need).length > 0 && !targetsOf(need).some(({ target }) => /\d/.test(target)),
  contradictory_figures: (need) => {
    const values = new Map<string, string>();
    return targetsOf(need).some(({ name, unit = '', target }) => {
      const key = `${name} ${unit}`;
      const before = values.get(key);
      values.set(key, target);
      return before !== undefined && before !== target;
    });
  },
  no_budget: ({ budget, intendedFunding }) =>
    budget?.min === undefined && budget?.max === undefined && intendedFunding === undefined,
  no_deadline: ({ deadline }) => deadline === undefined,
  no_keywords: ({ keywords = [] }) => keywords.length === 0,
  no_modes: ({ modes = [] }) => modes.length === 0,
};

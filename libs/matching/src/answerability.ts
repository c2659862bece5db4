import type { NeedProfile } from './profiles.js';

/** What keeps solvers from answering a need, the gravest first. */
export type Gap =
  | { code: 'no-problem'; params: Record<string, never> }
  | { code: 'one-line'; params: { characters: number } }
  | { code: 'no-targets'; params: Record<string, never> }
  | { code: 'target-without-value'; params: { targets: string[] } }
  | { code: 'contradictory-figures'; params: { target: string; values: string[] } }
  | { code: 'contradictory-budget'; params: { min: number; max: number } }
  | { code: 'no-budget'; params: Record<string, never> }
  | { code: 'no-deadline'; params: Record<string, never> }
  | { code: 'deadline-passed'; params: { deadline: string } }
  | { code: 'no-maturity'; params: Record<string, never> }
  | { code: 'no-modes'; params: Record<string, never> }
  | { code: 'no-keywords'; params: Record<string, never> };

export interface Answerability {
  /** 0–1; 1 if nothing is missing. */
  score: number;
  missing: Gap[];
}

/** How much of the score each gap takes, in the order in which gaps are listed. */
const COSTS: Readonly<Record<Gap['code'], number>> = {
  'contradictory-figures': 0.25,
  'contradictory-budget': 0.2,
  'deadline-passed': 0.2,
  'no-problem': 0.25,
  'one-line': 0.2,
  'no-targets': 0.25,
  'target-without-value': 0.1,
  'no-budget': 0.1,
  'no-deadline': 0.08,
  'no-maturity': 0.06,
  'no-modes': 0.05,
  'no-keywords': 0.03,
};
const ORDER = Object.keys(COSTS);
/** Shorter descriptions seldom say conditions, figures and what was tried. */
const ONE_LINE = 60;
const figure = /\d/;
/** “≥ 95 %”, “不低于 3.5 MPa”, “<20ms”: the comparison and the number. */
const bound =
  /(≥|>=|>|大于|高于|超过|不低于|不少于|至少|≤|<=|<|小于|低于|不高于|不超过|至多)\s*(\d+(?:\.\d+)?)/gu;
const atLeast = new Set(['≥', '>=', '>', '大于', '高于', '超过', '不低于', '不少于', '至少']);

/** How well a need can be answered as it stands, and what is missing. `now` is the day of the question. */
export function answerability(need: NeedProfile, now?: Date): Answerability {
  const missing = [...textGaps(need), ...targetGaps(need), ...conditionGaps(need, now)].sort(
    (a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code),
  );
  const cost = missing.reduce((sum, { code }) => sum + COSTS[code], 0);
  return { score: Math.max(0, 1 - cost), missing };
}

function* textGaps({
  title,
  problem = '',
  text = '',
  targets = [],
  keywords = [],
}: NeedProfile): Iterable<Gap> {
  const said = `${problem}${text}`.replace(/\s+/gu, '');
  if (said === '' || said === title.replace(/\s+/gu, '')) yield { code: 'no-problem', params: {} };
  else if (said.length < ONE_LINE) yield { code: 'one-line', params: { characters: said.length } };
  if (targets.length === 0 && !bounded(said) && !figureWithUnit.test(said))
    yield { code: 'no-targets', params: {} };
  if (keywords.length === 0) yield { code: 'no-keywords', params: {} };
}

const figureWithUnit = /\d\s*(?:[%％‰℃°]|[a-zμµΩ]{1,5}\b|[件台吨米克升元年月天时分秒倍次])/iu;

function bounded(text: string): boolean {
  return text.search(bound) >= 0;
}

function* targetGaps({ targets = [] }: NeedProfile): Iterable<Gap> {
  const open = targets.filter(({ target = '' }) => !figure.test(target)).map(({ name }) => name);
  if (open.length > 0) yield { code: 'target-without-value', params: { targets: open } };
  const byName = new Map<string, { unit: string; value: string }[]>();
  for (const { name, unit = '', target } of targets) {
    if (!target) continue;
    const key = name.trim().toLowerCase();
    byName.set(key, [...(byName.get(key) ?? []), { unit: unit.trim(), value: target.trim() }]);
  }
  for (const [target, entries] of byName) {
    for (const unit of new Set(entries.map((entry) => entry.unit))) {
      const values = entries.filter((entry) => entry.unit === unit).map(({ value }) => value);
      if (contradict(values)) yield { code: 'contradictory-figures', params: { target, values } };
    }
  }
}

/** Whether no number can keep all the bounds, or plain values of the same target differ. */
function contradict(values: string[]): boolean {
  let least = -Infinity;
  let most = Infinity;
  const plain = new Set<number>();
  for (const value of values) {
    const bounds = [...value.matchAll(bound)];
    for (const [, sign, number] of bounds) {
      if (atLeast.has(sign!)) least = Math.max(least, Number(number));
      else most = Math.min(most, Number(number));
    }
    if (bounds.length === 0 && /^\d+(?:\.\d+)?$/.test(value)) plain.add(Number(value));
  }
  return least > most || plain.size > 1 || [...plain].some((number) => number < least || number > most);
}

function* conditionGaps({ budget, deadline, minTrl, modes = [] }: NeedProfile, now?: Date): Iterable<Gap> {
  if (budget?.min === undefined && budget?.max === undefined) yield { code: 'no-budget', params: {} };
  else if (budget.min !== undefined && budget.max !== undefined && budget.min > budget.max)
    yield { code: 'contradictory-budget', params: { min: budget.min, max: budget.max } };
  if (!deadline) yield { code: 'no-deadline', params: {} };
  else if (now && Date.parse(deadline) < now.getTime())
    yield { code: 'deadline-passed', params: { deadline } };
  if (minTrl === undefined) yield { code: 'no-maturity', params: {} };
  if (modes.length === 0) yield { code: 'no-modes', params: {} };
}

/** What to do about a gap, one sentence without a full stop. */
export function gapText({ code, params }: Gap, language: 'zh' | 'en'): string {
  const zh = language === 'zh';
  switch (code) {
    case 'no-problem':
      return zh ? '没有说明要解决的技术问题' : 'The technical problem is not described';
    case 'one-line':
      return zh
        ? `说明只有 ${params.characters} 个字，请写明现状、难点和已试过的办法`
        : `The description has ${params.characters} characters only; say how it is now, what is hard and what was tried`;
    case 'no-targets':
      return zh
        ? '没有量化指标，技术方无法判断能否做到'
        : 'No measurable target: nobody can tell whether it can be met';
    case 'target-without-value':
      return zh
        ? `指标没有数值：${params.targets.join('、')}`
        : `Targets without a value: ${params.targets.join(', ')}`;
    case 'contradictory-figures':
      return zh
        ? `指标“${params.target}”前后矛盾：${params.values.join('、')}`
        : `The figures of “${params.target}” contradict each other: ${params.values.join(', ')}`;
    case 'contradictory-budget':
      return zh ? '预算的下限高于上限' : 'The budget’s lower end is above its upper end';
    case 'no-budget':
      return zh ? '没有预算范围' : 'No budget range';
    case 'no-deadline':
      return zh ? '没有截止日期' : 'No deadline';
    case 'deadline-passed':
      return zh ? `截止日期 ${params.deadline} 已过` : `The deadline ${params.deadline} has passed`;
    case 'no-maturity':
      return zh ? '没有说明要求的技术成熟度' : 'The maturity wanted is not given';
    case 'no-modes':
      return zh ? '没有选择合作方式' : 'No mode of cooperation is chosen';
    default:
      return zh ? '没有关键词' : 'No keywords';
  }
}

import type { Fit } from './fits.js';
import type { Phrase } from './phrases.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';

/** Why a pair suits, or what is open about it; plain data that any language can be made from. Money is 分. */
export type Reason =
  | { code: 'shared-phrases'; params: { phrases: string[] } }
  | { code: 'targets-mentioned'; params: { targets: string[] } }
  | { code: 'maturity-fit' | 'maturity-misfit'; params: { trl: number; minTrl: number } }
  | { code: 'budget-fit' | 'budget-misfit'; params: { budget: number; price: number } }
  | { code: 'mode-fit' | 'mode-misfit'; params: { need: string[]; technology: string[] } }
  | { code: 'region-fit' | 'region-misfit'; params: { district: string; wanted: string[] } }
  | { code: 'ip-not-granted'; params: { statuses: string[] } };

export interface Explanation {
  /** At most three, the weightiest first. */
  reasons: Reason[];
  risk?: Reason;
}

const MOST_REASONS = 3;
const QUOTED_IN_A_REASON = 3;

/** Picks the reasons for a pair and its one open risk: the worst misfit, else patents that are not granted. */
export function explain(
  need: NeedProfile,
  technology: TechnologyProfile,
  phrases: Phrase[],
  fits: Fit[],
): Explanation {
  const reasons: Reason[] = [];
  if (phrases.length > 0) {
    const quoted = phrases.slice(0, QUOTED_IN_A_REASON).map(({ text }) => text);
    reasons.push({ code: 'shared-phrases', params: { phrases: quoted } });
  }
  const targets = mentionedTargets(need, phrases);
  if (targets.length > 0) reasons.push({ code: 'targets-mentioned', params: { targets } });
  for (const fit of fits) {
    if (fit.verdict === 'fit') reasons.push(reasonOf(fit)!);
  }
  const misfits = fits.filter(({ verdict }) => verdict === 'misfit').sort((a, b) => a.factor - b.factor);
  const risk = misfits[0] === undefined ? patentRisk(technology) : reasonOf(misfits[0]);
  return { reasons: reasons.slice(0, MOST_REASONS), ...(risk && { risk }) };
}

function mentionedTargets(need: NeedProfile, phrases: Phrase[]): string[] {
  const names = (need.targets ?? []).map(({ name }) => name);
  return names.filter((name) => phrases.some(({ text }) => name.includes(text)));
}

function patentRisk({ ipStatuses = [] }: TechnologyProfile): Reason | undefined {
  if (ipStatuses.length === 0 || ipStatuses.includes('granted')) return undefined;
  return { code: 'ip-not-granted', params: { statuses: ipStatuses } };
}

function reasonOf(fit: Fit): Reason | undefined {
  if (fit.verdict === 'unknown') return undefined;
  // The union's members differ in aspect and params only, and those two always come from the same member.
  return { code: `${fit.aspect}-${fit.verdict}`, params: fit.params } as Reason;
}

/**
 * One sentence without a full stop, in Chinese or English. `label` turns a vocabulary code (mode, district, IP status)
 * into the word of that language; without it the code itself is shown.
 */
export function reasonText(
  reason: Reason,
  language: 'zh' | 'en',
  label: (code: string) => string = (code) => code,
): string {
  return language === 'zh' ? inChinese(reason, label) : inEnglish(reason, label);
}

function inChinese({ code, params }: Reason, label: (code: string) => string): string {
  const list = (codes: string[]): string => codes.map(label).join('、');
  const quoted = (texts: string[]): string => texts.map((text) => `“${text}”`).join('');
  switch (code) {
    case 'shared-phrases':
      return `双方都提到${quoted(params.phrases)}`;
    case 'targets-mentioned':
      return `涉及需求指标${quoted(params.targets)}`;
    case 'maturity-fit':
      return `成熟度 TRL ${params.trl}，达到要求的 TRL ${params.minTrl}`;
    case 'maturity-misfit':
      return `成熟度 TRL ${params.trl}，比要求的 TRL ${params.minTrl} 低 ${params.minTrl - params.trl} 级`;
    case 'budget-fit':
      return `预算 ${yuan(params.budget)}不低于报价 ${yuan(params.price)}`;
    case 'budget-misfit':
      return `预算 ${yuan(params.budget)}低于报价 ${yuan(params.price)}`;
    case 'mode-fit':
      return `合作方式一致：${list(params.need.filter((mode) => params.technology.includes(mode)))}`;
    case 'mode-misfit':
      return `合作方式不同：需求方接受${list(params.need)}，技术方提供${list(params.technology)}`;
    case 'region-fit':
      return `技术方愿意在${label(params.district)}落地`;
    case 'region-misfit':
      return `技术方希望在${list(params.wanted)}落地，需求方在${label(params.district)}`;
    default:
      return `专利尚未授权：${list([...new Set(params.statuses)])}`;
  }
}

function inEnglish({ code, params }: Reason, label: (code: string) => string): string {
  const list = (codes: string[]): string => codes.map(label).join(', ');
  const quoted = (texts: string[]): string => texts.map((text) => `“${text}”`).join(', ');
  switch (code) {
    case 'shared-phrases':
      return `Both mention ${quoted(params.phrases)}`;
    case 'targets-mentioned':
      return `Speaks of the targets ${quoted(params.targets)}`;
    case 'maturity-fit':
      return `Maturity TRL ${params.trl} meets the required TRL ${params.minTrl}`;
    case 'maturity-misfit':
      return `Maturity TRL ${params.trl} is ${params.minTrl - params.trl} below the required TRL ${params.minTrl}`;
    case 'budget-fit':
      return `The budget of ${cny(params.budget)} covers the price of ${cny(params.price)}`;
    case 'budget-misfit':
      return `The budget of ${cny(params.budget)} is below the price of ${cny(params.price)}`;
    case 'mode-fit':
      return `Same mode of cooperation: ${list(params.need.filter((mode) => params.technology.includes(mode)))}`;
    case 'mode-misfit':
      return `Other modes of cooperation: ${list(params.need)} wanted, ${list(params.technology)} offered`;
    case 'region-fit':
      return `The technology side wants to work in ${label(params.district)}`;
    case 'region-misfit':
      return `The technology side wants to work in ${list(params.wanted)}, the need is in ${label(params.district)}`;
    default:
      return `Patents not granted: ${list([...new Set(params.statuses)])}`;
  }
}

/** 分 as 万元 from ten thousand 元 on, else as 元; exact, or two different amounts might read the same. */
function yuan(fen: number): string {
  const inYuan = fen / 100;
  return inYuan >= 10_000 ? `${trimmed(inYuan / 10_000)} 万元` : `${trimmed(inYuan)} 元`;
}

function cny(fen: number): string {
  return `CNY ${(fen / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })}`;
}

function trimmed(value: number): string {
  return String(Number(value.toFixed(6)));
}

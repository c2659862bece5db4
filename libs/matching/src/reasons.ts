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
  | { code: 'industry-fit' | 'industry-misfit'; params: { need: string; technology: string } }
  | { code: 'deadline-fit' | 'deadline-misfit'; params: { left: number; wanted: number } }
  | { code: 'ip-fit' | 'ip-misfit'; params: { expected: string; modes: string[] } }
  | { code: 'near-terms'; params: { pairs: NearPair[] } }
  | { code: 'alike-in-sense'; params: Record<string, never> }
  | { code: 'rated-alike'; params: { count: number; verdict: 'for' | 'against' } }
  | { code: 'ip-not-granted'; params: { statuses: string[] } };

/** Two wordings that the catalogue uses alike, one of each side. */
export interface NearPair {
  need: string;
  technology: string;
}

/** What is known of a pair beside its profiles. */
export interface Grounds {
  phrases: Phrase[];
  near: NearPair[];
  fits: Fit[];
  /** How many ratings of similar pairs speak for or against this one. */
  rated?: { count: number; verdict: 'for' | 'against' };
  /** What an outside model's vectors add, in standard deviations. */
  dense?: number;
}

/** Nearer by vectors than about one technology in forty. */
const ALIKE = 2;

export interface Explanation {
  /** At most three, the weightiest first. */
  reasons: Reason[];
  risk?: Reason;
}

const MOST_REASONS = 3;
const QUOTED_IN_A_REASON = 3;

/**
 * Picks the reasons for a pair and its one open risk: the worst misfit, else what raters thought of similar pairs, else
 * patents that are not granted.
 */
export function explain(
  need: NeedProfile,
  technology: TechnologyProfile,
  { phrases, near, fits, rated, dense = 0 }: Grounds,
): Explanation {
  const reasons: Reason[] = [];
  if (phrases.length > 0) {
    const quoted = phrases.slice(0, QUOTED_IN_A_REASON).map(({ text }) => text);
    reasons.push({ code: 'shared-phrases', params: { phrases: quoted } });
  }
  if (rated?.verdict === 'for') reasons.push({ code: 'rated-alike', params: rated });
  const targets = mentionedTargets(need, phrases);
  if (targets.length > 0) reasons.push({ code: 'targets-mentioned', params: { targets } });
  if (near.length > 0)
    reasons.push({ code: 'near-terms', params: { pairs: near.slice(0, QUOTED_IN_A_REASON) } });
  if (dense >= ALIKE) reasons.push({ code: 'alike-in-sense', params: {} });
  for (const fit of fits) {
    if (fit.verdict === 'fit' && fit.factor > 1) reasons.push(reasonOf(fit)!);
  }
  const risk = riskOf(technology, fits, rated);
  return { reasons: reasons.slice(0, MOST_REASONS), ...(risk && { risk }) };
}

function riskOf(technology: TechnologyProfile, fits: Fit[], rated: Grounds['rated']): Reason | undefined {
  const misfits = fits.filter(({ verdict, factor }) => verdict === 'misfit' && factor < 1);
  const [worst] = misfits.sort((a, b) => a.factor - b.factor);
  if (worst) return reasonOf(worst);
  return rated?.verdict === 'against' ? { code: 'rated-alike', params: rated } : patentRisk(technology);
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

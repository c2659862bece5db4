import type { NeedProfile, TechnologyProfile } from './profiles.js';

/** What a fit is about. */
export type FitAspect = keyof FitParams;

interface FitParams {
  maturity: { trl: number; minTrl: number };
  /** 分. */
  budget: { budget: number; price: number };
  mode: { need: string[]; technology: string[] };
  region: { district: string; wanted: string[] };
  industry: { need: string; technology: string };
  /** Whole months: left until the need's deadline, and wanted to mature. */
  deadline: { left: number; wanted: number };
  ip: { expected: string; modes: string[] };
}

/** How one side's condition suits the other's. `factor` multiplies the strength of a match; unknown is exactly 1. */
export type Fit =
  | { aspect: FitAspect; verdict: 'unknown'; factor: 1; params: Record<string, never> }
  | {
      [Aspect in FitAspect]: {
        aspect: Aspect;
        verdict: 'fit' | 'misfit';
        factor: number;
        params: FitParams[Aspect];
      };
    }[FitAspect];

/** How much each aspect counts, from 0 (not at all) to 2 (twice); 1 if not given. An organizer edits them per event. */
export type FitWeights = Partial<Record<FitAspect, number>>;

export interface FitOptions {
  weights?: FitWeights;
  /** The day on which the question is asked; without it deadlines stay unknown. */
  now?: Date;
}

/** The bounds that every factor keeps at weight 1; nothing but text can lift a pair by more. */
export const FACTOR_BOUNDS = { least: 0.7, most: 1.05 } as const;
const MOST_WEIGHT = 2;
const PER_MISSING_LEVEL = 0.1;
const OTHER_MODES = 0.85;
const OTHER_REGION = 0.95;
const OTHER_INDUSTRY = 0.95;
const OTHER_OWNER = 0.9;
/** What one level of maturity takes, as plans of pilot projects usually say. */
const MONTHS_PER_LEVEL = 6;
const MONTH = 30.44 * 24 * 3_600_000;

/** Which modes of cooperation can leave the rights with whom the need expects them. */
const modesOfOwner: Readonly<Record<string, readonly string[]>> = {
  buyer: ['transfer', 'development'],
  seller: ['licence', 'consulting', 'service'],
  shared: ['development', 'equity'],
};

/** Maturity, budget, mode, region, industry, deadline and IP, in this order. What either side leaves open is neutral. */
export function fitsOf(
  need: NeedProfile,
  technology: TechnologyProfile,
  { weights = {}, now }: FitOptions = {},
): Fit[] {
  return [
    maturity(need, technology),
    budget(need, technology),
    mode(need, technology),
    region(need, technology),
    industry(need, technology),
    deadline(need, technology, now),
    ip(need, technology),
  ].map((fit) => weighted(fit, weights[fit.aspect]));
}

function maturity({ minTrl }: NeedProfile, { trl }: TechnologyProfile): Fit {
  if (!isKnown(trl) || !isKnown(minTrl)) return unknown('maturity');
  const params = { trl, minTrl };
  if (trl >= minTrl) return { aspect: 'maturity', verdict: 'fit', factor: FACTOR_BOUNDS.most, params };
  const factor = Math.max(FACTOR_BOUNDS.least, 1 - PER_MISSING_LEVEL * (minTrl - trl));
  return { aspect: 'maturity', verdict: 'misfit', factor, params };
}

function budget(need: NeedProfile, technology: TechnologyProfile): Fit {
  const most = need.budget?.max ?? need.budget?.min;
  const price = lowestPrice(technology);
  if (!isKnown(most) || !isKnown(price)) return unknown('budget');
  const params = { budget: most, price };
  if (most >= price) return { aspect: 'budget', verdict: 'fit', factor: FACTOR_BOUNDS.most, params };
  // Only a lower end was given: the need may well pay more, so nothing is known.
  if (!isKnown(need.budget?.max)) return unknown('budget');
  const factor = FACTOR_BOUNDS.least + (1 - FACTOR_BOUNDS.least) * (most / price);
  return { aspect: 'budget', verdict: 'misfit', factor, params };
}

function mode({ modes: wanted = [] }: NeedProfile, { modes: offered = [] }: TechnologyProfile): Fit {
  if (wanted.length === 0 || offered.length === 0) return unknown('mode');
  const params = { need: wanted, technology: offered };
  return wanted.some((code) => offered.includes(code))
    ? { aspect: 'mode', verdict: 'fit', factor: FACTOR_BOUNDS.most, params }
    : { aspect: 'mode', verdict: 'misfit', factor: OTHER_MODES, params };
}

function region({ district }: NeedProfile, { districts: wanted = [] }: TechnologyProfile): Fit {
  if (!district || wanted.length === 0) return unknown('region');
  const params = { district, wanted };
  return wanted.includes(district)
    ? { aspect: 'region', verdict: 'fit', factor: FACTOR_BOUNDS.most, params }
    : { aspect: 'region', verdict: 'misfit', factor: OTHER_REGION, params };
}

/** By the industry if both name one, else by the field. */
function industry(need: NeedProfile, technology: TechnologyProfile): Fit {
  const both = need.industry && technology.industry;
  const [ours, theirs] = both ? [need.industry, technology.industry] : [need.field, technology.field];
  if (!ours || !theirs) return unknown('industry');
  const params = { need: ours, technology: theirs };
  if (ours === theirs) return { aspect: 'industry', verdict: 'fit', factor: FACTOR_BOUNDS.most, params };
  // Many technologies serve several industries: only another field as well speaks against a pair.
  if (both && (!need.field || !technology.field || need.field === technology.field))
    return unknown('industry');
  return { aspect: 'industry', verdict: 'misfit', factor: OTHER_INDUSTRY, params };
}

/** Whether the technology can mature to what the need asks before the need's deadline. */
function deadline(need: NeedProfile, { trl }: TechnologyProfile, now: Date | undefined): Fit {
  const end = Date.parse(need.deadline ?? '');
  if (!now || Number.isNaN(end) || !isKnown(trl) || !isKnown(need.minTrl)) return unknown('deadline');
  const left = Math.max(0, Math.floor((end - now.getTime()) / MONTH));
  const wanted = MONTHS_PER_LEVEL * Math.max(0, need.minTrl - trl);
  const params = { left, wanted };
  if (end < now.getTime())
    return { aspect: 'deadline', verdict: 'misfit', factor: FACTOR_BOUNDS.least, params };
  if (left >= wanted) return { aspect: 'deadline', verdict: 'fit', factor: FACTOR_BOUNDS.most, params };
  const factor = FACTOR_BOUNDS.least + (1 - FACTOR_BOUNDS.least) * (left / wanted);
  return { aspect: 'deadline', verdict: 'misfit', factor, params };
}

function ip({ ipExpectation: expected }: NeedProfile, { modes = [] }: TechnologyProfile): Fit {
  const suitable = expected === undefined ? undefined : modesOfOwner[expected];
  if (!expected || !suitable || modes.length === 0) return unknown('ip');
  const params = { expected, modes };
  return modes.some((code) => suitable.includes(code))
    ? { aspect: 'ip', verdict: 'fit', factor: FACTOR_BOUNDS.most, params }
    : { aspect: 'ip', verdict: 'misfit', factor: OTHER_OWNER, params };
}

function unknown(aspect: FitAspect): Fit {
  return { aspect, verdict: 'unknown', factor: 1, params: {} };
}

function weighted(fit: Fit, weight = 1): Fit {
  if (fit.verdict === 'unknown' || Number.isNaN(weight)) return fit;
  return { ...fit, factor: fit.factor ** Math.min(MOST_WEIGHT, Math.max(0, weight)) };
}

function lowestPrice({ price }: TechnologyProfile): number | undefined {
  return price === undefined || price.kind === 'negotiable' ? undefined : (price.min ?? price.max);
}

function isKnown(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

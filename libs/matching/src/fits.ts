import type { NeedProfile, TechnologyProfile } from './profiles.js';

export type FitAspect = 'maturity' | 'budget' | 'mode' | 'region';

/** How one side's condition suits the other's. `factor` multiplies the strength of a match; unknown is exactly 1. */
export type Fit =
  | { aspect: FitAspect; verdict: 'unknown'; factor: 1; params: Record<string, never> }
  | { aspect: 'maturity'; verdict: 'fit' | 'misfit'; factor: number; params: { trl: number; minTrl: number } }
  | { aspect: 'budget'; verdict: 'fit' | 'misfit'; factor: number; params: { budget: number; price: number } }
  | {
      aspect: 'mode';
      verdict: 'fit' | 'misfit';
      factor: number;
      params: { need: string[]; technology: string[] };
    }
  | {
      aspect: 'region';
      verdict: 'fit' | 'misfit';
      factor: number;
      params: { district: string; wanted: string[] };
    };

const unknown = (aspect: FitAspect): Fit => ({ aspect, verdict: 'unknown', factor: 1, params: {} });

/** The bounds that every factor keeps; nothing but text can lift a pair by more. */
export const FACTOR_BOUNDS = { least: 0.7, most: 1.05 } as const;
const PER_MISSING_LEVEL = 0.1;
const OTHER_MODES = 0.85;
const OTHER_REGION = 0.95;

/** Maturity, budget, mode and region of a pair, in this order. What either side leaves open is neutral. */
export function fitsOf(need: NeedProfile, technology: TechnologyProfile): Fit[] {
  return [
    maturity(need, technology),
    budget(need, technology),
    mode(need, technology),
    region(need, technology),
  ];
}

function maturity(need: NeedProfile, technology: TechnologyProfile): Fit {
  const { minTrl } = need;
  const { trl } = technology;
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

function mode(need: NeedProfile, technology: TechnologyProfile): Fit {
  const wanted = need.modes ?? [];
  const offered = technology.modes ?? [];
  if (wanted.length === 0 || offered.length === 0) return unknown('mode');
  const params = { need: wanted, technology: offered };
  return wanted.some((code) => offered.includes(code))
    ? { aspect: 'mode', verdict: 'fit', factor: FACTOR_BOUNDS.most, params }
    : { aspect: 'mode', verdict: 'misfit', factor: OTHER_MODES, params };
}

function region(need: NeedProfile, technology: TechnologyProfile): Fit {
  const wanted = technology.districts ?? [];
  if (!need.district || wanted.length === 0) return unknown('region');
  const params = { district: need.district, wanted };
  return wanted.includes(need.district)
    ? { aspect: 'region', verdict: 'fit', factor: FACTOR_BOUNDS.most, params }
    : { aspect: 'region', verdict: 'misfit', factor: OTHER_REGION, params };
}

function lowestPrice({ price }: TechnologyProfile): number | undefined {
  return price === undefined || price.kind === 'negotiable' ? undefined : (price.min ?? price.max);
}

function isKnown(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

import { FACTOR_BOUNDS, type Fit } from './fits.js';
import type { NeedProfile, TechnologyProfile, Thesis } from './profiles.js';

const PER_STAGE = 0.1;
const OTHER_INDUSTRY = 0.8;
const OTHER_REGION = 0.95;

/** A thesis asked like a need: its words count, its conditions are judged by {@link thesisFits}. */
export function asNeed({ id, text, keywords }: Thesis): NeedProfile {
  return { id, title: keywords?.join(' ') ?? '', ...(text !== undefined && { text }) };
}

/** Industry, stage, ticket and region, in this order. What either side leaves open is neutral. */
export function thesisFits(thesis: Thesis, technology: TechnologyProfile): Fit[] {
  return [
    industry(thesis, technology),
    stage(thesis, technology),
    ticket(thesis, technology),
    region(thesis, technology),
  ];
}

function industry({ industries = [], fields = [] }: Thesis, technology: TechnologyProfile): Fit {
  const byIndustry = technology.industry !== undefined && industries.length > 0;
  const [wanted, code] = byIndustry ? [industries, technology.industry] : [fields, technology.field];
  if (code === undefined || wanted.length === 0) return unknown('industry');
  const params = { need: wanted.includes(code) ? code : wanted[0]!, technology: code };
  return wanted.includes(code)
    ? { aspect: 'industry', verdict: 'fit', factor: FACTOR_BOUNDS.most, params }
    : { aspect: 'industry', verdict: 'misfit', factor: OTHER_INDUSTRY, params };
}

function stage({ stages }: Thesis, { trl }: TechnologyProfile): Fit {
  if (!isKnown(trl) || (!isKnown(stages?.min) && !isKnown(stages?.max))) return unknown('stage');
  const { min = 1, max = 9 } = stages;
  const params = { trl, min, max };
  const away = Math.max(0, min - trl, trl - max);
  return away === 0
    ? { aspect: 'stage', verdict: 'fit', factor: FACTOR_BOUNDS.most, params }
    : {
        aspect: 'stage',
        verdict: 'misfit',
        factor: Math.max(FACTOR_BOUNDS.least, 1 - PER_STAGE * away),
        params,
      };
}

/** Whether the two ranges of money meet; if not, by how far they miss each other. */
function ticket({ ticket: offered }: Thesis, { investment: wanted }: TechnologyProfile): Fit {
  const most = offered?.max ?? Infinity;
  const least = offered?.min ?? 0;
  const low = wanted?.min ?? wanted?.max;
  const high = wanted?.max ?? wanted?.min;
  if (!isKnown(low) || !isKnown(high) || (!isKnown(offered?.min) && !isKnown(offered?.max)))
    return unknown('ticket');
  const params = { least, most: Number.isFinite(most) ? most : null, wanted: low };
  if (low <= most && high >= least)
    return { aspect: 'ticket', verdict: 'fit', factor: FACTOR_BOUNDS.most, params };
  const share = low > most ? most / low : high / least;
  return {
    aspect: 'ticket',
    verdict: 'misfit',
    factor: FACTOR_BOUNDS.least + (1 - FACTOR_BOUNDS.least) * share,
    params,
  };
}

function region({ districts = [] }: Thesis, { districts: wanted = [] }: TechnologyProfile): Fit {
  const [district] = districts;
  if (district === undefined || wanted.length === 0) return unknown('region');
  const meeting = districts.find((code) => wanted.includes(code));
  return meeting === undefined
    ? { aspect: 'region', verdict: 'misfit', factor: OTHER_REGION, params: { district, wanted } }
    : { aspect: 'region', verdict: 'fit', factor: FACTOR_BOUNDS.most, params: { district: meeting, wanted } };
}

function unknown(aspect: Fit['aspect']): Fit {
  return { aspect, verdict: 'unknown', factor: 1, params: {} };
}

function isKnown(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

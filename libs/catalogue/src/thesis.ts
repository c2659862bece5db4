import {
  fields,
  industries,
  type Locale,
  maturityStages,
  type TechnologyContent,
  termLabel,
  type ThesisContent,
} from '#contracts';
import type { Level, NeedProfile } from '#matching';

type Condition = 'field' | 'industry' | 'stage' | 'ticket';
/** Why a technology suits what an investor looks for, or what is open about it. Money is 分. */
export type ThesisReason =
  | { code: 'thesis-field' | 'thesis-field-misfit'; params: { field: string } }
  | { code: 'thesis-industry' | 'thesis-industry-misfit'; params: { industry: string } }
  | { code: 'thesis-stage' | 'thesis-stage-misfit'; params: { stage: string } }
  | { code: 'thesis-ticket' | 'thesis-ticket-misfit'; params: { price: number } };

export interface ThesisScore {
  id: string;
  score: number;
  level: Level;
  reasons: ThesisReason[];
  risk: ThesisReason | null;
}

/** Share of the score that the words have where a thesis gives both words and conditions. */
const WORDS = 0.5;
/** What conditions alone can come to: nobody has said that the matter is wanted. */
const CONDITIONS_ALONE = 0.85;
/** Least scores of the levels; below the last it is none. */
const CUTS: readonly [least: number, level: Level][] = [
  [0.88, 'strong'],
  [0.7, 'fair'],
  [0.4, 'weak'],
];

/** The words of a thesis as a need that the engine can be asked with; null where it says nothing in words. */
export function thesisNeed(id: string, thesis: ThesisContent): NeedProfile | null {
  if (thesis.keywords.length === 0 && !thesis.text) return null;
  const title = thesis.keywords.join(' ') || thesis.text!.slice(0, 60);
  return { id, title, keywords: thesis.keywords, text: thesis.text };
}

/**
 * How well a technology suits a thesis, 0–1: half the words' score, half the share of the conditions that are known and
 * met; what either side leaves open is neutral. `words` is null where the thesis has none.
 */
export function scoreForThesis(
  id: string,
  thesis: ThesisContent,
  technology: TechnologyContent,
  words: number | null,
): ThesisScore {
  const known = conditionsOf(thesis, technology);
  const met = known.filter((condition) => condition.met);
  const share = known.length === 0 ? 0.5 : met.length / known.length;
  const score = words === null ? CONDITIONS_ALONE * share : WORDS * words + (1 - WORDS) * share;
  return {
    id,
    score,
    level: CUTS.find(([least]) => score >= least)?.[1] ?? 'none',
    reasons: met.map(({ reason }) => reason),
    risk: known.find((condition) => !condition.met)?.reason ?? null,
  };
}

function conditionsOf(thesis: ThesisContent, technology: TechnologyContent) {
  const found: { met: boolean; reason: ThesisReason }[] = [];
  const add = (condition: Condition, met: boolean, params: Record<string, unknown>) =>
    found.push({
      met,
      reason: { code: `thesis-${condition}${met ? '' : '-misfit'}`, params } as ThesisReason,
    });
  const among = (condition: Condition, wanted: string[], value: string | undefined) => {
    if (wanted.length > 0 && value) add(condition, wanted.includes(value), { [condition]: value });
  };
  among('field', thesis.fields, technology.field);
  among('industry', thesis.industries, technology.industry);
  among('stage', thesis.stages, technology.stage);
  const { price } = technology;
  const least = price && price.kind !== 'negotiable' ? (price.min ?? price.max) : undefined;
  if (least !== undefined && (thesis.ticketMin !== undefined || thesis.ticketMax !== undefined)) {
    add('ticket', least <= (thesis.ticketMax ?? Infinity), { price: least });
  }
  return found;
}

export const isThesisReason = (reason: { code: string }): reason is ThesisReason =>
  reason.code.startsWith('thesis-');

/** One sentence without a full stop, in the reader's language. */
export function thesisReasonText(reason: ThesisReason, locale: Locale): string {
  const zh = locale === 'zh';
  const misfit = reason.code.endsWith('-misfit');
  const say = (good: [string, string], bad: [string, string]) => (misfit ? bad : good)[zh ? 0 : 1];
  switch (reason.code) {
    case 'thesis-field':
    case 'thesis-field-misfit': {
      const label = termLabel(fields, reason.params.field, locale);
      return say(
        [`属于关注领域“${label}”`, `In a wanted field: ${label}`],
        [`领域为“${label}”，不在关注范围`, `Its field is ${label}, which is not wanted`],
      );
    }
    case 'thesis-industry':
    case 'thesis-industry-misfit': {
      const label = termLabel(industries, reason.params.industry, locale);
      return say(
        [`属于关注行业“${label}”`, `In a wanted industry: ${label}`],
        [`行业为“${label}”，不在关注范围`, `Its industry is ${label}, which is not wanted`],
      );
    }
    case 'thesis-stage':
    case 'thesis-stage-misfit': {
      const label = termLabel(maturityStages, reason.params.stage, locale);
      return say(
        [`处于关注阶段“${label}”`, `At a wanted stage: ${label}`],
        [`处于“${label}”阶段，不在关注范围`, `It is at ${label}, which is not a wanted stage`],
      );
    }
    default: {
      const wan = reason.params.price / 1_000_000;
      const amount = zh ? `${wan} 万元` : `CNY ${(wan * 10_000).toLocaleString('en-US')}`;
      return say(
        [`报价 ${amount}，在单笔金额之内`, `The price of ${amount} is within the ticket`],
        [`报价 ${amount}，超出单笔金额`, `The price of ${amount} is above the ticket`],
      );
    }
  }
}

import { tokens } from '#text';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import type { IndexedFields, TextIndex, WeightedTerms } from './text-index.js';

export type Level = 'strong' | 'fair' | 'weak' | 'none';

/** A profile asked as a question: its weightiest terms, and what a match by chance would score with them. */
export interface Query {
  terms: WeightedTerms;
  mean: number;
  deviation: number;
}

const LONGEST_FIELD = 8_000;
const MOST_TERMS = 512;
const TITLE = 6;
const KEYWORDS = 3;
const TARGETS = 2;
const REST = 1;

/** Terms rarer than one document in a hundred are taken for that rare, or scores would grow with the catalogue. */
const LEAST_SHARE = 0.01;
/** How much of the score depends on the technology's title being spoken of. */
const TITLE_COVERAGE = 0.7;
/** The strength that scores one half. */
const HALF = 3;

/** Cut points of the score. Chosen on pairs judged by professionals so that the share of each level is theirs. */
const CUTS: readonly [least: number, level: Level][] = [
  [0.76, 'strong'],
  [0.64, 'fair'],
  [0.26, 'weak'],
];

/** How the parts of a need are indexed. */
export function needFields(need: NeedProfile): IndexedFields {
  return {
    title: need.title,
    keywords: need.keywords?.join('\n'),
    summary: joined([...(need.targets ?? []).map(({ name }) => name), need.problem]),
    text: need.text,
  };
}

/** How the parts of a technology are indexed. */
export function technologyFields(technology: TechnologyProfile): IndexedFields {
  return {
    title: technology.title,
    keywords: technology.keywords?.join('\n'),
    summary: joined([technology.summary, technology.problem]),
    text: technology.text,
  };
}

/**
 * A term weighs by how often the profile uses it and by how rare it is on both sides: words that every need uses
 * (“公司”“希望”) say as little as words that every technology uses (“系统”“方法”).
 */
export function termWeight(term: string, technologies: TextIndex, needs: TextIndex): number {
  return technologies.idf(term) * needs.idf(term);
}

/** Makes a need, or a technology, the question to `asked`, one of the two indexes. */
export function queryOf(
  profile: NeedProfile | TechnologyProfile,
  technologies: TextIndex,
  needs: TextIndex,
  asked: TextIndex,
): Query {
  const frequencies = new Map<string, number>();
  const add = (text: string | undefined, weight: number): void => {
    for (const { term } of tokens((text ?? '').slice(0, LONGEST_FIELD))) {
      frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
    }
  };
  add(profile.title, TITLE);
  add(profile.keywords?.join('\n'), KEYWORDS);
  if ('targets' in profile) add(profile.targets?.map(({ name }) => name).join('\n'), TARGETS);
  if ('summary' in profile) add(profile.summary, REST);
  add(profile.problem, REST);
  add(profile.text, REST);
  const weighted = [...frequencies].map(([term, n]): [string, number] => [
    term,
    n * termWeight(term, technologies, needs),
  ]);
  weighted.sort((a, b) => b[1] - a[1]);
  const terms = new Map(weighted.slice(0, MOST_TERMS));
  return { terms, ...byChance(terms, asked) };
}

/** Mean and standard deviation of the score if every term stood in documents independently of the others. */
function byChance(terms: WeightedTerms, asked: TextIndex): { mean: number; deviation: number } {
  let mean = 0;
  let variance = 0;
  for (const [term, weight] of terms) {
    const share = asked.documentFrequency(term) / Math.max(1, asked.size);
    const bounded = Math.min(0.5, Math.max(LEAST_SHARE, share));
    mean += weight * share;
    variance += weight * weight * bounded * (1 - bounded);
  }
  return { mean, deviation: Math.sqrt(variance) };
}

/** The share, by weight, of the technology's title that the need speaks of, 0–1. */
export function titleCoverage(query: Query, title: string, weigh: (term: string) => number): number {
  let all = 0;
  let covered = 0;
  for (const term of new Set(tokens(title).map((token) => token.term))) {
    const weight = weigh(term);
    all += weight;
    if (query.terms.has(term)) covered += weight;
  }
  return all === 0 ? 0 : covered / all;
}

/**
 * The final score, above 0 and below 1, that compares across needs: how far the text score stands above chance, times
 * the factors of the fits. It grows with each of its inputs; a query without terms scores 0.
 */
export function calibrated(textScore: number, coverage: number, factor: number, query: Query): number {
  if (query.deviation === 0) return 0;
  const weighed = textScore * (1 - TITLE_COVERAGE + TITLE_COVERAGE * coverage);
  const z = (weighed - query.mean) / query.deviation;
  const strength = (z > 0 ? 1 + z : 1 / (1 - z)) * factor;
  return strength / (strength + HALF);
}

/** Level of a score by monotone cut points. */
export function levelOf(score: number): Level {
  return CUTS.find(([least]) => score >= least)?.[1] ?? 'none';
}

function joined(parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n');
}

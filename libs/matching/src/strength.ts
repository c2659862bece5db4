import { tokens } from '#text';
import type { Spread } from './spread.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import type { IndexedFields, TextIndex, WeightedTerms } from './text-index.js';
import type { TitleCoverage } from './title-reader.js';

export type Level = 'strong' | 'fair' | 'weak' | 'none';

/** A need asked as a question: its weightiest terms, its direction, and how technologies at random answer it. */
export interface Query {
  terms: WeightedTerms;
  /** Effective number of terms. */
  breadth: number;
  words: Spread;
  direction?: Float32Array;
  near?: Spread;
}

/** What a pair's strength is made of; the parts that a catalogue without near terms lacks are 0. */
export interface Evidence extends TitleCoverage {
  /** Score of the text index. */
  words: number;
  /** Cosine of the directions. */
  near: number;
  /** How far an outside model's vectors are nearer than by chance, in standard deviations; 0 where unknown. */
  dense?: number;
}

const LONGEST_FIELD = 8_000;
const LONGEST_HEADING = 120;
const MOST_TERMS = 512;
const TITLE = 6;
const KEYWORDS = 3;
const TARGETS = 2;
const SYNONYMS = 3;
const REST = 1;

/** Weights of the parts, chosen on pairs judged by professionals, checked on needs left out. */
const WEIGHTS = { words: 1, near: 0.8, title: 2, heading: 5, dense: 1 } as const;
/**
 * The more terms a need has, the more of them meet a technology by chance in ways that its standard deviation does not
 * show: strength falls with this power of their effective number.
 */
const BREADTH = { least: 10, usual: 80, power: 0.25 } as const;
/** The strength that scores one half. */
const HALF = 3;

/**
 * Cut points of the score: near those that miss the levels of professionals by least, the upper two moved so far
 * that each level occurs.
 */
const CUTS: readonly [least: number, level: Level][] = [
  [0.9, 'strong'],
  [0.87, 'fair'],
  [0.54, 'weak'],
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

/** How often a profile uses each term, the parts that say most counted several times; other wordings may be added. */
export function frequenciesOf(
  profile: NeedProfile | TechnologyProfile,
  synonyms: string[] = [],
): Map<string, number> {
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
  add(synonyms.join('\n'), SYNONYMS);
  return frequencies;
}

/** The weightiest terms of a profile as a question to either index. */
export function weightedTerms(
  frequencies: ReadonlyMap<string, number>,
  technologies: TextIndex,
  needs: TextIndex,
): WeightedTerms {
  const weighted = Array.from(frequencies, ([term, n]): [string, number] => [
    term,
    n * termWeight(term, technologies, needs),
  ]);
  weighted.sort((a, b) => b[1] - a[1]);
  return new Map(weighted.slice(0, MOST_TERMS));
}

/** The terms of a technology's title and keywords, weighed by rarity, as a sparse unit vector. */
export function titleTerms(
  { title, keywords = [] }: TechnologyProfile,
  rarity: (term: string) => number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { term } of tokens([title, ...keywords].join('\n')))
    counts.set(term, (counts.get(term) ?? 0) + rarity(term));
  const length = Math.sqrt([...counts.values()].reduce((sum, weight) => sum + weight * weight, 0));
  for (const [term, weight] of counts) counts.set(term, weight / length);
  return counts;
}

/** The terms that a need asks for in so many words. */
export function headingTerms({ title, keywords = [], text = '' }: NeedProfile): Set<string> {
  const heading = [title, ...keywords].join('\n');
  return new Set(tokens((heading.trim() ? heading : text).slice(0, LONGEST_HEADING)).map(({ term }) => term));
}

/** As how many terms of one weight those of a question count (the inverse of Simpson's index). */
export function breadthOf(terms: WeightedTerms): number {
  let sum = 0;
  let squares = 0;
  for (const weight of terms.values()) {
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/**
 * The logarithm of a pair's strength, comparable across needs: how far the words, the direction and the title of the
 * technology stand above technologies at random. It grows with each of its inputs; −∞ for a need without words.
 */
export function strengthOf(evidence: Evidence, query: Query): number {
  if (query.terms.size === 0) return -Infinity;
  const { words, near, title, heading, dense } = partsOf(evidence, query);
  const sum = words + near + title + heading + dense;
  const breadth = Math.log(Math.max(BREADTH.least, query.breadth) / BREADTH.usual);
  return (sum > 0 ? Math.log1p(sum) : -Math.log1p(-sum)) - BREADTH.power * breadth;
}

/** What each part adds to the sum, in standard deviations above a technology at random. */
export function partsOf(evidence: Evidence, { words, near }: Query): Required<Evidence> {
  return {
    words: WEIGHTS.words * standard(evidence.words, words),
    near: near ? WEIGHTS.near * standard(evidence.near, near) : 0,
    title: WEIGHTS.title * evidence.title,
    heading: WEIGHTS.heading * evidence.heading,
    dense: WEIGHTS.dense * (evidence.dense ?? 0),
  };
}

/** The score of a strength times the factors of the fits: from 0 to below 1, growing with both. */
export function scoreOf(strength: number, factor: number): number {
  const weighted = Math.exp(strength) * factor;
  return weighted / (weighted + HALF);
}

function standard(value: number, { mean, deviation }: Spread): number {
  return deviation === 0 ? 0 : (value - mean) / deviation;
}

/** Level of a score by monotone cut points. */
export function levelOf(score: number): Level {
  return CUTS.find(([least]) => score >= least)?.[1] ?? 'none';
}

/** The level as raters write it, from 1 (does not suit) to 4 (strong). */
export function levelNumber(level: Level): number {
  return 1 + ['none', 'weak', 'fair', 'strong'].indexOf(level);
}

function joined(parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n');
}

import type { Scored } from './best.js';
import { fitsOf, type Fit } from './fits.js';
import { commonPhrases, type Phrase, type QuotableField } from './phrases.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import { explain, type Reason } from './reasons.js';
import {
  calibrated,
  levelOf,
  needFields,
  queryOf,
  technologyFields,
  termWeight,
  titleCoverage,
  type Level,
  type Query,
} from './strength.js';
import { TextIndex } from './text-index.js';

/** Recorded with every match list; changes whenever the same input may give another score. */
export const MODEL_VERSION = 'lexical-1';

/** One need and one technology, how well they suit and why. Plain data, ready to be stored as JSON. */
export interface Match {
  needId: string;
  technologyId: string;
  /** 0 ≤ score < 1, comparable across needs; no probability. */
  score: number;
  level: Level;
  /** At most five wordings of both sides, the weightiest first. */
  phrases: Phrase[];
  /** Maturity, budget, mode, region, in this order. */
  fits: Fit[];
  reasons: Reason[];
  risk?: Reason;
}

export interface MatchOptions {
  /** Length of the list; 20 if not given. */
  top?: number;
}

const DEFAULT_TOP = 20;
/** So many times the wanted number, and at least so many, are scored in full. */
const CANDIDATES = { times: 4, least: 200 } as const;
/** A phrase is quoted if its terms weigh at least this share of the weightiest term possible. */
const LEAST_QUOTED_SHARE = 0.12;

/**
 * Matches needs and technologies by their words and conditions. Holds both sides in memory; a listing may come, change
 * or go at any time and counts from the next question on. The same pair gets the same score from either direction.
 */
export class MatchingEngine {
  private readonly technologies = new TextIndex();
  private readonly needs = new TextIndex();
  private readonly technologyProfiles = new Map<string, TechnologyProfile>();
  private readonly needProfiles = new Map<string, NeedProfile>();

  setTechnology(technology: TechnologyProfile): void {
    this.technologies.set(technology.id, technologyFields(technology));
    this.technologyProfiles.set(technology.id, technology);
  }

  removeTechnology(id: string): boolean {
    this.technologies.remove(id);
    return this.technologyProfiles.delete(id);
  }

  setNeed(need: NeedProfile): void {
    this.needs.set(need.id, needFields(need));
    this.needProfiles.set(need.id, need);
  }

  removeNeed(id: string): boolean {
    this.needs.remove(id);
    return this.needProfiles.delete(id);
  }

  /** Ids and scores of the technologies that share words with the need, best first, without the explanations. */
  rankTechnologies(need: NeedProfile, { top = DEFAULT_TOP }: MatchOptions = {}): Scored[] {
    const query = this.asNeed(need);
    return this.technologies
      .rank(query.terms, { limit: candidates(top) })
      .map(({ id, score }) => ({
        id,
        score: this.score(query, score, need, this.technologyProfiles.get(id)!),
      }))
      .sort(bestFirst)
      .slice(0, top);
  }

  /** The best technologies for a need, which need not be in the engine itself. */
  technologiesFor(need: NeedProfile, options: MatchOptions = {}): Match[] {
    return this.rankTechnologies(need, options).map(({ id, score }) =>
      this.explained(need, this.technologyProfiles.get(id)!, score),
    );
  }

  /** The best needs for a technology, which need not be in the engine itself. */
  needsFor(technology: TechnologyProfile, { top = DEFAULT_TOP }: MatchOptions = {}): Match[] {
    const question = queryOf(technology, this.technologies, this.needs, this.needs);
    return this.needs
      .rank(question.terms, { limit: candidates(top) })
      .map(({ id }) => ({ id, score: this.scoreOf(this.needProfiles.get(id)!, technology) }))
      .sort(bestFirst)
      .slice(0, top)
      .map(({ id, score }) => this.explained(this.needProfiles.get(id)!, technology, score));
  }

  /** Scores and explains one pair; neither has to be in the engine. */
  scorePair(need: NeedProfile, technology: TechnologyProfile): Match {
    return this.explained(need, technology, this.scoreOf(need, technology));
  }

  /** Scores exactly these technologies for a need, best first, also those that share no word with it. */
  scoreEach(need: NeedProfile, technologies: Iterable<TechnologyProfile>): Scored[] {
    const query = this.asNeed(need);
    return Array.from(technologies, (technology) => ({
      id: technology.id,
      score: this.scoreWith(query, need, technology),
    })).sort(bestFirst);
  }

  private asNeed(need: NeedProfile): Query {
    return queryOf(need, this.technologies, this.needs, this.technologies);
  }

  private scoreOf(need: NeedProfile, technology: TechnologyProfile): number {
    return this.scoreWith(this.asNeed(need), need, technology);
  }

  private scoreWith(query: Query, need: NeedProfile, technology: TechnologyProfile): number {
    const text = this.technologies.scoreOf(technologyFields(technology), query.terms);
    return this.score(query, text, need, technology);
  }

  private score(query: Query, text: number, need: NeedProfile, technology: TechnologyProfile): number {
    const coverage = titleCoverage(query, technology.title, (term) => this.weigh(term));
    const factor = fitsOf(need, technology).reduce((product, fit) => product * fit.factor, 1);
    return calibrated(text, coverage, factor, query);
  }

  private explained(need: NeedProfile, technology: TechnologyProfile, score: number): Match {
    const fits = fitsOf(need, technology);
    // No text holds this character, so nothing weighs more than it.
    const least = LEAST_QUOTED_SHARE * this.weigh('\0');
    const phrases = commonPhrases(quotable(need), quotable(technology), (term) => this.weigh(term), least);
    return {
      needId: need.id,
      technologyId: technology.id,
      score,
      level: levelOf(score),
      phrases,
      fits,
      ...explain(need, technology, phrases, fits),
    };
  }

  private weigh(term: string): number {
    return termWeight(term, this.technologies, this.needs);
  }
}

function candidates(top: number): number {
  return Math.max(CANDIDATES.least, CANDIDATES.times * top);
}

function bestFirst(a: Scored, b: Scored): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

/** The fields a phrase may be quoted from; list entries are named by their place in the list (keywords.0). */
function quotable(profile: NeedProfile | TechnologyProfile): QuotableField[] {
  const targets = 'targets' in profile ? (profile.targets ?? []) : [];
  const fields: [string, string | undefined][] = [
    ['title', profile.title],
    ...(profile.keywords ?? []).map((text, i): [string, string] => [`keywords.${i}`, text]),
    ...targets.map(({ name }, i): [string, string] => [`targets.${i}.name`, name]),
    ['summary', 'summary' in profile ? profile.summary : undefined],
    ['problem', profile.problem],
    ['text', profile.text],
  ];
  return fields.flatMap(([field, text]) => (text ? [{ field, text }] : []));
}

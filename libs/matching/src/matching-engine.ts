import { Background } from './background.js';
import type { Scored } from './best.js';
import { cosine, DirectionIndex } from './direction-index.js';
import { fitsOf, type Fit } from './fits.js';
import { NearTerms, trainNearTerms, type NearTermsModel, type TrainingOptions } from './near-terms.js';
import { commonPhrases, type Phrase, type QuotableField } from './phrases.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import { explain, type Reason } from './reasons.js';
import {
  calibrated,
  frequenciesOf,
  levelOf,
  needFields,
  technologyFields,
  termWeight,
  titleCoverage,
  weightedTerms,
  type Level,
  type Query,
} from './strength.js';
import { type IndexedFields, TextIndex } from './text-index.js';

/** Recorded with every match list; changes whenever the same input may give another score. */
export const MODEL_VERSION = 'near-2';

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
const MOST_ASKED = 1_000;
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
  private readonly background = new Background();
  private nearTerms: NearTerms | undefined;
  private directions: DirectionIndex | undefined;
  /** Questions that were made since the last change. */
  private readonly asked = new Map<NeedProfile, Query>();

  setTechnology(technology: TechnologyProfile): void {
    const fields = (): IndexedFields => technologyFields(technology);
    this.technologies.set(technology.id, fields());
    this.technologyProfiles.set(technology.id, technology);
    this.background.set(technology.id, fields);
    this.directions?.set(technology.id, this.directionOf(technology)!);
    this.asked.clear();
  }

  removeTechnology(id: string): boolean {
    this.technologies.remove(id);
    this.background.remove(id);
    this.directions?.remove(id);
    this.asked.clear();
    return this.technologyProfiles.delete(id);
  }

  setNeed(need: NeedProfile): void {
    this.needs.set(need.id, needFields(need));
    this.needProfiles.set(need.id, need);
    this.asked.clear();
  }

  removeNeed(id: string): boolean {
    this.needs.remove(id);
    this.asked.clear();
    return this.needProfiles.delete(id);
  }

  /** Learns from all listings held now which terms are near. Takes seconds: it belongs in a job. */
  trainNearTerms(options?: TrainingOptions): NearTermsModel {
    return trainNearTerms(this.needProfiles.values(), this.technologyProfiles.values(), options);
  }

  /** Scores with these near terms from now on, or without any. */
  useNearTerms(model: NearTermsModel | undefined): void {
    this.nearTerms = model && new NearTerms(model);
    this.directions = this.nearTerms && new DirectionIndex(this.nearTerms.dimensions);
    for (const technology of this.technologyProfiles.values()) {
      this.directions?.set(technology.id, this.directionOf(technology)!);
    }
    this.asked.clear();
  }

  /** Ids and scores of the technologies nearest to the need in words or sense, best first, without explanations. */
  rankTechnologies(need: NeedProfile, { top = DEFAULT_TOP }: MatchOptions = {}): Scored[] {
    const query = this.queryOf(need);
    const limit = candidates(top);
    const found = new Map(this.technologies.rank(query.terms, { limit }).map(({ id, score }) => [id, score]));
    const near = (query.direction && this.directions?.best(query.direction, limit)) ?? [];
    const missing = new Set(near.map(({ id }) => id).filter((id) => !found.has(id)));
    if (missing.size > 0) {
      for (const id of missing) found.set(id, 0);
      const accept = (id: string): boolean => missing.has(id);
      for (const { id, score } of this.technologies.rank(query.terms, { limit: missing.size, accept }))
        found.set(id, score);
    }
    return Array.from(found, ([id, words]) => ({
      id,
      score: this.score(query, words, need, this.technologyProfiles.get(id)!),
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
    const terms = weightedTerms(technology, this.technologies, this.needs);
    return this.needs
      .rank(terms, { limit: candidates(top) })
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
    return Array.from(technologies, (technology) => ({
      id: technology.id,
      score: this.scoreOf(need, technology),
    })).sort(bestFirst);
  }

  private queryOf(need: NeedProfile): Query {
    const known = this.asked.get(need);
    if (known) return known;
    const terms = weightedTerms(need, this.technologies, this.needs);
    const direction = this.directionOf(need);
    const query: Query = {
      terms,
      words: this.background.spread(terms),
      ...(direction && { direction, near: this.directions!.spread(direction) }),
    };
    if (this.asked.size === MOST_ASKED) this.asked.clear();
    this.asked.set(need, query);
    return query;
  }

  private directionOf(profile: NeedProfile | TechnologyProfile): Float32Array | undefined {
    return this.nearTerms?.vectorOf(frequenciesOf(profile));
  }

  private scoreOf(need: NeedProfile, technology: TechnologyProfile): number {
    const query = this.queryOf(need);
    const words = this.technologies.scoreOf(technologyFields(technology), query.terms);
    return this.score(query, words, need, technology);
  }

  private score(query: Query, words: number, need: NeedProfile, technology: TechnologyProfile): number {
    const title = titleCoverage(query.terms, technology.title, (term) => this.weigh(term));
    const near = this.nearness(query, technology);
    const factor = fitsOf(need, technology).reduce((product, fit) => product * fit.factor, 1);
    return calibrated({ words, near, title }, factor, query);
  }

  private nearness({ direction }: Query, technology: TechnologyProfile): number {
    if (!direction || !this.directions) return 0;
    const held = this.technologyProfiles.get(technology.id) === technology;
    return held
      ? this.directions.cosine(direction, technology.id)
      : cosine(direction, this.directionOf(technology)!);
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

import type { Scored } from './best.js';
import { Collection } from './collection.js';
import { fitsOf, type Fit, type FitOptions } from './fits.js';
import type { LearntModel, Rating } from './learning.js';
import { nearPairs } from './near-pairs.js';
import { trainNearTerms, type NearTermsModel, type TrainingOptions } from './near-terms.js';
import { commonPhrases, type Phrase, type QuotableField } from './phrases.js';
import type { NeedProfile, TechnologyProfile, Thesis } from './profiles.js';
import { explain, type NearPair, type Reason } from './reasons.js';
import { Scorer, type Contributions } from './scorer.js';
import { levelOf, frequenciesOf, weightedTerms, type Level } from './strength.js';
import type { Synonyms } from './synonyms.js';
import { asNeed, thesisFits } from './thesis.js';

/** Recorded with every match list; changes whenever the same input may give another score. */
export const MODEL_VERSION = 'near-2';

/** One need and one technology, how well they suit and why. Plain data, ready to be stored as JSON. */
export interface Match {
  /** For an investor the id of the thesis. */
  needId: string;
  technologyId: string;
  /** 0 ≤ score < 1, comparable across needs; no probability. */
  score: number;
  level: Level;
  /** What the score is made of. */
  contributions: Contributions;
  /** At most five wordings of both sides, the weightiest first. */
  phrases: Phrase[];
  /** At most three wordings of either side that mean much the same. */
  near: NearPair[];
  /** For a need in the order of {@link fitsOf}. */
  fits: Fit[];
  reasons: Reason[];
  risk?: Reason;
}

export interface MatchOptions extends FitOptions {
  /** Length of the list; 20 if not given. */
  top?: number;
}

type FitsOfPair = (technology: TechnologyProfile) => Fit[];

const DEFAULT_TOP = 20;
/** So many times the wanted number, and at least so many, are scored in full. */
const CANDIDATES = { times: 4, least: 200 } as const;
/** A phrase is quoted if its terms weigh at least this share of the weightiest term possible. */
const LEAST_QUOTED_SHARE = 0.12;

/**
 * Matches needs and technologies by their words, by terms that are used alike, by their conditions and by what people
 * said of similar pairs. Holds both sides in memory; a listing may come, change or go at any time and counts from the
 * next question on. The same pair gets the same score from either direction.
 */
export class MatchingEngine {
  private readonly collection = new Collection();
  private readonly scorer = new Scorer(this.collection);

  setTechnology(technology: TechnologyProfile): void {
    this.collection.setTechnology(technology);
  }

  removeTechnology(id: string): boolean {
    return this.collection.removeTechnology(id);
  }

  setNeed(need: NeedProfile): void {
    this.collection.setNeed(need);
  }

  removeNeed(id: string): boolean {
    return this.collection.removeNeed(id);
  }

  /** Learns from all listings held now which terms are near. Takes seconds: it belongs in a job. */
  trainNearTerms(options?: TrainingOptions): NearTermsModel {
    const { needs, technologies } = this.collection;
    return trainNearTerms(needs.values(), technologies.values(), options);
  }

  /** Scores with these near terms from now on, or without any. What was learnt from ratings must be set again. */
  useNearTerms(model: NearTermsModel | undefined): void {
    this.collection.useNearTerms(model);
    this.scorer.use(undefined);
  }

  /** Scores with these synonyms from now on. */
  useSynonyms(synonyms: Synonyms): void {
    this.collection.useSynonyms(synonyms);
  }

  /** Learns from what people said of pairs held now. Takes seconds for thousands of ratings: it belongs in a job. */
  learn(ratings: Rating[]): LearntModel {
    return this.scorer.learn(ratings);
  }

  /** Scores with this model from now on, or without any. */
  useLearnt(model: LearntModel | undefined): void {
    this.scorer.use(model);
  }

  /** Names everything that a score depends on beside the listings. */
  get modelVersion(): string {
    const { nearTerms } = this.collection;
    return [MODEL_VERSION, nearTerms?.version, this.scorer.learntVersion].filter(Boolean).join('+');
  }

  /** Ids and scores of the technologies nearest to the need in words or sense, best first, without explanations. */
  rankTechnologies(need: NeedProfile, options: MatchOptions = {}): Scored[] {
    return this.rank(need, (technology) => fitsOf(need, technology, options), options);
  }

  /** The best technologies for a need, which need not be in the engine itself. */
  technologiesFor(need: NeedProfile, options: MatchOptions = {}): Match[] {
    return this.matches(need, (technology) => fitsOf(need, technology, options), options);
  }

  /** The best technologies for an investor; `needId` of the matches is the id of the thesis. */
  technologiesForThesis(thesis: Thesis, options: Pick<MatchOptions, 'top'> = {}): Match[] {
    return this.matches(asNeed(thesis), (technology) => thesisFits(thesis, technology), options);
  }

  /** The best needs for a technology, which need not be in the engine itself. */
  needsFor(technology: TechnologyProfile, { top = DEFAULT_TOP, ...options }: MatchOptions = {}): Match[] {
    const { needIndex, technologyIndex, needs } = this.collection;
    const terms = weightedTerms(frequenciesOf(technology), technologyIndex, needIndex);
    return needIndex
      .rank(terms, { limit: candidates(top) })
      .map(({ id }) => ({
        id,
        score: this.scoreOf(needs.get(id)!, technology, fitsOf(needs.get(id)!, technology, options)),
      }))
      .sort(bestFirst)
      .slice(0, top)
      .map(({ id }) => this.scorePair(needs.get(id)!, technology, options));
  }

  /** Scores and explains one pair; neither has to be in the engine. */
  scorePair(need: NeedProfile, technology: TechnologyProfile, options?: FitOptions): Match {
    const fits = fitsOf(need, technology, options);
    return this.explained(need, technology, fits, this.scoreOf(need, technology, fits));
  }

  /** Scores exactly these technologies for a need, best first, also those that share no word with it. */
  scoreEach(need: NeedProfile, technologies: Iterable<TechnologyProfile>, options?: FitOptions): Scored[] {
    return Array.from(technologies, (technology) => ({
      id: technology.id,
      score: this.scoreOf(need, technology, fitsOf(need, technology, options)),
    })).sort(bestFirst);
  }

  private matches(need: NeedProfile, fitsWith: FitsOfPair, options: MatchOptions): Match[] {
    return this.rank(need, fitsWith, options).map(({ id, score }) => {
      const technology = this.collection.technologies.get(id)!;
      return this.explained(need, technology, fitsWith(technology), score);
    });
  }

  private rank(need: NeedProfile, fitsWith: FitsOfPair, { top = DEFAULT_TOP }: MatchOptions): Scored[] {
    return Array.from(this.found(need, candidates(top)), ([id, words]) => {
      const technology = this.collection.technologies.get(id)!;
      return { id, score: this.scorer.score(need, technology, words, fitsWith(technology)) };
    })
      .sort(bestFirst)
      .slice(0, top);
  }

  /** The technologies nearest in words or in direction, each with its score of the text index. */
  private found(need: NeedProfile, limit: number): Map<string, number> {
    const { technologyIndex, directions } = this.collection;
    const { terms, direction } = this.scorer.question(need).query;
    const found = new Map(technologyIndex.rank(terms, { limit }).map(({ id, score }) => [id, score]));
    const near = (direction && directions?.best(direction, limit)) ?? [];
    const missing = new Set(near.map(({ id }) => id).filter((id) => !found.has(id)));
    if (missing.size === 0) return found;
    for (const id of missing) found.set(id, 0);
    const accept = (id: string): boolean => missing.has(id);
    for (const { id, score } of technologyIndex.rank(terms, { limit: missing.size, accept }))
      found.set(id, score);
    return found;
  }

  private scoreOf(need: NeedProfile, technology: TechnologyProfile, fits: Fit[]): number {
    return this.scorer.score(need, technology, this.scorer.wordsOf(need, technology), fits);
  }

  private explained(need: NeedProfile, technology: TechnologyProfile, fits: Fit[], score: number): Match {
    const weigh = (term: string): number => this.collection.weigh(term);
    // No text holds this character, so nothing weighs more than it.
    const least = LEAST_QUOTED_SHARE * weigh('\0');
    const phrases = commonPhrases(quotable(need), quotable(technology), weigh, least);
    const near = nearPairs(need, technology, this.collection.nearTerms, this.collection.synonymsIn(need));
    const words = this.scorer.wordsOf(need, technology);
    const contributions = this.scorer.contributions(need, technology, words, fits);
    const rated = this.scorer.ratedAlike(need, technology, contributions.learnt);
    return {
      needId: need.id,
      technologyId: technology.id,
      score,
      level: levelOf(score),
      contributions,
      phrases,
      near,
      fits,
      ...explain(need, technology, { phrases, near, fits, ...(rated && { rated }) }),
    };
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

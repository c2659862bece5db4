import type { Scored } from './best.js';
import { Collection } from './collection.js';
import { Explainer, type Match } from './explainer.js';
import { fitsOf, type Fit, type FitOptions } from './fits.js';
import type { LearntModel, Rating } from './learning.js';
import { trainNearTerms, type NearTermsModel, type TrainingOptions } from './near-terms.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import { Scorer } from './scorer.js';
import { frequenciesOf, levelOf, weightedTerms } from './strength.js';
import type { Synonyms } from './synonyms.js';

/** Recorded with every match list; changes whenever the same input may give another score. */
export const MODEL_VERSION = 'near-4';

export interface MatchOptions extends FitOptions {
  /** Length of the list; 20 if not given. */
  top?: number;
  /** Leaves out those of the level `none`, which need no explanation then. */
  suiting?: boolean;
}

interface Ranked extends Scored {
  technology: TechnologyProfile;
  words: number;
  fits: Fit[];
}

const DEFAULT_TOP = 20;
/** So many times the wanted number, and at least so many, are scored in full. */
const CANDIDATES = { times: 4, least: 100 } as const;
/** So many of the nearest in direction, and by an outside model's vectors, are scored as well, whatever their words. */
const NEAREST = 60;

/**
 * Matches needs and technologies by their words, by terms that are used alike, by their conditions and by what people
 * said of similar pairs. Holds both sides in memory; a listing may come, change or go at any time and counts from the
 * next question on. The same pair gets the same score from either direction.
 */
export class MatchingEngine {
  private readonly collection = new Collection();
  private readonly scorer = new Scorer(this.collection);
  private readonly explainer = new Explainer(this.collection, this.scorer);

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

  /**
   * The vector that an outside model has for a listing held now, of length 1, or none. Vectors of one model only; a listing
   * without one is scored by its words alone.
   */
  setVector(id: string, vector: Float32Array | undefined): void {
    this.collection.setVector(id, vector);
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
    return this.rank(need, options).map(({ id, score }) => ({ id, score }));
  }

  /** The best technologies for a need, which need not be in the engine itself. */
  technologiesFor(need: NeedProfile, options: MatchOptions = {}): Match[] {
    const read = this.explainer.read(need);
    return this.rank(need, options)
      .filter(({ score }) => wanted(score, options))
      .map(({ technology, ...known }) => this.explainer.match(read, technology, known));
  }

  /** The best needs for a technology, which need not be in the engine itself. */
  needsFor(technology: TechnologyProfile, { top = DEFAULT_TOP, ...options }: MatchOptions = {}): Match[] {
    const { needIndex, technologyIndex, needs, dense } = this.collection;
    const wordings = this.collection.synonymsIn(technology).map(({ other }) => other);
    const terms = weightedTerms(frequenciesOf(technology, wordings), technologyIndex, needIndex);
    const found = [
      ...needIndex.rank(terms, { limit: candidates(top) }),
      ...dense.nearestNeeds(technology.id, NEAREST),
    ].map(({ id }) => id);
    return Array.from(new Set(found), (id) => ({
      id,
      score: this.scoreOf(needs.get(id)!, technology, fitsOf(needs.get(id)!, technology, options)),
    }))
      .sort(bestFirst)
      .slice(0, top)
      .filter(({ score }) => wanted(score, options))
      .map(({ id }) => this.scorePair(needs.get(id)!, technology, options));
  }

  /** Scores and explains one pair; neither has to be in the engine. */
  scorePair(need: NeedProfile, technology: TechnologyProfile, options?: FitOptions): Match {
    const fits = fitsOf(need, technology, options);
    const words = this.scorer.wordsOf(need, technology);
    const score = this.scorer.score(need, technology, words, fits);
    return this.explainer.match(this.explainer.read(need), technology, { words, fits, score });
  }

  /** Scores exactly these technologies for a need, best first, also those that share no word with it. */
  scoreEach(need: NeedProfile, technologies: Iterable<TechnologyProfile>, options?: FitOptions): Scored[] {
    return Array.from(technologies, (technology) => ({
      id: technology.id,
      score: this.scoreOf(need, technology, fitsOf(need, technology, options)),
    })).sort(bestFirst);
  }

  private rank(need: NeedProfile, { top = DEFAULT_TOP, ...options }: MatchOptions): Ranked[] {
    return Array.from(this.found(need, candidates(top)), ([id, words]) => {
      const technology = this.collection.technologies.get(id)!;
      const fits = fitsOf(need, technology, options);
      return { id, technology, words, fits, score: this.scorer.score(need, technology, words, fits) };
    })
      .sort(bestFirst)
      .slice(0, top);
  }

  /** The technologies nearest in words, in direction or by vectors, each with its score of the text index. */
  private found(need: NeedProfile, limit: number): Map<string, number> {
    const { technologyIndex, technologies, directions, dense } = this.collection;
    const { terms, direction } = this.scorer.question(need).query;
    const found = new Map(technologyIndex.rank(terms, { limit }).map(({ id, score }) => [id, score]));
    const near = (direction && directions?.best(direction, NEAREST)) ?? [];
    for (const { id } of [...near, ...dense.nearestTechnologies(need.id, NEAREST)]) {
      if (!found.has(id)) found.set(id, this.scorer.wordsOf(need, technologies.get(id)!));
    }
    return found;
  }

  private scoreOf(need: NeedProfile, technology: TechnologyProfile, fits: Fit[]): number {
    return this.scorer.score(need, technology, this.scorer.wordsOf(need, technology), fits);
  }
}

function wanted(score: number, { suiting = false }: MatchOptions): boolean {
  return !suiting || levelOf(score) !== 'none';
}

function candidates(top: number): number {
  return Math.max(CANDIDATES.least, CANDIDATES.times * top);
}

function bestFirst(a: Scored, b: Scored): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

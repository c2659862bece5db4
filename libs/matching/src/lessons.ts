import { inStrength, type LearntModel, type Rating } from './learning.js';
import {
  SHARED,
  inCommon,
  likeness,
  type NeedView,
  type RatedPair,
  type TechnologyView,
} from './similarities.js';

/** What was learnt for one need: a correction that is a short formula of the technology and the cold strength. */
export interface Lesson {
  always: number;
  perStrength: number;
  terms: Map<string, number>;
  /** A quadratic form over the technology's direction; empty where no near terms are known. */
  form: Float64Array;
  /** The ratings of like needs that may speak for or against a technology, however like their own it is. */
  heard: Heard[];
}

interface Heard {
  technology: TechnologyView;
  pull: number;
  /** What one unit of common words, and of common sense, is worth between the two needs. */
  words: number;
  sense: number;
}

/** How many ratings of similar pairs speak for or against a pair. */
export interface RatedAlike {
  count: number;
  verdict: 'for' | 'against';
}

/** Ratings that move a pair by less than these many levels are not counted as speaking for or against it. */
const LEAST_PULL = 0.03;
/** Needs less alike than this teach each other nothing that could be seen in a score. */
const NEGLIGIBLE = 0.002;
/** A smaller correction of the logarithmic strength is not worth a reason. */
const LEAST_CORRECTION = 0.35;

/** What the ratings of one need amount to, all technologies summed. */
interface Taught {
  need: NeedView;
  pulls: number;
  pullsByStrength: number;
  terms: Map<string, number>;
  form: Float64Array;
  ratings: { technology: TechnologyView; pull: number }[];
}

/** A learnt model over the listings it was learnt from, ready to be asked. */
export class Lessons {
  readonly version: string;
  /** By the title of the need. */
  private readonly taught = new Map<string, Taught>();

  constructor(model: LearntModel, pairOf: (rating: Rating) => RatedPair | undefined) {
    this.version = model.version;
    for (const rating of model.ratings) {
      const pair = pairOf(rating);
      if (pair) this.teach(pair, rating.pull);
    }
  }

  /** The lesson for a need, to be asked for each technology with {@link correction}. */
  lessonFor(need: NeedView): Lesson {
    const { sameNeed, likeNeed, strength } = SHARED;
    const dimensions = need.direction?.length ?? 0;
    const lesson: Lesson = {
      always: 0,
      perStrength: 0,
      terms: new Map(),
      form: new Float64Array(dimensions * dimensions),
      heard: [],
    };
    for (const taught of this.taught.values()) {
      const same = taught.need.title === need.title;
      const like = same ? 1 : likeness(taught.need, need);
      lesson.perStrength += taught.pullsByStrength * (strength + (same ? sameNeed.strength : 0));
      if (same) lesson.always += taught.pulls * sameNeed.always;
      if (like < NEGLIGIBLE) continue;
      const words = like * likeNeed.words + (same ? sameNeed.words : 0);
      for (const [term, weight] of taught.terms)
        lesson.terms.set(term, (lesson.terms.get(term) ?? 0) + words * weight);
      const sense = like * likeNeed.sense + (same ? sameNeed.sense : 0);
      for (let at = 0; at < lesson.form.length; at++) lesson.form[at]! += sense * taught.form[at]!;
      for (const { technology, pull } of taught.ratings) {
        // Technologies have at most all words and all of their sense in common.
        if (Math.abs(pull) * (words + sense) >= LEAST_PULL)
          lesson.heard.push({ technology, pull, words, sense });
      }
    }
    return lesson;
  }

  private teach({ need, technology, strength }: RatedPair, pull: number): void {
    const dimensions = need.direction?.length ?? 0;
    let taught = this.taught.get(need.title);
    if (!taught) {
      const form = new Float64Array(dimensions * dimensions);
      taught = { need, pulls: 0, pullsByStrength: 0, terms: new Map(), form, ratings: [] };
      this.taught.set(need.title, taught);
    }
    taught.ratings.push({ technology, pull });
    taught.pulls += pull;
    taught.pullsByStrength += pull * strength;
    for (const [term, weight] of technology.terms)
      taught.terms.set(term, (taught.terms.get(term) ?? 0) + pull * weight);
    if (technology.direction && dimensions > 0) addSquare(taught.form, technology.direction, pull);
  }

  /** What is to be added to the logarithmic strength of a pair. */
  correction(lesson: Lesson, technology: TechnologyView, strength: number): number {
    let levels = lesson.always + lesson.perStrength * strength;
    for (const [term, weight] of technology.terms) levels += weight * (lesson.terms.get(term) ?? 0);
    if (technology.direction && lesson.form.length > 0) levels += squareIn(lesson.form, technology.direction);
    return inStrength(levels, strength);
  }

  /** The ratings behind a correction, if it is worth a reason. */
  ratedAlike({ heard }: Lesson, technology: TechnologyView, correction: number): RatedAlike | undefined {
    if (Math.abs(correction) < LEAST_CORRECTION) return undefined;
    const sign = Math.sign(correction);
    const count = heard.filter(({ technology: rated, pull, words, sense }) => {
      if (sign * pull <= 0) return false;
      const shared = sense * likeness(rated, technology) + words * inCommon(rated.terms, technology.terms);
      return sign * pull * shared >= LEAST_PULL;
    }).length;
    return count === 0 ? undefined : { count, verdict: sign > 0 ? 'for' : 'against' };
  }
}

function addSquare(form: Float64Array, vector: Float32Array, weight: number): void {
  const n = vector.length;
  for (let i = 0; i < n; i++) {
    const scaled = weight * vector[i]!;
    for (let j = 0; j < n; j++) form[i * n + j]! += scaled * vector[j]!;
  }
}

function squareIn(form: Float64Array, vector: Float32Array): number {
  const n = vector.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j < n; j++) row += form[i * n + j]! * vector[j]!;
    sum += vector[i]! * row;
  }
  return sum;
}

import { inStrength, type LearntModel, type Rating } from './learning.js';
import { SHARED, likeness, type NeedView, type RatedPair, type TechnologyView } from './similarities.js';

/** What was learnt for one need: a correction that is a short formula of the technology and the cold strength. */
export interface Lesson {
  always: number;
  perStrength: number;
  terms: Map<string, number>;
  /** A quadratic form over the technology's direction; empty where no near terms are known. */
  form: Float64Array;
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
}

/** A learnt model over the listings it was learnt from, ready to be asked. */
export class Lessons {
  readonly version: string;
  private readonly ratings: { pair: RatedPair; pull: number }[] = [];
  /** By the title of the need. */
  private readonly taught = new Map<string, Taught>();

  constructor(model: LearntModel, pairOf: (rating: Rating) => RatedPair | undefined) {
    this.version = model.version;
    for (const rating of model.ratings) {
      const pair = pairOf(rating);
      if (!pair) continue;
      this.ratings.push({ pair, pull: rating.pull });
      this.teach(pair, rating.pull);
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
    }
    return lesson;
  }

  private teach({ need, technology, strength }: RatedPair, pull: number): void {
    const dimensions = need.direction?.length ?? 0;
    let taught = this.taught.get(need.title);
    if (!taught) {
      const form = new Float64Array(dimensions * dimensions);
      taught = { need, pulls: 0, pullsByStrength: 0, terms: new Map(), form };
      this.taught.set(need.title, taught);
    }
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
  ratedAlike(pair: Omit<RatedPair, 'strength'>, correction: number): RatedAlike | undefined {
    if (Math.abs(correction) < LEAST_CORRECTION) return undefined;
    const sign = Math.sign(correction);
    const { sameNeed, likeNeed } = SHARED;
    let count = 0;
    for (const { pair: other, pull } of this.ratings) {
      const same = other.need.title === pair.need.title;
      const like = same ? 1 : likeness(other.need, pair.need);
      const sense = like * likeNeed.sense + (same ? sameNeed.sense : 0);
      let words = 0;
      for (const [term, weight] of other.technology.terms)
        words += weight * (pair.technology.terms.get(term) ?? 0);
      const shared =
        sense * likeness(other.technology, pair.technology) +
        words * (like * likeNeed.words + (same ? sameNeed.words : 0));
      if (sign * pull * shared >= LEAST_PULL) count++;
    }
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

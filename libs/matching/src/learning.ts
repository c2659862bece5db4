import { Similarities, type RatedPair } from './similarities.js';

/** One person's judgement of a pair: 1 does not suit, 2 weak, 3 fairly strong, 4 strong. */
export interface Rating {
  needId: string;
  technologyId: string;
  level: number;
  author?: string;
}

/** What was learnt from ratings. Plain data, ready to be stored as JSON. */
export interface LearntModel {
  version: string;
  /** Each rating with its pull on pairs like it; positive where raters saw more than the words say. */
  ratings: (Rating & { pull: number })[];
}

/** What each level counts: raters' upper levels are less apart than their numbers. */
const WORTH = [1, 2, 2.8, 3.4] as const;
/** What raters gave on average: at logarithmic strength 0, per unit, and per unit above the knee besides. */
const EXPECTED = { at0: 1.26, perUnit: 0.08, knee: 0.6, above: 0.335 } as const;
/** The newest count; more would take minutes and gigabytes. */
const MOST_RATINGS = 6_000;
/** Variance of a judgement around what the rater's colleagues would say. */
const NOISE = 0.3;
const ROUNDS = 300;
const EXACT_ENOUGH = 1e-4;

/**
 * Kernel ridge regression of what people said beyond the cold scorer, over (like need) × (like technology), solved by
 * conjugate gradients. A withdrawn rating is simply not passed in; of more than 6,000 the last count. `pairOf` gives
 * the pair of a rating, or nothing if a listing is unknown: such a rating teaches nothing.
 */
export function learn(ratings: Rating[], pairOf: (rating: Rating) => RatedPair | undefined): LearntModel {
  const usable = ratings
    .slice(-MOST_RATINGS)
    .map((rating) => ({ rating, pair: pairOf(rating) }))
    .filter((entry): entry is { rating: Rating; pair: RatedPair } => entry.pair !== undefined);
  const kernel = kernelOf(usable.map(({ pair }) => pair));
  const surprises = usable.map(({ rating, pair }) => worthOf(rating.level) - expectedAt(pair.strength));
  const pulls = solve(kernel, Float64Array.from(surprises));
  return {
    version: `learnt-2-${usable.length}-${fingerprint(usable.map(({ rating }) => rating))}`,
    ratings: usable.map(({ rating }, at) => ({ ...rating, pull: pulls[at]! })),
  };
}

/** What raters give on average at a logarithmic strength, in levels; grows with it. */
function expectedAt(strength: number): number {
  const { at0, perUnit, knee, above } = EXPECTED;
  return at0 + perUnit * strength + above * Math.max(0, strength - knee);
}

/** What so many levels more than the words say add to a logarithmic strength. */
export function inStrength(levels: number, strength: number): number {
  const { at0, perUnit, knee, above } = EXPECTED;
  const level = expectedAt(strength) + levels;
  const atKnee = expectedAt(knee);
  const raised = level > atKnee ? knee + (level - atKnee) / (perUnit + above) : (level - at0) / perUnit;
  return raised - strength;
}

/** Between levels by proportion. */
function worthOf(level: number): number {
  const below = Math.min(WORTH.length - 1, Math.max(1, Math.floor(level)));
  const [least, most] = [WORTH[below - 1]!, WORTH[below]!];
  return least + (level - below) * (most - least);
}

/** Row by row, with the noise on the diagonal. */
function kernelOf(pairs: RatedPair[]): Float32Array {
  const similarities = new Similarities();
  const n = pairs.length;
  const kernel = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = similarities.of(pairs[i]!, pairs[j]!);
      kernel[i * n + j] = value;
      kernel[j * n + i] = value;
    }
    kernel[i * n + i]! += NOISE;
  }
  return kernel;
}

/** Conjugate gradients with the diagonal as preconditioner. */
function solve(matrix: Float32Array, right: Float64Array): Float64Array {
  const n = right.length;
  const solution = new Float64Array(n);
  const residual = right.slice();
  const scaled = residual.map((value, i) => value / matrix[i * n + i]!);
  const direction = scaled.slice();
  let energy = dot(residual, scaled);
  const enough = EXACT_ENOUGH ** 2 * dot(right, right);
  for (let round = 0; round < ROUNDS && dot(residual, residual) > enough; round++) {
    const image = times(matrix, direction);
    const step = energy / dot(direction, image);
    for (let i = 0; i < n; i++) {
      solution[i]! += step * direction[i]!;
      residual[i]! -= step * image[i]!;
      scaled[i] = residual[i]! / matrix[i * n + i]!;
    }
    const next = dot(residual, scaled);
    for (let i = 0; i < n; i++) direction[i] = scaled[i]! + (next / energy) * direction[i]!;
    energy = next;
  }
  return solution;
}

function times(matrix: Float32Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  const product = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0, at = i * n; j < n; j++, at++) sum += matrix[at]! * vector[j]!;
    product[i] = sum;
  }
  return product;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function fingerprint(ratings: Rating[]): string {
  let hash = 0x811c9dc5;
  for (const { needId, technologyId, level } of ratings) {
    for (const character of `${needId}\t${technologyId}\t${level}\n`) {
      hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

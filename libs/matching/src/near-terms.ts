import { tokens } from '#text';
import { positiveInformation } from './co-occurrence.js';
import { greatestEigenvectors } from './eigenvectors.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import { seededRandom } from './seeded-random.js';

/** What was learnt of which terms are used alike. Plain data, ready to be stored as JSON. */
export interface NearTermsModel {
  version: string;
  dimensions: number;
  terms: string[];
  /** How much each term says: the product of its inverse document frequencies on both sides. */
  weights: number[];
  /** How many listings use each term; models trained by earlier versions do not say. */
  listings?: number[];
  /** One unit vector per term, a signed byte per dimension, in Base64. */
  vectors: string;
}

export interface TrainingOptions {
  seed?: number;
  /** Length of the vectors; fewer come out of a small catalogue. */
  dimensions?: number;
}

export interface NearTerm {
  term: string;
  /** Cosine, 0–1. */
  similarity: number;
}

const DIMENSIONS = 96;
/** Terms of fewer contexts say nothing about their neighbours. */
const LEAST_CONTEXTS = 3;
/** What is near a term of fewer listings is near by chance too often to be told to people. */
const LEAST_LISTINGS = 8;
const MOST_TERMS = 10_000;
const MOST_CONTEXTS = 20_000;
const LONGEST_CONTEXT = 600;
const sentenceEnd = /[。；;！？!?\n\r]+/u;

/**
 * Learns from the catalogue itself which terms are near: positive pointwise mutual information over titles, keywords
 * and sentences, then the truncated singular value decomposition. The same listings in the same order and the same
 * seed give the same model. Of a very large catalogue an evenly spaced part is read.
 */
export function trainNearTerms(
  needs: Iterable<NeedProfile>,
  technologies: Iterable<TechnologyProfile>,
  { seed = 1, dimensions = DIMENSIONS }: TrainingOptions = {},
): NearTermsModel {
  const wanted = [...needs];
  const offered = [...technologies];
  const texts = everyNth([...wanted, ...offered].flatMap(contextsOf), MOST_CONTEXTS);
  const frequencies = new Map<string, number>();
  const contexts = texts.map((text) => termsOf(text));
  for (const context of contexts) {
    for (const term of context) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const known = [...frequencies].filter(([, n]) => n >= LEAST_CONTEXTS).sort((a, b) => b[1] - a[1]);
  const terms = known.slice(0, MOST_TERMS).map(([term]) => term);
  const numbers = new Map(terms.map((term, number) => [term, number]));
  const numbered = contexts.map((context) =>
    Uint32Array.from(
      Array.from(context, (term) => numbers.get(term)).filter((number) => number !== undefined),
    ),
  );
  const information = positiveInformation(numbered, terms.length);
  const { values, vectors } = greatestEigenvectors(information, dimensions, seededRandom(seed));
  const scaled = vectors.values.map((value, at) => value * Math.sqrt(Math.abs(values[at % vectors.width]!)));
  return {
    version: `near-2-${seed}-${terms.length}`,
    dimensions: vectors.width,
    terms,
    ...weightsOf(terms, [wanted, offered]),
    vectors: Buffer.from(inBytes(scaled, vectors.width).buffer).toString('base64'),
  };
}

/** The vectors of a model, ready to be asked. */
export class NearTerms {
  readonly version: string;
  readonly dimensions: number;
  private readonly terms: string[];
  private readonly numbers: Map<string, number>;
  private readonly weights: number[];
  private readonly listings: number[];
  private readonly vectors: Float32Array;

  constructor(model: NearTermsModel) {
    this.version = model.version;
    this.dimensions = model.dimensions;
    this.terms = model.terms;
    this.weights = model.weights;
    this.listings = model.listings ?? [];
    this.numbers = new Map(model.terms.map((term, number) => [term, number]));
    const bytes = Buffer.from(model.vectors, 'base64');
    if (bytes.length !== model.terms.length * model.dimensions) {
      throw new RangeError(
        `near-terms model ${model.version}: ${bytes.length} bytes of vectors do not fit ` +
          `${model.terms.length} terms of ${model.dimensions} dimensions`,
      );
    }
    this.vectors = Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length));
    for (let from = 0; from < this.vectors.length; from += this.dimensions) {
      normalise(this.vectors.subarray(from, from + this.dimensions));
    }
  }

  /** The direction of a text from how often it uses each term, a unit vector; all zeros if no term is known. */
  vectorOf(frequencies: Iterable<readonly [term: string, frequency: number]>): Float32Array {
    const sum = new Float32Array(this.dimensions);
    for (const [term, frequency] of frequencies) {
      const number = this.numbers.get(term);
      if (number === undefined) continue;
      const weight = frequency * this.weights[number]!;
      const from = number * this.dimensions;
      for (let j = 0; j < this.dimensions; j++) sum[j]! += weight * this.vectors[from + j]!;
    }
    return normalise(sum);
  }

  /** How alike two terms are used, 0–1; 0 if either is unknown. */
  similarity(a: string, b: string): number {
    const first = this.numbers.get(a);
    const second = this.numbers.get(b);
    return first === undefined || second === undefined ? 0 : this.cosine(first, second);
  }

  /** Whether enough listings use a term to say of others that they are used alike. */
  isCommon(term: string): boolean {
    const number = this.numbers.get(term);
    return number !== undefined && (this.listings[number] ?? 0) >= LEAST_LISTINGS;
  }

  /** The numbers of the known ones among some terms, to be compared with others. */
  numbersOf(terms: Iterable<string>): Uint32Array {
    const numbers = Array.from(terms, (term) => this.numbers.get(term));
    return Uint32Array.from(numbers.filter((number) => number !== undefined));
  }

  /** How alike a term is used with that of the numbered ones that is used most like it, 0–1. */
  greatestSimilarity(term: string, numbers: Uint32Array): number {
    const own = this.numbers.get(term);
    if (own === undefined) return 0;
    let greatest = 0;
    for (const number of numbers) greatest = Math.max(greatest, this.cosine(own, number));
    return greatest;
  }

  /** The known terms that are used most like the given one, nearest first. */
  nearest(term: string, most: number): NearTerm[] {
    const number = this.numbers.get(term);
    if (number === undefined) return [];
    return this.terms
      .map((other, at) => ({ term: other, similarity: at === number ? 0 : this.cosine(number, at) }))
      .filter(({ similarity }) => similarity > 0)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, most);
  }

  private cosine(a: number, b: number): number {
    const { vectors, dimensions } = this;
    let [first, second] = [a * dimensions, b * dimensions];
    const end = first + dimensions;
    // Two sums at a time: one alone would wait for each of its additions.
    let [even, odd] = [0, 0];
    for (; first + 1 < end; first += 2, second += 2) {
      even += vectors[first]! * vectors[second]!;
      odd += vectors[first + 1]! * vectors[second + 1]!;
    }
    if (first < end) even += vectors[first]! * vectors[second]!;
    return Math.min(1, Math.max(0, even + odd));
  }
}

/** The title with the keywords, and each sentence of the other texts. */
function contextsOf(profile: NeedProfile | TechnologyProfile): string[] {
  const { title, keywords = [], problem = '', text = '' } = profile;
  const summary = 'summary' in profile ? (profile.summary ?? '') : '';
  const sentences = [summary, problem, text].flatMap((part) => part.split(sentenceEnd));
  return [[title, ...keywords].join(' '), ...sentences].filter((part) => part.trim() !== '');
}

function termsOf(text: string): Set<string> {
  return new Set(tokens(text.slice(0, LONGEST_CONTEXT)).map(({ term }) => term));
}

/** Inverse document frequency of each term among the needs times that among the technologies, and its listings. */
function weightsOf(
  terms: string[],
  sides: (NeedProfile | TechnologyProfile)[][],
): Required<Pick<NearTermsModel, 'weights' | 'listings'>> {
  const weights = terms.map(() => 1);
  const listings = terms.map(() => 0);
  for (const profiles of sides) {
    const found = new Map<string, number>();
    for (const profile of profiles) {
      for (const term of new Set(contextsOf(profile).flatMap((text) => [...termsOf(text)]))) {
        found.set(term, (found.get(term) ?? 0) + 1);
      }
    }
    terms.forEach((term, at) => {
      const n = found.get(term) ?? 0;
      listings[at]! += n;
      weights[at]! *= Math.log(1 + (profiles.length - n + 0.5) / (n + 0.5));
    });
  }
  return { weights: weights.map((weight) => Number(weight.toFixed(3))), listings };
}

function everyNth<T>(all: T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(all.length, most) }, (_, i) => all[Math.floor(i * step)]!);
}

/** Each row by its own greatest number in 127 steps: a direction needs no more. */
function inBytes(values: Float32Array, width: number): Int8Array {
  const bytes = new Int8Array(values.length);
  for (let from = 0; from < values.length; from += width) {
    let most = 0;
    for (let at = from; at < from + width; at++) most = Math.max(most, Math.abs(values[at]!));
    if (most === 0) continue;
    for (let at = from; at < from + width; at++) bytes[at] = Math.round((values[at]! / most) * 127);
  }
  return bytes;
}

function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return vector;
  const scale = 1 / Math.sqrt(squares);
  for (let j = 0; j < vector.length; j++) vector[j]! *= scale;
  return vector;
}

import { fractionOf } from './background.js';
import { Best, type Scored } from './best.js';
import { cosine } from './direction-index.js';
import { cosineSpread, type Spread } from './spread.js';

/** So many technologies, if there are that many, tell what cosines a need has with technologies at random. */
const SAMPLE = 512;

/** A need's dense vector, and what cosines technologies at random have with it. */
export interface DenseQuestion {
  vector: Float32Array;
  spread: Spread;
}

/**
 * Unit vectors of an outside model for either side, as far as they are known: listings may have none, or none yet, and
 * count as neutral then. All vectors are of one model and one length.
 */
export class DenseVectors {
  private readonly technologies = new Map<string, Float32Array>();
  private readonly needs = new Map<string, Float32Array>();
  private sampled: Float32Array[] | undefined;

  setTechnology(id: string, vector: Float32Array | undefined): void {
    set(this.technologies, id, vector);
    this.sampled = undefined;
  }

  setNeed(id: string, vector: Float32Array | undefined): void {
    set(this.needs, id, vector);
  }

  question(needId: string): DenseQuestion | undefined {
    const vector = this.needs.get(needId);
    return vector && { vector, spread: this.spread(vector) };
  }

  /** Standard deviations above technologies at random; 0 where either vector is unknown. */
  standing(question: DenseQuestion | undefined, technologyId: string): number {
    const vector = this.technologies.get(technologyId);
    return question && vector ? standardised(cosine(question.vector, vector), question.spread) : 0;
  }

  nearestTechnologies(needId: string, limit: number): Scored[] {
    return nearest(this.needs.get(needId), this.technologies, limit);
  }

  nearestNeeds(technologyId: string, limit: number): Scored[] {
    return nearest(this.technologies.get(technologyId), this.needs, limit);
  }

  private spread(vector: Float32Array): Spread {
    this.sampled ??= this.sample();
    return cosineSpread(this.sampled.map((one) => cosine(vector, one)));
  }

  /** Depends on nothing but the ids. */
  private sample(): Float32Array[] {
    const share = SAMPLE / this.technologies.size;
    return [...this.technologies]
      .filter(([id]) => fractionOf(id) < share)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, vector]) => vector);
  }
}

/** How far a value stands above the mean of the values of one question, in standard deviations. */
function standardised(value: number, { mean, deviation }: Spread): number {
  return deviation === 0 ? 0 : (value - mean) / deviation;
}

function set(vectors: Map<string, Float32Array>, id: string, vector: Float32Array | undefined): void {
  if (vector) vectors.set(id, vector);
  else vectors.delete(id);
}

function nearest(
  vector: Float32Array | undefined,
  vectors: ReadonlyMap<string, Float32Array>,
  limit: number,
): Scored[] {
  if (!vector) return [];
  const best = new Best(limit);
  for (const [id, other] of vectors) best.offer({ id, score: cosine(vector, other) });
  return best.sorted();
}

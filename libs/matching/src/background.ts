import { spreadOf, type Spread } from './spread.js';
import { type IndexedFields, TextIndex, type WeightedTerms } from './text-index.js';

/** At least so many stand in the sample, if the catalogue has them, and less than twice as many. */
const LEAST = 512;
/** A term weighs in the spread by chance as if at least this share of all technologies had it. */
const LEAST_SHARE = 0.01;

/**
 * What a question scores with technologies taken at random, from a sample that depends on nothing but the ids in the
 * catalogue. Scores of different needs compare when they are measured against it.
 */
export class Background {
  private sample = new TextIndex();
  private readonly members = new Map<string, () => IndexedFields>();
  private share = 1;

  /** Adds a technology or replaces the one with this id; its fields are asked for again if the sample grows. */
  set(id: string, fields: () => IndexedFields): void {
    this.members.set(id, fields);
    if (this.resized()) return;
    if (fractionOf(id) < this.share) this.sample.set(id, fields());
  }

  remove(id: string): void {
    this.members.delete(id);
    if (!this.resized()) this.sample.remove(id);
  }

  spread(terms: WeightedTerms): Spread {
    const found = this.sample.rank(terms, { limit: this.sample.size }).map(({ score }) => score);
    return spreadOf(
      this.sample.size,
      found.reduce((sum, score) => sum + score, 0),
      found.reduce((sum, score) => sum + score * score, 0),
      byChance(terms),
    );
  }

  /** The share halves whenever the catalogue doubles, and the sample is then made anew. */
  private resized(): boolean {
    const share = 2 ** -Math.max(0, Math.floor(Math.log2(this.members.size / LEAST)));
    if (share === this.share) return false;
    this.share = share;
    this.sample = new TextIndex();
    for (const [id, fields] of this.members) if (fractionOf(id) < share) this.sample.set(id, fields());
    return true;
  }
}

/** A number in [0, 1) that belongs to the id (FNV-1a, mixed). */
export function fractionOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) / 4_294_967_296;
}

/** The spread if each term stood in few technologies, independently of the others. */
function byChance(terms: WeightedTerms): Spread {
  let mean = 0;
  let variance = 0;
  for (const weight of terms.values()) {
    mean += weight * LEAST_SHARE;
    variance += weight * weight * LEAST_SHARE * (1 - LEAST_SHARE);
  }
  return { mean, deviation: Math.sqrt(variance) };
}

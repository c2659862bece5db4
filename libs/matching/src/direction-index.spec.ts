import { describe, expect, it } from '@jest/globals';
import { cosine, DirectionIndex } from './direction-index.js';
import { seededRandom } from './seeded-random.js';

const dimensions = 48;

function unitVectors(n: number): Float32Array[] {
  const random = seededRandom(7);
  return Array.from({ length: n }, () => {
    // Leading dimensions tell most, as in a decomposition.
    const vector = Float32Array.from({ length: dimensions }, (_, j) => (random() - 0.5) / (1 + j));
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
}

describe('direction index', () => {
  const vectors = unitVectors(300);
  const asked = vectors[0]!;
  const nearest = vectors
    .map((vector, i) => ({ id: String(i), score: cosine(asked, vector) }))
    .sort((a, b) => b.score - a.score);

  it('finds the nearest with their cosines', () => {
    const index = new DirectionIndex(dimensions);
    vectors.forEach((vector, i) => index.set(String(i), vector));
    expect(index.best(asked, 5)).toEqual(nearest.slice(0, 5));
  });

  it('forgets what is taken out and takes in what comes in its place', () => {
    const index = new DirectionIndex(dimensions);
    vectors.forEach((vector, i) => index.set(String(i), vector));
    index.remove('0');
    index.remove(nearest[1]!.id);
    expect(index.best(asked, 3)).toEqual(nearest.slice(2, 5));
    index.set('again', asked);
    expect(index.best(asked, 1)).toEqual([{ id: 'again', score: expect.closeTo(1) }]);
    expect(new DirectionIndex(dimensions).best(asked, 3)).toEqual([]);
  });

  it('never finds a vector of zeros', () => {
    const index = new DirectionIndex(dimensions);
    index.set('nothing', new Float32Array(dimensions));
    expect(index.best(asked, 3)).toEqual([]);
  });
});

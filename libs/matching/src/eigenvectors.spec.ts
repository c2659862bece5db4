import { describe, expect, it } from '@jest/globals';
import type { SparseMatrix } from './co-occurrence.js';
import { greatestEigenvectors } from './eigenvectors.js';
import { seededRandom } from './seeded-random.js';

/** A symmetric matrix with the given eigenvalues, turned in the planes of neighbouring axes. */
function turned(eigenvalues: number[]): { dense: number[][]; sparse: SparseMatrix } {
  const size = eigenvalues.length;
  let dense = eigenvalues.map((value, i) => eigenvalues.map((_, j) => (i === j ? value : 0)));
  for (let p = 0; p + 1 < size; p++) {
    const [c, s] = [Math.cos(p + 1), Math.sin(p + 1)];
    const turn = (row: number[]): number[] =>
      row.map((value, j) =>
        j === p ? c * value - s * row[p + 1]! : j === p + 1 ? s * row[p]! + c * value : value,
      );
    const transposed = dense.map(turn);
    dense = transposed[0]!.map((_, j) => turn(transposed.map((row) => row[j]!)));
  }
  return {
    dense,
    sparse: {
      size,
      starts: Uint32Array.from({ length: size + 1 }, (_, i) => i * size),
      columns: Uint32Array.from({ length: size * size }, (_, i) => i % size),
      values: Float32Array.from(dense.flat()),
    },
  };
}

describe('greatest eigenvectors', () => {
  it('are those of greatest magnitude, and the matrix only stretches them', () => {
    const { dense, sparse } = turned([0.1, -9, 7, 0.2, 5, 0.3, -3, 0.4]);
    const { values, vectors } = greatestEigenvectors(sparse, 3, seededRandom(1));
    expect(Array.from(values, (value) => Math.round(value * 1e3) / 1e3)).toEqual([-9, 7, 5]);
    for (const [k, value] of values.entries()) {
      const vector = dense.map((_, row) => vectors.values[row * vectors.width + k]!);
      dense.forEach((row, i) => {
        const stretched = row.reduce((sum, entry, j) => sum + entry * vector[j]!, 0);
        expect(stretched).toBeCloseTo(value * vector[i]!, 3);
      });
    }
  });

  it('are fewer for a smaller matrix and none for an empty one', () => {
    const { sparse } = turned([2, 1]);
    expect(greatestEigenvectors(sparse, 5, seededRandom(1)).vectors.width).toBe(2);
    expect(greatestEigenvectors(turned([]).sparse, 5, seededRandom(1)).values).toHaveLength(0);
  });
});

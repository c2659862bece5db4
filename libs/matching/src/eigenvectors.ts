import type { SparseMatrix } from './co-occurrence.js';

/** Rows of `width` numbers, one row per row of the matrix. */
export interface DenseRows {
  width: number;
  values: Float32Array;
}

export interface Eigen {
  /** Greatest magnitude first. */
  values: Float64Array;
  vectors: DenseRows;
}

const OVERSAMPLED = 10;
const ROUNDS = 3;
const SWEEPS = 30;

/**
 * The eigenvectors of a symmetric matrix whose eigenvalues are greatest in magnitude, by randomised subspace iteration
 * (Halko, Martinsson & Tropp 2011). At most `wanted`, fewer if the matrix is smaller. `random` gives numbers in [0, 1).
 */
export function greatestEigenvectors(matrix: SparseMatrix, wanted: number, random: () => number): Eigen {
  const width = Math.min(matrix.size, wanted + OVERSAMPLED);
  const kept = Math.min(width, wanted);
  let basis: DenseRows = {
    width,
    // Sums of uniform numbers come near enough to the normal distribution that the method asks for.
    values: Float32Array.from({ length: matrix.size * width }, () => random() + random() + random() - 1.5),
  };
  for (let round = 0; round <= ROUNDS; round++) {
    basis = multiply(matrix, basis);
    orthonormalise(basis);
  }
  const { values, vectors } = eigenOfSmall(projected(basis, multiply(matrix, basis)), width);
  const order = Array.from(values.keys()).sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!));
  const chosen = order.slice(0, kept);
  const rotated = new Float32Array(matrix.size * kept);
  for (let row = 0; row < matrix.size; row++) {
    for (let k = 0; k < kept; k++) {
      let sum = 0;
      for (let j = 0; j < width; j++)
        sum += basis.values[row * width + j]! * vectors[j * width + chosen[k]!]!;
      rotated[row * kept + k] = sum;
    }
  }
  return {
    values: Float64Array.from(chosen, (at) => values[at]!),
    vectors: { width: kept, values: rotated },
  };
}

function multiply({ size, starts, columns, values }: SparseMatrix, rows: DenseRows): DenseRows {
  const { width } = rows;
  const product = new Float32Array(size * width);
  const sum = new Float64Array(width);
  for (let row = 0; row < size; row++) {
    sum.fill(0);
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const value = values[at]!;
      const from = columns[at]! * width;
      for (let j = 0; j < width; j++) sum[j]! += value * rows.values[from + j]!;
    }
    product.set(sum, row * width);
  }
  return { width, values: product };
}

/** Modified Gram–Schmidt over the columns, twice for accuracy; a column that depends on others becomes zero. */
function orthonormalise({ width, values }: DenseRows): void {
  const size = values.length / width;
  const columns = Array.from({ length: width }, (_, j) =>
    Float64Array.from({ length: size }, (_, row) => values[row * width + j]!),
  );
  columns.forEach((column, j) => {
    const before = norm(column);
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < j; other++) {
        const against = columns[other]!;
        const share = dot(column, against);
        for (let row = 0; row < size; row++) column[row]! -= share * against[row]!;
      }
    }
    const length = norm(column);
    const scale = length > 1e-9 * before ? 1 / length : 0;
    for (let row = 0; row < size; row++) {
      column[row]! *= scale;
      values[row * width + j] = column[row]!;
    }
  });
}

function projected(basis: DenseRows, product: DenseRows): Float64Array {
  const { width } = basis;
  const small = new Float64Array(width * width);
  for (let from = 0; from < basis.values.length; from += width) {
    for (let i = 0; i < width; i++) {
      const left = basis.values[from + i]!;
      for (let j = 0; j < width; j++) small[i * width + j]! += left * product.values[from + j]!;
    }
  }
  return small;
}

/** Jacobi's rotations for a small symmetric matrix, which is overwritten; the vectors are the columns. */
function eigenOfSmall(a: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    let on = 0;
    for (let i = 0; i < n; i++) {
      on += a[i * n + i]! ** 2;
      for (let j = i + 1; j < n; j++) off += a[i * n + j]! ** 2;
    }
    if (off <= 1e-18 * on) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors: v };
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, c, s);
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, c, s);
  for (let k = 0; k < n; k++) turn(v, k * n + p, k * n + q, c, s);
}

function turn(values: Float64Array, x: number, y: number, c: number, s: number): void {
  const before = values[x]!;
  values[x] = c * before - s * values[y]!;
  values[y] = s * before + c * values[y]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

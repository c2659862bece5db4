import type { Scored } from './best.js';

/** So many of the best by words are ordered anew with their sense. */
export const REORDERED = 100;

/**
 * Hits in the order of words and sense together. `ranked` are those by words, best first: the first {@link REORDERED} of
 * them and all of `near`, those found by their sense, are compared by the sum of both in standard deviations
 * over themselves. The rest keep their order below, so that a page never depends on how many were asked for.
 */
export function fused<T extends Scored>(
  ranked: readonly T[],
  near: readonly T[],
  standing: (id: string) => number,
): T[] {
  const best = ranked.slice(0, REORDERED);
  const seen = new Set(best.map(({ id }) => id));
  const others = near.filter(({ id }) => !seen.has(id));
  const head = [...best, ...others];
  const words = standardised(head.map(({ score }) => score));
  const senses = standardised(head.map(({ id }) => standing(id)));
  const first = head
    .map((hit, i) => ({ ...hit, score: words[i]! + senses[i]! }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const placed = new Set(others.map(({ id }) => id));
  const rest = ranked.slice(REORDERED).filter(({ id }) => !placed.has(id));
  const lowest = (first.at(-1)?.score ?? 0) - (rest[0]?.score ?? 0);
  return [...first, ...rest.map((hit) => ({ ...hit, score: lowest + hit.score }))];
}

function standardised(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const deviation = Math.sqrt(variance);
  return values.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation));
}

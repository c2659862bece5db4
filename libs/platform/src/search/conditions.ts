import type { Condition, SearchDocument } from './search-index.js';

/** Whether a document passes every condition. */
export function passesAll(
  document: Pick<SearchDocument, 'facets' | 'numbers'>,
  where: readonly Condition[],
): boolean {
  return where.every((condition) => passes(document, condition));
}

function passes(document: Pick<SearchDocument, 'facets' | 'numbers'>, condition: Condition): boolean {
  if ('either' in condition) return condition.either.some((one) => passes(document, one));
  if ('facet' in condition) {
    return document.facets[condition.facet]?.some((value) => condition.in.includes(value)) ?? false;
  }
  const value = document.numbers[condition.number];
  const { min = -Infinity, max = Infinity } = condition;
  return value !== undefined && value >= min && value <= max;
}

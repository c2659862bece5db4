import type { Facets } from '#matching';
import type { Condition } from './search-index.js';

/** Whether a document passes every condition; its numbers are facets with one value. */
export function passesAll(facets: Facets, where: readonly Condition[]): boolean {
  return where.every((condition) => passes(facets, condition));
}

function passes(facets: Facets, condition: Condition): boolean {
  if ('either' in condition) return condition.either.some((one) => passes(facets, one));
  if ('facet' in condition) {
    return facets[condition.facet]?.some((value) => condition.in.includes(String(value))) ?? false;
  }
  const value = facets[condition.number]?.[0];
  const { min = -Infinity, max = Infinity } = condition;
  return typeof value === 'number' && value >= min && value <= max;
}

import { tokens, type Token } from '#text';
import { parseQuery } from './query-syntax.js';

/**
 * Where a text says what a query asks: `[start, end)` in UTF-16 code units of the text as it was given, in order,
 * without overlaps. A single character of a longer word counts only where the whole text holds nothing more of it.
 */
export function matchedRanges(query: string, text: string): [start: number, end: number][] {
  const parts = parseQuery(query).text.split(/\s+/);
  const asked = new Set(parts.flatMap((part) => tokens(part).map(({ term }) => term)));
  const met = tokens(text).filter(({ term }) => asked.has(term));
  const whole = met.filter(({ term }) => isWhole(term, asked));
  return merged(whole.length > 0 ? whole : met);
}

/** A pair, a word, or a character that the query does not have in a pair. */
function isWhole(term: string, asked: ReadonlySet<string>): boolean {
  if ([...term].length > 1) return true;
  for (const other of asked)
    if (other !== term && [...other].length === 2 && other.includes(term)) return false;
  return true;
}

function merged(found: readonly Token[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const { start, end } of found.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = ranges.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
}

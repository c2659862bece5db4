import { syllablesOf } from '#text';

/** Where a text holds a query with one slip in it: a character wrong, missing, too many, or two of them swapped. */
export interface Slip {
  start: number;
  end: number;
  /** Whether the wrong character only sounds like the right one. */
  alike: boolean;
}

/** A shorter query with a slip in it is another word; a longer one is answered by its terms. */
const LEAST_UNITS = 4;
const MOST_UNITS = 64;

/**
 * Finds the first place in `text[0, length)` that holds the query but for one slip, which must lie inside: at its ends
 * only a character that sounds alike is a slip. Undefined if there is none, also for the query as it stands.
 */
export function oneSlip(query: readonly number[], text: ArrayLike<number>, length: number): Slip | undefined {
  if (!mayHaveSlip(query)) return undefined;
  const n = query.length;
  const restMatches = (from: number, at: number): boolean => {
    if (at + n - from > length) return false;
    for (let i = from; i < n; i++, at++) if (query[i] !== text[at]) return false;
    return true;
  };
  let found: Slip | undefined;
  for (let start = 0; start + n - 1 <= length; start++) {
    // A slip leaves one of the first two where it belongs.
    if (query[0] !== text[start] && query[1] !== text[start + 1]) continue;
    let same = 0;
    while (same < n && start + same < length && query[same] === text[start + same]) same++;
    if (same === n) return undefined;
    const at = start + same;
    if (at < length && restMatches(same + 1, at + 1)) {
      const alike = soundAlike(query[same]!, text[at]!);
      if (alike) return { start, end: start + n, alike };
      if (same > 0 && same < n - 1) found ??= { start, end: start + n, alike };
    }
    if (same === 0 || found) continue;
    if (restMatches(same, at + 1)) found = { start, end: start + n + 1, alike: false };
    else if (same < n - 1 && restMatches(same + 1, at)) found = { start, end: start + n - 1, alike: false };
    else if (query[same] === text[at + 1] && query[same + 1] === text[at] && restMatches(same + 2, at + 2)) {
      found = { start, end: start + n, alike: false };
    }
  }
  return found;
}

/** Whether a query is neither too short nor too long to be looked for with a slip. */
export function mayHaveSlip(query: ArrayLike<unknown>): boolean {
  return query.length >= LEAST_UNITS && query.length <= MOST_UNITS;
}

/** Whether two Han characters share a reading, tones aside. */
export function soundAlike(a: number, b: number): boolean {
  const other = syllablesOf(b);
  return syllablesOf(a).some((syllable) => other.includes(syllable));
}

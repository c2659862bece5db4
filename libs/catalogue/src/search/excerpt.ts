/** Where a text matched: start and end in UTF-16 units, ascending, not overlapping. */
type Ranges = readonly [start: number, end: number][];

/** So much of what comes before the first mark is shown too. */
const LEAD = 16;

/**
 * The stretch of a text that shows most of its marks, with these where they are now; undefined for a text without any.
 * @param length of the excerpt at most, in UTF-16 units
 */
export function excerptOf(
  text: string,
  ranges: Ranges,
  length: number,
): { text: string; ranges: [number, number][] } | undefined {
  if (ranges.length === 0) return undefined;
  const room = length - 2;
  let best = { from: 0, to: 0, shown: 0 };
  for (let from = 0; from < ranges.length; from++) {
    const [start] = ranges[from]!;
    let to = from;
    let shown = 0;
    for (; to < ranges.length && ranges[to]![1] <= start - LEAD + room; to++) {
      shown += ranges[to]![1] - ranges[to]![0];
    }
    if (shown > best.shown) best = { from, to, shown };
  }
  // Cards show less than all of it: the first mark comes soon, also near the end of the text.
  const start = wholeCharacter(text, Math.max(0, ranges[best.from]![0] - LEAD));
  const end = wholeCharacter(text, Math.min(text.length, start + room));
  const before = start > 0 ? '…' : '';
  const moved = before.length - start;
  return {
    text: before + text.slice(start, end) + (end < text.length ? '…' : ''),
    ranges: ranges.slice(best.from, best.to).map(([from, to]) => [from + moved, to + moved]),
  };
}

/** The place itself, or the one before it where it would cut a character of two units. */
const wholeCharacter = (text: string, at: number): number =>
  at > 0 && /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at;

import { normalise } from '#text';

/**
 * The stretch of a title that a query with a slip was meant for: as long as the query or one character more or less,
 * and at most one character wrong, missing or too many; undefined if there is none or nothing to correct.
 */
export function correctedBy(query: string, title: string): string | undefined {
  const asked = [...normalise(query).replaceAll(' ', '')];
  const characters = [...title];
  const plain = characters.map((character) => normalise(character));
  let best: { text: string; kept: number } | undefined;
  for (const length of [asked.length, asked.length + 1, asked.length - 1]) {
    for (let from = 0; from + length <= characters.length; from++) {
      const meant = plain.slice(from, from + length);
      const slips = slipsBetween(asked, meant);
      if (slips === 0) return undefined;
      // People rarely mistake both ends, so a stretch that keeps them is more likely meant.
      const kept = Number(asked[0] === meant[0]) + Number(asked.at(-1) === meant.at(-1));
      if (slips === 1 && kept > (best?.kept ?? 0)) {
        best = { text: characters.slice(from, from + length).join(''), kept };
      }
    }
  }
  return best?.text;
}

/** How many characters stand between what both begin with and what both end with. */
function slipsBetween(asked: string[], meant: string[]): number {
  let start = 0;
  while (start < asked.length && asked[start] === meant[start]) start++;
  const most = Math.min(asked.length, meant.length) - start;
  let end = 0;
  while (end < most && asked.at(-1 - end) === meant.at(-1 - end)) end++;
  return Math.max(asked.length, meant.length) - start - end;
}

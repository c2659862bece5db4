import { askedUnits } from './asked-units.js';
import type { DocumentStore } from './document-store.js';
import type { IndexedFields } from './fields.js';
import { sumOf, type LookParts } from './look-parts.js';
import { parseQuery } from './query-syntax.js';
import type { Readings } from './readings.js';
import { MOST_UNITS, SecondLook } from './second-look.js';
import { titleWordLengths } from './title-words.js';

/** What a second look says of one text. */
export interface Looked {
  /** As a share of what the query asks. */
  score: number;
  /** What it is the sum of, by the reading that scores highest; empty for a query that asks nothing. */
  parts: Partial<LookParts>;
}

/** Looks at texts outside of a store with its weights; only the first {@link MOST_UNITS} units of a query count. */
export function lookAt(
  query: string,
  fields: readonly IndexedFields[],
  store: DocumentStore,
  readings: Readings,
): Looked[] {
  const texts = fields.map((one) => store.codes.store(one));
  const secondLook = new SecondLook({
    texts,
    titleWordLengths: (at) => titleWordLengths(texts[at]!),
    idfOf: (key) => store.idfOf(key),
    version: store.version,
  });
  const best = texts.map((): Looked => ({ score: 0, parts: {} }));
  for (const { text, likelihood } of readings.asWritten(parseQuery(query).text)) {
    const asked = askedUnits(text, store.codes, (key) => store.idfOf(key)).slice(0, MOST_UNITS);
    const all = asked.reduce((sum, { weight, pairWeight }) => sum + weight + pairWeight, 0);
    if (all === 0) continue;
    secondLook.read(asked, [...texts.keys()]).forEach((parts, at) => {
      const score = (likelihood * sumOf(parts)) / all;
      if (score > best[at]!.score) best[at] = { score, parts };
    });
  }
  return best;
}

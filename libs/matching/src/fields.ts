/** The parts of one document. */
export interface IndexedFields {
  title: string;
  keywords?: string;
  summary?: string;
  text?: string;
}

/** In the order in which they are stored and counted: field 0 is the title. */
export const FIELDS = ['title', 'keywords', 'summary', 'text'] as const;

/** `usual` is the length in units at which a field is neither favoured nor held back. */
const RULES = [
  { weight: 3, b: 0.2, usual: 20, once: true },
  { weight: 2, b: 0.2, usual: 15, once: true },
  { weight: 1.5, b: 0.7, usual: 100, once: false },
  { weight: 1, b: 0.7, usual: 200, once: false },
];

const K1 = 0.8;
const DELTA = 0.5;
/** What {@link saturated} stays below. */
export const CEILING = K1 + 1 + DELTA;

/**
 * What one occurrence in a field of so many units counts. The norm is against a usual length and not the average of
 * the collection, so that a document's share never changes while others come and go.
 */
export function occurrenceWeight(field: number, length: number): number {
  const { weight, b, usual } = RULES[field]!;
  return weight / (1 - b + (b * length) / usual);
}

/** How many of `n` occurrences count: in titles and keywords a repetition says nothing. */
export function counted(field: number, n: number): number {
  return RULES[field]!.once && n > 1 ? 1 : n;
}

/** BM25+ (Lv and Zhai 2011) of a weighted frequency over all fields, idf aside; 0 for none. */
export function saturated(frequency: number): number {
  return frequency > 0 ? (frequency * (K1 + 1)) / (frequency + K1) + DELTA : 0;
}

import type { FIELDS } from './fields.js';

/** How the score of a hit came about, for the people who tune the search. */
export interface Explanation {
  /** The query as it was understood where it was not taken as typed, and why: by its sound, its spelling, a synonym. */
  reading?: { text: string; because: 'sound' | 'spelling' | 'synonym' };
  /** What each term of the query adds through each field; the saturation over all fields is shared out among them. */
  terms: { term: string; field: (typeof FIELDS)[number]; contribution: number }[];
  /** What the second look adds or takes, by feature; absent for a hit that only its terms placed. */
  secondLook?: Readonly<Record<string, number>>;
}

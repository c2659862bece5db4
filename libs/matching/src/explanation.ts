import type { FIELDS } from './fields.js';
import type { LookParts } from './look-parts.js';

/** How the score of a hit came about, for the people who tune the search. */
export interface Explanation {
  /** The query as it was understood where it was not taken as typed, and why. */
  reading?: { text: string; because: 'sound' | 'synonym' | 'abbreviation' };
  /** What each term of the query adds through each field; the saturation over all fields is shared out among them. */
  terms: { term: string; field: (typeof FIELDS)[number]; contribution: number }[];
  /** What the second look finds, which then places the hit; absent for one that only its terms placed. */
  secondLook?: LookParts;
  /** How far the document's vector stands out, in standard deviations; absent where vectors are not asked. */
  sense?: number;
}

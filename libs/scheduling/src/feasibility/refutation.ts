import type { ConflictItem } from './conflict-items.js';

export type RefutationCode =
  /** A meeting has no round at all. */
  | 'no-round'
  /** Meetings of one participant, or at one table, have fewer rounds than they are (Hall). */
  | 'too-few-rounds'
  /** A participant has more meetings than its cap. */
  | 'over-cap'
  /** Meetings have fewer places at tables in their rounds than they are. */
  | 'too-few-tables'
  /** A participant has more breaks than allowed, wherever its other meetings go. */
  | 'too-many-breaks'
  /** Each of the demands could be met, but not all of them together. */
  | 'no-placement'
  /** Breaks cannot be shared out as evenly as demanded. */
  | 'uneven-breaks';

/** A sentence for people; rounds are counted from 1 in it. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** Why an instance has no valid timetable; can be written as JSON. Pairs by index, rounds and tables from 0. */
export interface Refutation {
  readonly code: RefutationCode;
  /** Those that the reason is about, the one who is short of something first. */
  readonly participants: readonly string[];
  readonly pairs: readonly number[];
  /** With `too-few-rounds` and `too-few-tables`, the rounds that are left; otherwise rounds in `items`. */
  readonly rounds: readonly number[];
  /** Demands that cannot be met together. */
  readonly items: readonly ConflictItem[];
  /** Whether it was tried to do without each item: then the others no longer contradict as far as the proof sees. */
  readonly smallest: boolean;
  readonly sentence: Sentence;
}

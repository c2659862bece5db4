import type { Pair, Participant } from '../instance.js';

/**
 * Something that went otherwise than announced. `from` and `until` are rounds (`until` is the first round that is not
 * affected any more); a missing `from` is the event's `now`, a missing `until` the end of the day.
 */
export type Incident =
  /** Does not come at all, or not any more. */
  | { readonly type: 'noshow'; readonly participant: string; readonly from?: number }
  | {
      readonly type: 'late';
      readonly participant: string;
      readonly from?: number;
      readonly until: number;
    }
  | { readonly type: 'leave'; readonly participant: string; readonly from?: number }
  /** Somebody new. The pairs are appended to the pairs of the instance. */
  | {
      readonly type: 'walkin';
      readonly participant: Participant;
      readonly pairs?: readonly Pair[];
      readonly from?: number;
    }
  /** The number of tables changes; 0 where a round does not take place. */
  | { readonly type: 'tables'; readonly tables: number; readonly from?: number; readonly until?: number }
  /** A meeting that is not to be held any more, named by its pair or by the two participants. */
  | { readonly type: 'cancel'; readonly pair?: number; readonly a?: string; readonly b?: string }
  /** A newly wished meeting: replaces what the instance says of the two participants, else is appended to its pairs. */
  | { readonly type: 'wish'; readonly pair: Pair }
  /**
   * Round `from` and all after it start `by` rounds later than announced. Who can be there goes by the clock, so
   * everybody's absences come `by` rounds sooner, and the last `by` rounds do not take place any more.
   */
  | { readonly type: 'delay'; readonly from?: number; readonly by: number };

/** What happened during the day: format `meetmatch-event/1`. Incidents apply in order. */
export interface LiveEvent {
  readonly format: 'meetmatch-event/1';
  /** Name of the instance. */
  readonly instance?: string;
  /** The round that comes next; the rounds before it are over. */
  readonly now: number;
  readonly events: readonly Incident[];
  /** Pairs whose meetings must not move. */
  readonly pinned?: readonly number[];
  /** Pairs whose meetings have begun, in round `now`. */
  readonly begun?: readonly number[];
}

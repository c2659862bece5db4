/** Someone who can meet: an institute, an enterprise, an investor. */
export interface Participant {
  readonly id: string;
  /** Kind of participant, e.g. `institute`; see `Instance.mayMeet`. */
  readonly side?: string;
  /** Most meetings, default: as many as `representatives` can be in. */
  readonly maxMeetings?: number;
  /** Meetings promised to this participant; kept where possible, reported as `belowMin` where not. */
  readonly minMeetings?: number;
  /** Rounds (0-based) without meetings. */
  readonly unavailable?: readonly number[];
  /** Home table (0-based): all meetings of this participant take place there. */
  readonly table?: number;
  /** People who can be in meetings of the same round, each in another; default 1. */
  readonly representatives?: number;
}

/** A meeting that may be held. It is named by its index in `Instance.pairs`. */
export interface Pair {
  readonly a: string;
  readonly b: string;
  /** Somebody who sits with the two, e.g. an investor: has to be free as well, and it counts as a meeting of theirs. */
  readonly third?: string;
  /** What the table must have, e.g. `screen`; see `Instance.tableFeatures`. */
  readonly needs?: readonly string[];
  /** Worth of the meeting, ≥ 0; default 0. */
  readonly score?: number;
  readonly mutual?: boolean;
  /** Has to be held. */
  readonly must?: boolean;
  readonly forbidden?: boolean;
  /** Key of `Instance.sessions`: only in the rounds of that session. */
  readonly session?: string;
  /** Only in these rounds. */
  readonly rounds?: readonly number[];
  readonly topic?: Readonly<Record<string, string>>;
}

/** A meeting nailed to a round, and to a table if given. Named by pair index or by the two participants. */
export interface FixedMeeting {
  readonly pair?: number;
  readonly a?: string;
  readonly b?: string;
  readonly round: number;
  readonly table?: number;
}

/** What is to be scheduled: format `meetmatch-instance/1`. Rounds and tables count from 0. */
export interface Instance {
  readonly format: 'meetmatch-instance/1';
  readonly name: string;
  /** `select` (default): hold the most valuable pairs; `all`: every pair must be held. */
  readonly mode?: 'select' | 'all';
  readonly rounds: number;
  /** Tables, the same in each round or one number per round; default: as many as needed. */
  readonly tables?: number | readonly number[];
  /** What each table has, by table number; tables beyond the list have nothing. */
  readonly tableFeatures?: readonly (readonly string[])[];
  readonly sessions?: Readonly<Record<string, readonly number[]>>;
  readonly participants: readonly Participant[];
  readonly pairs: readonly Pair[];
  /** Which kinds (`Participant.side`) may meet, in either order; default: all that stand in a pair. */
  readonly mayMeet?: readonly (readonly [string, string])[];
  readonly forbiddenPairs?: readonly (readonly [string, string])[];
  readonly fixed?: readonly FixedMeeting[];
  /** `[x, y]`: if both pairs are held, x is held in an earlier round than y. */
  readonly precedences?: readonly (readonly [number, number])[];
  /** Added to the value once per participant with at least one meeting; default 0. */
  readonly objective?: { readonly firstMeetingBonus?: number };
  /** Hard limits on breaks, a break being a run of idle rounds between two meetings of one participant. */
  readonly limits?: { readonly maxBreakSpread?: number; readonly maxBreaks?: number };
}

/** Key of an unordered pair of participants. */
export function partiesKey(a: string, b: string): string {
  return a < b ? `${a}\u0000${b}` : `${b}\u0000${a}`;
}

/** Indices of the pairs between the same two participants, by `partiesKey`, ascending. */
export function pairsByParties(instance: Instance): Map<string, number[]> {
  const byParties = new Map<string, number[]>();
  instance.pairs.forEach((pair, index) => {
    const key = partiesKey(pair.a, pair.b);
    const known = byParties.get(key);
    if (known) known.push(index);
    else byParties.set(key, [index]);
  });
  return byParties;
}

/** Index of the pair that a fixed meeting names, or undefined. */
export function pairOfFixed(fixed: FixedMeeting, byParties: Map<string, number[]>): number | undefined {
  if (fixed.pair !== undefined) return fixed.pair;
  if (fixed.a === undefined || fixed.b === undefined) return undefined;
  return byParties.get(partiesKey(fixed.a, fixed.b))?.[0];
}

/** Tables of each round; `Infinity` where the instance sets no limit. */
export function tablesPerRound(instance: Instance): number[] {
  const { tables, rounds } = instance;
  if (tables === undefined || typeof tables === 'number') {
    return Array.from({ length: rounds }, () => tables ?? Infinity);
  }
  return [...tables];
}

/** Says why two may not meet: the pair itself or the list forbids it, or their kinds may not; undefined if they may. */
export function meetingBan(instance: Instance): (pair: Pair) => 'forbidden' | 'kinds' | undefined {
  const { forbiddenPairs = [], mayMeet, participants } = instance;
  const forbidden = new Set(forbiddenPairs.map(([a, b]) => partiesKey(a, b)));
  const kinds = mayMeet && new Set(mayMeet.map(([a, b]) => partiesKey(a, b)));
  const sideOf = new Map(kinds && participants.map(({ id, side = '' }) => [id, side]));
  return (pair) => {
    if (pair.forbidden || (forbidden.size > 0 && forbidden.has(partiesKey(pair.a, pair.b))))
      return 'forbidden';
    if (!kinds || kinds.has(partiesKey(sideOf.get(pair.a)!, sideOf.get(pair.b)!))) return undefined;
    return 'kinds';
  };
}

/** What of an instance goes beyond two parties at any table in each round, if anything: where it stands. */
export function beyondPairs({ participants, pairs }: Instance): string | undefined {
  const several = participants.findIndex(({ representatives = 1 }) => representatives > 1);
  if (several >= 0) return `participants[${several}].representatives`;
  const third = pairs.findIndex((pair) => pair.third !== undefined);
  if (third >= 0) return `pairs[${third}].third`;
  const needs = pairs.findIndex((pair) => (pair.needs ?? []).length > 0);
  return needs >= 0 ? `pairs[${needs}].needs` : undefined;
}

/** Those who sit at a meeting: the two, and a third where there is one. */
export function attendeesOf({ a, b, third }: Pair): string[] {
  return third === undefined ? [a, b] : [a, b, third];
}

/** Whether a table has all that a pair needs. */
export function hasNeeds({ tableFeatures = [] }: Instance, { needs = [] }: Pair, table: number): boolean {
  return needs.every((need) => tableFeatures[table]?.includes(need) === true);
}

/** Whether the pair has to be held: by itself or because all pairs have to. */
export function isRequired(instance: Instance, pair: Pair): boolean {
  return instance.mode === 'all' || pair.must === true;
}

import { attendeesOf } from './plan.js';

interface Placed {
  a: string;
  b: string;
  third?: string | null;
  round: number;
  table: number;
}
interface Place {
  round: number;
  table: number;
}

/** What differs between two timetables; pairs and parties by registration. */
export interface MeetingsDiff {
  moved: { a: string; b: string; from: Place; to: Place }[];
  added: Placed[];
  dropped: Placed[];
  unchanged: number;
  /** For each party that notices: how many of its meetings. */
  affected: Map<string, { moved: number; added: number; dropped: number }>;
}

/** Meetings of the same two, each with its match in the other list where there is one: those that stay put first. */
export function matchMeetings<O extends Placed, N extends Placed>(
  old: readonly O[],
  fresh: readonly N[],
): { pairs: [O, N][]; onlyOld: O[]; onlyFresh: N[] } {
  const key = ({ a, b }: Placed) => `${a} ${b}`;
  const waiting = new Map<string, O[]>();
  for (const meeting of old) {
    const known = waiting.get(key(meeting));
    if (known) known.push(meeting);
    else waiting.set(key(meeting), [meeting]);
  }
  const pairs: [O, N][] = [];
  const take = (meeting: N, fits: (one: O) => boolean) => {
    const list = waiting.get(key(meeting)) ?? [];
    const at = list.findIndex(fits);
    if (at >= 0) pairs.push([list.splice(at, 1)[0]!, meeting]);
    return at >= 0;
  };
  const elsewhere = fresh.filter((meeting) => !take(meeting, (one) => samePlace(one, meeting)));
  const onlyFresh = elsewhere.filter((meeting) => !take(meeting, () => true));
  return { pairs, onlyOld: [...waiting.values()].flat(), onlyFresh };
}

export const samePlace = (one: Place, other: Place): boolean =>
  one.round === other.round && one.table === other.table;

/** What changes for whom when `fresh` takes the place of `old`. */
export function diffMeetings(old: readonly Placed[], fresh: readonly Placed[]): MeetingsDiff {
  const { pairs, onlyOld: dropped, onlyFresh: added } = matchMeetings(old, fresh);
  const moved = pairs
    .filter(([from, to]) => !samePlace(from, to))
    .map(([from, to]) => ({
      a: to.a,
      b: to.b,
      from: { round: from.round, table: from.table },
      to: { round: to.round, table: to.table },
    }));
  const affected: MeetingsDiff['affected'] = new Map();
  const count = (party: string, what: 'moved' | 'added' | 'dropped') => {
    const counts = affected.get(party) ?? { moved: 0, added: 0, dropped: 0 };
    counts[what]++;
    affected.set(party, counts);
  };
  const all = (meetings: readonly Placed[], what: 'added' | 'dropped') => {
    for (const one of meetings) for (const party of attendeesOf(one)) count(party, what);
  };
  for (const party of moved.flatMap(({ a, b }) => [a, b])) count(party, 'moved');
  // A third comes to the two, goes where they go, or leaves them.
  for (const [{ third: was = null, ...from }, { third: now = null, ...to }] of pairs) {
    if (was !== null && was !== now) count(was, 'dropped');
    if (now !== null && was !== now) count(now, 'added');
    if (now !== null && was === now && !samePlace(from, to)) count(now, 'moved');
  }
  all(dropped, 'dropped');
  all(added, 'added');
  return { moved, added, dropped, unchanged: pairs.length - moved.length, affected };
}

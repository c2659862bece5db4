import type { Grid } from './grid.js';
import { ENDS } from './model.js';
import { forbiddenParties, type Instance, partiesKey } from './instance.js';

export type UnplacedReason =
  /** The two must not meet. */
  | 'forbidden'
  /** Both have a home table, and not the same. */
  | 'home-tables-differ'
  /** Availability, session and the pair's own rounds leave no round; params: none. */
  | 'no-common-round'
  /** The participant has all the meetings it may have; params: participant, cap. */
  | 'cap'
  /** The participant meets somebody in each round it could be there; params: participant, meetings. */
  | 'party-full'
  /** Both have free rounds, but never the same; params: none. */
  | 'no-common-free-round'
  /** In every common free round all tables, or the home table, are taken; params: rounds (how many). */
  | 'tables-full'
  /** Another meeting would have to come before or after; params: rounds (how many). */
  | 'precedence';

/** Why a pair is not held in the timetable that was built. */
export interface Unplaced {
  readonly pair: number;
  readonly reason: UnplacedReason;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The first thing in the way of each pair that is not held, by pair index. */
export function explainUnplaced(grid: Grid): Unplaced[] {
  const forbidden = forbiddenParties(grid.model.instance);
  const unplaced: Unplaced[] = [];
  for (let pair = 0; pair < grid.model.pairs; pair++) {
    if (grid.roundOf[pair]! < 0) unplaced.push({ pair, ...explain(grid, pair, forbidden) });
  }
  return unplaced;
}

function explain(grid: Grid, k: number, forbidden: ReadonlySet<string>): Omit<Unplaced, 'pair'> {
  const { instance, ends, rounds, open, cap, tables, participants } = grid.model;
  const { at, count, load } = grid;
  const a = ends[k * ENDS]!;
  const b = ends[k * ENDS + 1]!;
  const table = ends[k * ENDS + 2]!;
  let possible = 0;
  let freeOfA = 0;
  let freeOfB = 0;
  let common = 0;
  let withTable = 0;
  for (let r = 0; r < rounds; r++) {
    if (!open[k * rounds + r]) continue;
    possible++;
    const aIsFree = at[a * rounds + r]! < 0;
    const bIsFree = at[b * rounds + r]! < 0;
    if (aIsFree) freeOfA++;
    if (bIsFree) freeOfB++;
    if (!aIsFree || !bIsFree) continue;
    common++;
    if (load[r]! < tables[r]! && (table < participants || at[table * rounds + r]! < 0)) withTable++;
  }
  if (possible === 0) return explainClosed(instance, k, forbidden);
  for (const p of [a, b]) {
    const { id, maxMeetings } = instance.participants[p]!;
    if (maxMeetings !== undefined && count[p]! >= cap[p]!) {
      return { reason: 'cap', params: { participant: id, cap: maxMeetings } };
    }
    if ((p === a ? freeOfA : freeOfB) === 0) {
      return { reason: 'party-full', params: { participant: id, meetings: count[p]! } };
    }
  }
  if (common === 0) return { reason: 'no-common-free-round', params: {} };
  return withTable === 0
    ? { reason: 'tables-full', params: { rounds: common } }
    : { reason: 'precedence', params: { rounds: withTable } };
}

/** Why a pair has no round even in an empty timetable. */
function explainClosed(
  instance: Instance,
  k: number,
  forbidden: ReadonlySet<string>,
): Omit<Unplaced, 'pair'> {
  const { a, b, forbidden: mustNot } = instance.pairs[k]!;
  if (mustNot || forbidden.has(partiesKey(a, b))) return { reason: 'forbidden', params: {} };
  const homes = instance.participants.filter(({ id }) => id === a || id === b).map((person) => person.table);
  if (homes[0] !== undefined && homes[1] !== undefined && homes[0] !== homes[1]) {
    return { reason: 'home-tables-differ', params: {} };
  }
  return { reason: 'no-common-round', params: {} };
}

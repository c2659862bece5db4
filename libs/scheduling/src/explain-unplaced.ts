import type { Grid } from './grid.js';
import { ENDS, PEOPLE } from './model.js';
import { type Instance, meetingBan, type Pair } from './instance.js';

export type UnplacedReason =
  /** The two must not meet. */
  | 'forbidden'
  /** Their kinds may not meet. */
  | 'kinds'
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
  /** In every common free round all tables, or those that it may take, are taken; params: rounds (how many). */
  | 'tables-full'
  /** Another meeting would have to come before or after; params: rounds (how many). */
  | 'precedence'
  /** There is room, but an objective that counts more would suffer; params: rounds (how many). */
  | 'objectives';

type Ban = (pair: Pair) => 'forbidden' | 'kinds' | undefined;

/** Why a pair is not held in the timetable that was built. */
export interface Unplaced {
  readonly pair: number;
  readonly reason: UnplacedReason;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The first thing in the way of each pair that is not held, by pair index. */
export function explainUnplaced(grid: Grid): Unplaced[] {
  const banOf = meetingBan(grid.model.instance);
  const unplaced: Unplaced[] = [];
  for (let pair = 0; pair < grid.model.pairs; pair++) {
    if (grid.roundOf[pair]! < 0) unplaced.push({ pair, ...explain(grid, pair, banOf) });
  }
  return unplaced;
}

function explain(grid: Grid, k: number, banOf: Ban): Omit<Unplaced, 'pair'> {
  const { instance, ends, rounds, open, cap, tables } = grid.model;
  const a = ends[k * ENDS]!;
  const b = ends[k * ENDS + 1]!;
  const third = ends[k * ENDS + 2]!;
  const table = ends[k * ENDS + PEOPLE]!;
  let possible = 0;
  let freeOfA = 0;
  let freeOfB = 0;
  let freeOfThird = 0;
  let common = 0;
  let withTable = 0;
  let inOrder = 0;
  for (let r = 0; r < rounds; r++) {
    if (!open[k * rounds + r]) continue;
    possible++;
    const aIsFree = !grid.isFull(a, r);
    const bIsFree = !grid.isFull(b, r);
    const thirdIsFree = third < 0 || !grid.isFull(third, r);
    if (aIsFree) freeOfA++;
    if (bIsFree) freeOfB++;
    if (thirdIsFree) freeOfThird++;
    if (!aIsFree || !bIsFree || !thirdIsFree) continue;
    common++;
    if (grid.load[r]! >= tables[r]! || (table >= 0 && grid.isFull(table, r)) || !grid.seatable(k, r))
      continue;
    withTable++;
    if (grid.inOrder(k, r)) inOrder++;
  }
  if (possible === 0) return explainClosed(instance, k, banOf);
  for (const p of third < 0 ? [a, b] : [a, b, third]) {
    const { id, maxMeetings } = instance.participants[p]!;
    if (maxMeetings !== undefined && grid.count[p]! >= cap[p]!) {
      return { reason: 'cap', params: { participant: id, cap: maxMeetings } };
    }
    if ((p === a ? freeOfA : p === b ? freeOfB : freeOfThird) === 0) {
      return { reason: 'party-full', params: { participant: id, meetings: grid.count[p]! } };
    }
  }
  if (common === 0) return { reason: 'no-common-free-round', params: {} };
  if (withTable === 0) return { reason: 'tables-full', params: { rounds: common } };
  return inOrder === 0
    ? { reason: 'precedence', params: { rounds: withTable } }
    : { reason: 'objectives', params: { rounds: inOrder } };
}

/** Why a pair has no round even in an empty timetable. */
function explainClosed(instance: Instance, k: number, banOf: Ban): Omit<Unplaced, 'pair'> {
  const pair = instance.pairs[k]!;
  const { a, b } = pair;
  const ban = banOf(pair);
  if (ban) return { reason: ban, params: {} };
  const homes = instance.participants.filter(({ id }) => id === a || id === b).map((person) => person.table);
  if (homes[0] !== undefined && homes[1] !== undefined && homes[0] !== homes[1]) {
    return { reason: 'home-tables-differ', params: {} };
  }
  return { reason: 'no-common-round', params: {} };
}

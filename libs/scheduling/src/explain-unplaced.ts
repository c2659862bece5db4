import type { Grid } from './grid.js';
import { ENDS } from './model.js';
import { forbiddenParties, partiesKey } from './instance.js';

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
  const pair = instance.pairs[k]!;
  const parties = [ends[k * ENDS]!, ends[k * ENDS + 1]!];
  if (pair.forbidden || forbidden.has(partiesKey(pair.a, pair.b))) return { reason: 'forbidden', params: {} };
  const homes = parties.map((p) => instance.participants[p]!.table);
  if (homes[0] !== undefined && homes[1] !== undefined && homes[0] !== homes[1]) {
    return { reason: 'home-tables-differ', params: {} };
  }
  const possible: number[] = [];
  for (let r = 0; r < rounds; r++) if (open[k * rounds + r]) possible.push(r);
  if (possible.length === 0) return { reason: 'no-common-round', params: {} };

  const isFree = (x: number, r: number) => x < 0 || grid.at[x * rounds + r]! < 0;
  for (const p of parties) {
    const { id, maxMeetings } = instance.participants[p]!;
    if (maxMeetings !== undefined && grid.count[p]! >= cap[p]!) {
      return { reason: 'cap', params: { participant: id, cap: maxMeetings } };
    }
    if (possible.every((r) => !isFree(p, r))) {
      return { reason: 'party-full', params: { participant: id, meetings: grid.count[p]! } };
    }
  }
  const common = possible.filter((r) => parties.every((p) => isFree(p, r)));
  if (common.length === 0) return { reason: 'no-common-free-round', params: {} };
  const table = ends[k * ENDS + 2]!;
  const withTable = common.filter(
    (r) => grid.load[r]! < tables[r]! && (table < participants || isFree(table, r)),
  );
  return withTable.length === 0
    ? { reason: 'tables-full', params: { rounds: common.length } }
    : { reason: 'precedence', params: { rounds: withTable.length } };
}

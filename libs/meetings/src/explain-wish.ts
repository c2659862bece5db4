import type { UnplacedWish } from '#contracts';
import { isPresent, meetingsByParty, nameOf, pairKey, type Plan } from './plan.js';
import { representativesOf } from './representatives.js';
import { suits } from './table-fit.js';

/** Two registrations that should meet if there is room. */
export interface Wish {
  a: string;
  b: string;
  origin: 'wish' | 'mutual' | 'proposed';
}
export interface Explained extends Wish, Pick<UnplacedWish, 'reason' | 'party' | 'rounds'> {}

/** The wishes that have no meeting in the plan, each with the first thing in its way; those with room stand first. */
export function explainWishes(plan: Plan, wishes: readonly Wish[]): Explained[] {
  const held = new Set(plan.meetings.map(({ a, b }) => pairKey(a, b)));
  const byParty = meetingsByParty(plan.meetings);
  const meetingsIn = (party: string, round: number) =>
    byParty.get(party)?.filter((one) => one.round === round).length ?? 0;
  const taken = new Set(plan.meetings.map(({ round, table }) => `${round} ${table}`));
  const tables = Array.from({ length: plan.tables }, (_, i) => i + 1).filter(
    (table) => !plan.closedTables.includes(table),
  );
  const all = Array.from({ length: plan.rounds }, (_, i) => i + 1);
  const explain = (wish: Wish): Pick<Explained, 'reason' | 'party' | 'rounds'> => {
    const parties = [wish.a, wish.b];
    const isFree = (party: string, round: number) =>
      meetingsIn(party, round) < representativesOf(plan, party);
    const common = all.filter((round) => parties.every((party) => isPresent(plan, party, round)));
    if (common.length === 0) return { reason: 'no_common_round', party: null, rounds: [] };
    const open = common.filter((round) => round > plan.begun);
    if (open.length === 0) return { reason: 'begun', party: null, rounds: [] };
    const suited = tables.filter((table) => suits(plan, wish, table));
    if (suited.length === 0 && tables.length > 0) return { reason: 'no_table', party: null, rounds: [] };
    const full = parties.find((party) => open.every((round) => !isFree(party, round)));
    if (full) return { reason: 'party_full', party: nameOf(plan, full), rounds: [] };
    const free = open.filter((round) => parties.every((party) => isFree(party, round)));
    if (free.length === 0) return { reason: 'no_common_free_round', party: null, rounds: [] };
    const room = free.filter((round) => suited.some((table) => !taken.has(`${round} ${table}`)));
    return room.length > 0
      ? { reason: 'room', party: null, rounds: room }
      : { reason: 'tables_full', party: null, rounds: free };
  };
  const rank = (one: Explained) =>
    (one.reason === 'room' ? 0 : 4) + ['mutual', 'wish', 'proposed'].indexOf(one.origin);
  return wishes
    .filter(({ a, b }) => !held.has(pairKey(a, b)))
    .map((wish) => ({ ...wish, ...explain(wish) }))
    .sort((x, y) => rank(x) - rank(y));
}

import {
  type Instance,
  isRequired,
  meetingBan,
  pairOfFixed,
  pairsByParties,
  tablesPerRound,
} from '../instance.js';

/**
 * One demand of an instance that can have a part in a conflict. Pairs by index in `Instance.pairs`, rounds and tables
 * from 0; `index` counts in the list of that name in the instance.
 */
export type ConflictItem =
  /** The pair has to be held: marked `must`, fixed, or because all pairs have to. */
  | { readonly kind: 'meeting'; readonly pair: number }
  | {
      readonly kind: 'fixed';
      readonly index: number;
      readonly pair: number;
      readonly round: number;
      readonly table?: number;
    }
  | { readonly kind: 'precedence'; readonly index: number; readonly before: number; readonly after: number }
  | { readonly kind: 'unavailable'; readonly participant: string; readonly round: number }
  | { readonly kind: 'cap'; readonly participant: string; readonly most: number }
  | { readonly kind: 'home-table'; readonly participant: string; readonly table: number }
  | { readonly kind: 'forbidden' | 'kinds'; readonly pair: number }
  | { readonly kind: 'session'; readonly pair: number; readonly session: string }
  | { readonly kind: 'pair-rounds'; readonly pair: number; readonly rounds: readonly number[] }
  | { readonly kind: 'tables'; readonly round: number; readonly tables: number }
  | { readonly kind: 'max-breaks'; readonly most: number }
  /** `mostBreaks`: what follows for a single participant from those with few meetings. */
  | { readonly kind: 'break-spread'; readonly most: number; readonly mostBreaks: number };

/** All demands of an instance that concern the meetings that have to be held. */
export function conflictItems(instance: Instance): ConflictItem[] {
  const { pairs, participants, rounds, limits } = instance;
  const items: ConflictItem[] = [];
  const byParties = pairsByParties(instance);
  const allFixed = (instance.fixed ?? []).map((meeting, index): ConflictItem => {
    const { round, table } = meeting;
    const pair = pairOfFixed(meeting, byParties)!;
    return { kind: 'fixed', index, pair, round, ...(table === undefined ? {} : { table }) };
  });
  // With several representatives meetings may be at the same time; to leave them out is on the safe side.
  const several = new Set(
    instance.participants.flatMap(({ id, representatives = 1 }) => (representatives > 1 ? [id] : [])),
  );
  const isIn = (pair: number) => !several.has(pairs[pair]!.a) && !several.has(pairs[pair]!.b);
  const fixed = allFixed.filter((item) => isIn((item as { pair: number }).pair));
  const held = new Set(fixed.map((item) => (item as { pair: number }).pair));
  pairs.forEach((pair, index) => {
    if (isRequired(instance, pair) && isIn(index)) held.add(index);
  });
  const busy = new Set([...held].flatMap((index) => [pairs[index]!.a, pairs[index]!.b]));

  const banOf = meetingBan(instance);
  for (const index of [...held].sort((x, y) => x - y)) {
    const pair = pairs[index]!;
    items.push({ kind: 'meeting', pair: index });
    const ban = banOf(pair);
    if (ban) items.push({ kind: ban, pair: index });
    if (pair.session !== undefined) items.push({ kind: 'session', pair: index, session: pair.session });
    if (pair.rounds) items.push({ kind: 'pair-rounds', pair: index, rounds: pair.rounds });
  }
  items.push(...fixed);
  (instance.precedences ?? []).forEach(([before, after], index) => {
    if (held.has(before) && held.has(after)) items.push({ kind: 'precedence', index, before, after });
  });
  for (const { id, unavailable, maxMeetings, table } of participants) {
    if (!busy.has(id)) continue;
    for (const round of new Set(unavailable)) items.push({ kind: 'unavailable', participant: id, round });
    if (maxMeetings !== undefined && maxMeetings < rounds)
      items.push({ kind: 'cap', participant: id, most: maxMeetings });
    if (table !== undefined) items.push({ kind: 'home-table', participant: id, table });
  }
  tablesPerRound(instance).forEach((tables, round) => {
    if (tables < held.size) items.push({ kind: 'tables', round, tables });
  });
  // In mode `select` further meetings may fill a break.
  if (instance.mode === 'all') {
    if (limits?.maxBreaks !== undefined) items.push({ kind: 'max-breaks', most: limits.maxBreaks });
    if (limits?.maxBreakSpread !== undefined) {
      const mostBreaks = limits.maxBreakSpread + breaksPossibleForAll(instance);
      items.push({ kind: 'break-spread', most: limits.maxBreakSpread, mostBreaks });
    }
  }
  return items;
}

/** So many breaks everybody could have: between meetings, and with a round to each meeting and each break. */
function breaksPossibleForAll({ participants, pairs, rounds }: Instance): number {
  const meetings = new Map(participants.map((person) => [person.id, 0]));
  for (const { a, b } of pairs) for (const id of [a, b]) meetings.set(id, meetings.get(id)! + 1);
  // Those with several representatives, or who also sit with others, may have more.
  const others = new Set(pairs.flatMap(({ third }) => third ?? []));
  for (const { id, representatives = 1 } of participants) if (representatives > 1) others.add(id);
  for (const id of others) meetings.delete(id);
  const possible = [...meetings.values()].map((count) => Math.max(0, Math.min(count - 1, rounds - count)));
  return possible.length === 0 ? rounds : Math.min(...possible);
}

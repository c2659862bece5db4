import { samePlace } from '../diff-meetings.js';
import type { Plan, PlannedMeeting } from '../plan.js';
import { suits } from '../table-fit.js';

/**
 * Gives meetings that were brought to a new place a table that suits them, where one can be had: a free one, or one
 * whose meeting can sit elsewhere in that round. The engine knows how many tables there are, not what they have.
 * @param old meetings as they were announced, by id; one that stays keeps its table unless it gives way
 */
export function suitTables<M extends PlannedMeeting>(
  day: Plan,
  old: ReadonlyMap<string, PlannedMeeting>,
  meetings: readonly M[],
): M[] {
  const made = meetings.map((one) => ({ ...one }));
  const open = Array.from({ length: day.tables }, (_, i) => i + 1).filter(
    (table) => !day.closedTables.includes(table),
  );
  for (let round = day.begun + 1; round <= day.rounds; round++) {
    const at = new Map(made.filter((one) => one.round === round).map((one) => [one.table, one]));
    const isNew = (one: M) => {
      const before = old.get(one.id);
      return !before || !samePlace(before, one);
    };
    const seat = (one: M, seen: Set<number>): boolean => {
      const suited = open.filter((table) => !seen.has(table) && suits(day, one, table));
      const free = suited.find((table) => !at.has(table));
      if (free !== undefined) return take(one, free);
      for (const table of suited) {
        const other = at.get(table)!;
        seen.add(table);
        if (other.pinned) continue;
        at.delete(table);
        if (seat(other, seen)) return take(one, table);
        at.set(table, other);
      }
      return false;
    };
    const take = (one: M, table: number): boolean => {
      one.table = table;
      at.set(table, one);
      return true;
    };
    for (const one of [...at.values()].filter((meeting) => isNew(meeting) && !meeting.pinned)) {
      if (suits(day, one, one.table)) continue;
      at.delete(one.table);
      // Where nothing suits it stays where the engine put it, which the organizer is told.
      if (!seat(one, new Set())) at.set(one.table, one);
    }
  }
  return made;
}

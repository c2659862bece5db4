import { ENDS, type Placement } from '../feasibility/index.js';
import type { Meeting } from '../schedule.js';

/**
 * Gives each meeting a table: the one it needs, else one where a participant sat before, else the lowest free one.
 * @param roundOf per meeting
 * @param tables per round, enough for its meetings
 */
export function seatMeetings(
  placement: Placement,
  roundOf: Int32Array,
  tables: readonly number[],
): Meeting[] {
  const { rounds, pairs, ends, table } = placement;
  const meetings: Meeting[] = [];
  const seat = new Map<number, number>();
  for (let round = 0; round < rounds; round++) {
    const here = [...pairs.keys()].filter((m) => roundOf[m] === round);
    const taken = new Set<number>();
    const tableOf = new Map<number, number>();
    const give = (wanted: (m: number) => number | undefined) => {
      for (const m of here) {
        const number = tableOf.has(m) ? undefined : wanted(m);
        if (number === undefined || number >= tables[round]! || taken.has(number)) continue;
        taken.add(number);
        tableOf.set(m, number);
      }
    };
    give((m) => (table[m]! >= 0 ? table[m]! : undefined));
    give((m) => seat.get(ends[m * ENDS]!));
    give((m) => seat.get(ends[m * ENDS + 1]!));
    let lowest = 0;
    give(() => {
      while (taken.has(lowest)) lowest++;
      return lowest;
    });
    for (const m of here) {
      const number = tableOf.get(m)!;
      for (let end = 0; end < 2; end++) seat.set(ends[m * ENDS + end]!, number);
      meetings.push({ pair: pairs[m]!, round, table: number });
    }
  }
  return meetings;
}

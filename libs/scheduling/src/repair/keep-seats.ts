import { NONE } from './live-model.js';
import type { Stock } from './take-stock.js';

/**
 * Tables of the rounds to come. A meeting that stays keeps its table unless that is gone or is the home table of
 * somebody who comes there; all others get the table of a participant's meeting before, else the lowest free one. So no
 * more meetings change their table than must.
 * @returns table per pair, -1 for none; without tables in the announced timetable there are none afterwards either
 */
export function keepSeats({ board, roundOf, tableOf }: Stock, isSeated: boolean): Int32Array {
  const { model, now, held } = board;
  const { rounds, a, b, homeTable, tables } = model;
  const seats = tableOf.slice();
  for (const k of board.tracked) if (board.roundOf[k] !== roundOf[k]) seats[k] = NONE;
  if (!isSeated) return seats;
  const stays = (k: number) => board.roundOf[k] === roundOf[k];
  for (let r = now; r < rounds; r++) {
    const taken = new Set<number>();
    const open: number[] = [];
    const claim = (k: number, table: number): boolean => {
      if (table < 0 || table >= tables[r]! || taken.has(table)) return false;
      taken.add(table);
      seats[k] = table;
      return true;
    };
    const meetings = held[r]!.toSorted((x, y) => x - y);
    const owned = meetings.filter((k) => claim(k, homeTable[k]!));
    const rest = owned.length > 0 ? meetings.filter((k) => !owned.includes(k)) : meetings;
    // Pinned meetings keep their table before others do.
    for (const k of [...rest.filter((k) => board.locked[k]), ...rest.filter((k) => !board.locked[k])]) {
      const hadNone = stays(k) && tableOf[k] === NONE;
      if (hadNone || (stays(k) && claim(k, tableOf[k]!))) continue;
      seats[k] = NONE;
      open.push(k);
    }
    let lowest = 0;
    for (const k of open) {
      const before = [a[k]!, b[k]!].map((p) => (r > 0 ? board.at[p * rounds + r - 1]! : NONE));
      if (before.some((other) => other !== NONE && claim(k, seats[other]!))) continue;
      while (taken.has(lowest)) lowest++;
      claim(k, lowest);
    }
  }
  return seats;
}

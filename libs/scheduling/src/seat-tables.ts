import type { Grid } from './grid.js';
import { ENDS } from './model.js';

/**
 * Gives each held meeting a table: the one it needs or one of those it may take, else the announced one, else one where a participant sits from
 * the meeting before, else the lowest free one.
 * @param announced table that a pair had in the version before, or -1
 * @returns table per pair, -1 for pairs that are not held
 */
export function seatTables(grid: Grid, announced: Int32Array): Int32Array {
  const { rounds, participants, pairs, ends, needsTable, tables } = grid.model;
  const tableOf = new Int32Array(pairs).fill(-1);
  const lastTable = new Int32Array(participants).fill(-1);
  for (let r = 0; r < rounds; r++) {
    const taken = new Uint8Array(tables[r]!);
    const meetings = grid.held[r]!.slice().sort((x, y) => x - y);
    const seat = (wanted: (k: number) => number) => {
      for (const k of meetings) {
        if (tableOf[k]! >= 0) continue;
        const table = wanted(k);
        if (table < 0 || table >= tables[r]! || taken[table]) continue;
        tableOf[k] = table;
        taken[table] = 1;
      }
    };
    seat((k) => needsTable[k]!);
    seat((k) => grid.chosenTables?.tableOf[k] ?? -1);
    seat((k) => announced[k]!);
    seat((k) =>
      lastTable[ends[k * ENDS]!] === lastTable[ends[k * ENDS + 1]!] ? lastTable[ends[k * ENDS]!]! : -1,
    );
    seat((k) => lastTable[ends[k * ENDS]!]!);
    seat((k) => lastTable[ends[k * ENDS + 1]!]!);
    let lowest = 0;
    seat(() => {
      while (taken[lowest]) lowest++;
      return lowest;
    });
    for (const k of meetings) {
      lastTable[ends[k * ENDS]!] = tableOf[k]!;
      lastTable[ends[k * ENDS + 1]!] = tableOf[k]!;
    }
  }
  return tableOf;
}

const NONE = -1;

/**
 * Tables of the meetings that may not take any, per round: kept as a matching that changes along augmenting paths, so
 * that a round is full for such a meeting only if no exchange of tables makes room (Hall). All others take what is left.
 */
export class ChosenTables {
  /** Table of each pair, or -1: it may take any, is not held, or there is none for it at the moment. */
  readonly tableOf: Int32Array;
  /** Meetings held that have no table; not 0 only while a chain is swapped. */
  unseated = 0;
  /** `at[r][table]`: pair there, or -1. */
  private readonly at: readonly Int32Array[];
  private readonly waiting: readonly Set<number>[];
  private seen = new Set<number>();

  constructor(
    private readonly mayTake: readonly (readonly number[] | undefined)[],
    tables: Int32Array,
  ) {
    this.tableOf = new Int32Array(mayTake.length).fill(NONE);
    this.at = Array.from(tables, (count) => new Int32Array(count).fill(NONE));
    this.waiting = Array.from(tables, () => new Set<number>());
  }

  hasRoom(k: number, r: number): boolean {
    if (!this.mayTake[k]) return true;
    this.seen.clear();
    return this.reach(k, r, false);
  }

  seat(k: number, r: number): void {
    if (!this.mayTake[k]) return;
    this.seen.clear();
    if (this.reach(k, r, true)) return;
    this.waiting[r]!.add(k);
    this.unseated++;
  }

  unseat(k: number, r: number): void {
    if (!this.mayTake[k]) return;
    if (this.waiting[r]!.delete(k)) {
      this.unseated--;
      return;
    }
    this.at[r]![this.tableOf[k]!] = NONE;
    this.tableOf[k] = NONE;
    for (const other of this.waiting[r]!) {
      this.seen.clear();
      if (!this.reach(other, r, true)) continue;
      this.waiting[r]!.delete(other);
      this.unseated--;
    }
  }

  /** Meetings at the tables that pair k could take in round r, one of which has to go if it has no room. */
  inTheWay(k: number, r: number): number[] {
    const here = this.at[r]!;
    return (this.mayTake[k] ?? []).flatMap((table) => (here[table]! >= 0 ? [here[table]!] : []));
  }

  /** Finds a table for pair k, others giving way; `act`: takes it. */
  private reach(k: number, r: number, act: boolean): boolean {
    const here = this.at[r]!;
    for (const table of this.mayTake[k] ?? []) {
      if (table >= here.length || this.seen.has(table)) continue;
      this.seen.add(table);
      const other = here[table]!;
      if (other !== NONE && !this.reach(other, r, act)) continue;
      if (act) {
        here[table] = k;
        this.tableOf[k] = table;
      }
      return true;
    }
    return false;
  }
}

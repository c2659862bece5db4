/** The facets of one document: name → its values, e.g. `{ field: ['新材料'], trl: [6] }`. */
export type Facets = Readonly<Record<string, readonly (string | number)[]>>;

/** Facet name → the values of which one must be there, or the bounds between which a number must lie. */
export type FacetFilter = Readonly<
  Record<string, readonly (string | number)[] | { readonly min?: number; readonly max?: number }>
>;

/** How many documents have a value of a facet. */
export interface FacetCount {
  value: string | number;
  count: number;
}

/** One facet of all documents: per slot a number that stands for its list of values, the same lists once only. */
class Column {
  private readonly numbers = new Map<string, number>();
  /** By the only value of a list. */
  private readonly singles = new Map<string | number, number>();
  readonly lists: (readonly (string | number)[])[] = [[]];
  /** Per list its first number. */
  readonly firsts: (number | undefined)[] = [undefined];
  private ofSlot = new Uint32Array(64);

  set(slot: number, values: readonly (string | number)[]): void {
    if (slot >= this.ofSlot.length) {
      const larger = new Uint32Array(2 * slot);
      larger.set(this.ofSlot);
      this.ofSlot = larger;
    }
    this.ofSlot[slot] = values.length === 0 ? 0 : this.numberOf(values);
  }

  /** The number of the slot's list. */
  at(slot: number): number {
    return slot < this.ofSlot.length ? this.ofSlot[slot]! : 0;
  }

  /** Counts per value of counts per list, the most frequent first. */
  values(tally: Uint32Array): FacetCount[] {
    const counts = new Map<string | number, number>();
    tally.forEach((n, list) => {
      if (n === 0) return;
      for (const value of new Set(this.lists[list])) counts.set(value, (counts.get(value) ?? 0) + n);
    });
    return Array.from(counts, ([value, count]) => ({ value, count })).sort(
      (a, b) => b.count - a.count || (a.value < b.value ? -1 : 1),
    );
  }

  private numberOf(values: readonly (string | number)[]): number {
    if (values.length === 1) return this.known(this.singles, values[0]!, values);
    return this.known(this.numbers, JSON.stringify(values), values);
  }

  private known<K>(numbers: Map<K, number>, key: K, values: readonly (string | number)[]): number {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, this.lists.length);
    this.firsts.push(values.find((one) => typeof one === 'number'));
    return this.lists.push([...values]) - 1;
  }
}

/** Facets of documents by slot; a filter is worked out once per distinct list of values, not per document. */
export class FacetColumns {
  private readonly columns = new Map<string, Column>();

  set(slot: number, facets: Facets): void {
    for (const [name, values] of Object.entries(facets)) {
      const column = this.columns.get(name) ?? new Column();
      this.columns.set(name, column);
      column.set(slot, values);
    }
  }

  clear(slot: number): void {
    for (const column of this.columns.values()) column.set(slot, []);
  }

  of(slot: number): Facets {
    const facets: Record<string, readonly (string | number)[]> = {};
    for (const [name, column] of this.columns) {
      const values = column.lists[column.at(slot)]!;
      if (values.length > 0) facets[name] = values;
    }
    return facets;
  }

  /** A document passes if it passes every named facet; one without the facet does not. */
  filter(where: FacetFilter): (slot: number) => boolean {
    const checks = Object.entries(where).map(([name, wanted]) => {
      const column = this.columns.get(name);
      const passing = column?.lists.map((values) => values.some((value) => suits(value, wanted)));
      return (slot: number) => passing?.[column!.at(slot)] === true;
    });
    return (slot) => checks.every((check) => check(slot));
  }

  /**
   * Sifts slots by a filter and counts the values of facets on the way. A facet counts what would be found if its own
   * part of the filter were lifted; the most frequent value comes first, a value that nothing has is left out.
   */
  sift(
    slots: Uint32Array,
    where: FacetFilter,
    names: readonly string[],
  ): { passed: Uint32Array; counts: Record<string, FacetCount[]> } {
    const filters = Object.entries(where).map(([name, wanted]) => {
      const column = this.columns.get(name) ?? new Column();
      return { name, column, passes: column.lists.map((values) => values.some((one) => suits(one, wanted))) };
    });
    const failed = failures(slots, filters);
    const counts = names.map((name) => {
      const column = this.columns.get(name) ?? new Column();
      const lifted = filters.findIndex((filter) => filter.name === name);
      const tally = new Uint32Array(column.lists.length);
      for (let i = 0; i < slots.length; i++) {
        const by = failed[i]!;
        if (by === NONE || by === lifted) tally[column.at(slots[i]!)]!++;
      }
      return [name, column.values(tally)] as const;
    });
    const passed = new Uint32Array(slots.length);
    let size = 0;
    for (let i = 0; i < slots.length; i++) if (failed[i] === NONE) passed[size++] = slots[i]!;
    return { passed: passed.subarray(0, size), counts: Object.fromEntries(counts) };
  }

  /** Gives a slot's first number of a facet; undefined if it has none. */
  numbers(name: string): (slot: number) => number | undefined {
    const column = this.columns.get(name);
    return (slot) => column?.firsts[column.at(slot)];
  }
}

const NONE = 255;
const SEVERAL = 254;

/** By place in `slots`: which filter alone a slot fails, or NONE, or SEVERAL. */
function failures(
  slots: Uint32Array,
  filters: readonly { column: Column; passes: readonly boolean[] }[],
): Uint8Array {
  const failed = new Uint8Array(slots.length).fill(NONE);
  filters.forEach(({ column, passes }, filter) => {
    for (let i = 0; i < slots.length; i++) {
      if (!passes[column.at(slots[i]!)]) failed[i] = failed[i] === NONE ? filter : SEVERAL;
    }
  });
  return failed;
}

function suits(value: string | number, wanted: FacetFilter[string]): boolean {
  if (!('length' in wanted)) {
    const { min = -Infinity, max = Infinity } = wanted;
    return typeof value === 'number' && value >= min && value <= max;
  }
  return wanted.includes(value);
}

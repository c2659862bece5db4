const EMPTY = 0;
/** Keys are dealt to so many tables, which grow at different times: so no write takes long. */
const TABLE_BITS = 6;

interface Table {
  keys: Uint32Array;
  numbers: Uint32Array;
  used: number;
}

/** Numbers the 32-bit keys of terms in the order of their first appearance, by open addressing in typed arrays. */
export class TermTable {
  private readonly tables = Array.from({ length: 1 << TABLE_BITS }, () => tableOf(32));
  private used = 0;

  get size(): number {
    return this.used;
  }

  /** The number of a key, which must not be 0; -1 if it never came. */
  find(key: number): number {
    const table = this.tableOf(key);
    const at = place(table, key);
    return table.keys[at] === EMPTY ? -1 : table.numbers[at]!;
  }

  add(key: number): number {
    const table = this.tableOf(key);
    const at = place(table, key);
    if (table.keys[at] !== EMPTY) return table.numbers[at]!;
    const number = this.used++;
    table.keys[at] = key;
    table.numbers[at] = number;
    if (++table.used * 3 > table.keys.length * 2) enlarge(table);
    return number;
  }

  private tableOf(key: number): Table {
    return this.tables[mixed(key) >>> (32 - TABLE_BITS)]!;
  }
}

function tableOf(size: number): Table {
  return { keys: new Uint32Array(size), numbers: new Uint32Array(size), used: 0 };
}

/** Multiplicative hashing (Knuth): the high bits are the mixed ones. */
function mixed(key: number): number {
  return Math.imul(key ^ (key >>> 16), 0x9e3779b1);
}

function place({ keys }: Table, key: number): number {
  const mask = keys.length - 1;
  // The bits below those that chose the table.
  let at = (mixed(key) << TABLE_BITS) >>> Math.clz32(mask);
  while (keys[at] !== EMPTY && keys[at] !== key) at = (at + 1) & mask;
  return at;
}

function enlarge(table: Table): void {
  const { keys, numbers } = table;
  table.keys = new Uint32Array(2 * keys.length);
  table.numbers = new Uint32Array(2 * keys.length);
  keys.forEach((key, i) => {
    if (key === EMPTY) return;
    const at = place(table, key);
    table.keys[at] = key;
    table.numbers[at] = numbers[i]!;
  });
}

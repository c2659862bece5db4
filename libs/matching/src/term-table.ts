const EMPTY = 0;

/** Numbers the 32-bit keys of terms in the order of their first appearance, by open addressing in typed arrays. */
export class TermTable {
  private keys = new Uint32Array(1024);
  private numbers = new Uint32Array(1024);
  private shift = 22;
  private used = 0;

  get size(): number {
    return this.used;
  }

  /** The number of a key, which must not be 0; -1 if it never came. */
  find(key: number): number {
    const at = this.place(key);
    return this.keys[at] === EMPTY ? -1 : this.numbers[at]!;
  }

  add(key: number): number {
    const at = this.place(key);
    if (this.keys[at] !== EMPTY) return this.numbers[at]!;
    const number = this.used++;
    this.keys[at] = key;
    this.numbers[at] = number;
    if (this.used * 3 > this.keys.length * 2) this.enlarge();
    return number;
  }

  private place(key: number): number {
    const mask = this.keys.length - 1;
    // Multiplicative hashing (Knuth): the high bits of the product are the mixed ones.
    let at = Math.imul(key ^ (key >>> 16), 0x9e3779b1) >>> this.shift;
    while (this.keys[at] !== EMPTY && this.keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  private enlarge(): void {
    const { keys, numbers } = this;
    this.shift--;
    this.keys = new Uint32Array(2 * keys.length);
    this.numbers = new Uint32Array(2 * keys.length);
    keys.forEach((key, i) => {
      if (key === EMPTY) return;
      const at = this.place(key);
      this.keys[at] = key;
      this.numbers[at] = numbers[i]!;
    });
  }
}

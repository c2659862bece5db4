const MOST = 500;

/** What is made of things to be compared with many others: once each, until something that it depends on changes. */
export class ReadOnce<T extends object, Made> {
  private readonly known = new Map<T, Made>();
  private madeAt = -1;

  /** @param version grows with every change that what is made depends on */
  constructor(
    private readonly version: () => number,
    private readonly make: (thing: T) => Made,
  ) {}

  of(thing: T): Made {
    const version = this.version();
    if (this.madeAt !== version) this.forget();
    this.madeAt = version;
    const known = this.known.get(thing);
    if (known !== undefined) return known;
    // Of thousands, some are made again: all would fill the memory.
    if (this.known.size === MOST) this.forget();
    const made = this.make(thing);
    this.known.set(thing, made);
    return made;
  }

  forget(): void {
    this.known.clear();
  }
}

import { ChosenTables } from './chosen-tables.js';
import { bonusOf, ENDS, type Model, PEOPLE } from './model.js';
import type { Random } from './random.js';

const NONE = -1;
/** Meetings looked at when a full round has to give up one. */
const SAMPLE = 8;

/**
 * A timetable in the making: which meeting occupies which vertex in which round. Keeps its counts and its value up to
 * date; whoever calls `put` has made sure with `fits` that nothing clashes.
 */
export class Grid {
  /** `at[row * rounds + round]`: pair held there, or -1; a vertex has a row for each of its seats, from `rows[vertex]` on. */
  readonly at: Int32Array;
  readonly rows: Int32Array;
  /** `busy[vertex * rounds + round]`: seats taken. */
  readonly busy: Uint8Array;
  readonly roundOf: Int16Array;
  /** Meetings per participant and per round. */
  readonly count: Int32Array;
  readonly load: Int32Array;
  /** 1 for meetings that must not move. */
  readonly locked: Uint8Array;
  /** Worth of what is held, by `Model.worth`. */
  value = 0;
  /** Pairs held in each round, and pairs not held that have an open round; in no particular order. */
  readonly held: number[][];
  readonly waiting: number[] = [];
  /** Tables of the meetings that may not take any, where there are such. */
  readonly chosenTables: ChosenTables | undefined;
  private readonly place: Int32Array;
  private readonly cheap: number[] = [];

  constructor(readonly model: Model) {
    const { vertices, rounds, pairs, participants, open, seats, mayTake } = model;
    this.rows = new Int32Array(vertices + 1);
    for (let x = 0; x < vertices; x++) this.rows[x + 1] = this.rows[x]! + seats[x]!;
    this.at = new Int32Array(this.rows[vertices]! * rounds).fill(NONE);
    this.busy = new Uint8Array(vertices * rounds);
    this.roundOf = new Int16Array(pairs).fill(NONE);
    this.count = new Int32Array(participants);
    this.load = new Int32Array(rounds);
    this.locked = new Uint8Array(pairs);
    this.held = Array.from({ length: rounds }, () => []);
    this.place = new Int32Array(pairs).fill(NONE);
    this.chosenTables = mayTake && new ChosenTables(mayTake, model.tables);
    for (let k = 0; k < pairs; k++) {
      if (open.subarray(k * rounds, (k + 1) * rounds).includes(1)) this.enlist(this.waiting, k);
    }
  }

  isFull(vertex: number, r: number): boolean {
    return this.busy[vertex * this.model.rounds + r]! >= this.model.seats[vertex]!;
  }

  /** Value gained by holding the waiting pair k. */
  gain(k: number): number {
    const { ends, worth } = this.model;
    let total = worth.pair[k]!;
    for (let i = k * ENDS; i < k * ENDS + PEOPLE; i++) {
      const p = ends[i]!;
      if (p >= 0) total += bonusOf(this.model, p, this.count[p]! + 1);
    }
    return total;
  }

  /** Value lost by giving up the held pair k. */
  loss(k: number): number {
    const { ends, worth } = this.model;
    let total = worth.pair[k]!;
    for (let i = k * ENDS; i < k * ENDS + PEOPLE; i++) {
      const p = ends[i]!;
      if (p >= 0) total += bonusOf(this.model, p, this.count[p]!);
    }
    return total;
  }

  put(k: number, r: number): void {
    const { ends, rounds, participants } = this.model;
    this.value += this.gain(k);
    for (let i = k * ENDS; i < (k + 1) * ENDS; i++) {
      const x = ends[i]!;
      if (x < 0) continue;
      let row = this.rows[x]!;
      while (this.at[row * rounds + r] !== NONE) row++;
      this.at[row * rounds + r] = k;
      this.busy[x * rounds + r]!++;
      if (x < participants) this.count[x]!++;
    }
    this.load[r]!++;
    this.roundOf[k] = r;
    this.chosenTables?.seat(k, r);
    this.delist(this.waiting, k);
    this.enlist(this.held[r]!, k);
  }

  take(k: number): void {
    const { ends, rounds, participants } = this.model;
    const r = this.roundOf[k]!;
    this.value -= this.loss(k);
    for (let i = k * ENDS; i < (k + 1) * ENDS; i++) {
      const x = ends[i]!;
      if (x < 0) continue;
      let row = this.rows[x]!;
      while (this.at[row * rounds + r] !== k) row++;
      this.at[row * rounds + r] = NONE;
      this.busy[x * rounds + r]!--;
      if (x < participants) this.count[x]!--;
    }
    this.load[r]!--;
    this.roundOf[k] = NONE;
    this.chosenTables?.unseat(k, r);
    this.delist(this.held[r]!, k);
    this.enlist(this.waiting, k);
  }

  /** Whether all participants may have one meeting more. */
  underCap(k: number): boolean {
    const { ends, cap } = this.model;
    for (let i = k * ENDS; i < k * ENDS + PEOPLE; i++) {
      const p = ends[i]!;
      if (p >= 0 && this.count[p]! >= cap[p]!) return false;
    }
    return true;
  }

  /** Whether the waiting pair k, with its participants under their caps, can be held in round r as things stand. */
  fits(k: number, r: number): boolean {
    const { ends, rounds, open, tables } = this.model;
    if (!open[k * rounds + r] || this.load[r]! >= tables[r]!) return false;
    for (let i = k * ENDS; i < (k + 1) * ENDS; i++) {
      const x = ends[i]!;
      if (x >= 0 && this.isFull(x, r)) return false;
    }
    return this.inOrder(k, r) && this.seatable(k, r);
  }

  /** Whether round r still has a table with what pair k needs, other meetings changing tables for it. */
  seatable(k: number, r: number): boolean {
    return this.chosenTables?.hasRoom(k, r) ?? true;
  }

  /** Whether round r keeps the precedences between k and what is held. */
  inOrder(k: number, r: number): boolean {
    const { earlier, later } = this.model;
    for (const other of earlier[k] ?? []) if (this.roundOf[other]! >= r) return false;
    for (const other of later[k] ?? [])
      if (this.roundOf[other]! !== NONE && this.roundOf[other]! <= r) return false;
    return true;
  }

  /** A round in which the waiting pair k can be held, searched from round `from` on and around; -1 if none. */
  freeRound(k: number, from: number): number {
    if (!this.underCap(k)) return NONE;
    const { rounds } = this.model;
    for (let i = 0; i < rounds; i++) {
      const r = from + i < rounds ? from + i : from + i - rounds;
      if (this.fits(k, r)) return r;
    }
    return NONE;
  }

  /**
   * Collects into `out` the meetings that have to go before the waiting pair k can be held in round r; where there is
   * a choice (cap, full round) the one of lowest `price`.
   * @returns whether their going makes room; false if a locked meeting is in the way
   */
  blockers(k: number, r: number, out: number[], price: (k: number) => number, random: Random): boolean {
    const { ends, rounds, earlier, later, cap, tables } = this.model;
    out.length = 0;
    for (let i = k * ENDS; i < (k + 1) * ENDS; i++) {
      const x = ends[i]!;
      if (x >= 0 && this.isFull(x, r) && !this.addOneOf(x, r, out, price)) return false;
    }
    for (const other of earlier[k] ?? []) {
      if (this.roundOf[other]! >= r && !this.addBlocker(other, out)) return false;
    }
    for (const other of later[k] ?? []) {
      if (this.roundOf[other]! <= r && this.roundOf[other] !== NONE && !this.addBlocker(other, out))
        return false;
    }
    for (let i = k * ENDS; i < k * ENDS + PEOPLE; i++) {
      const p = ends[i]!;
      if (p < 0) continue;
      let stay = this.count[p]!;
      for (const other of out) if (this.attends(p, other)) stay--;
      if (stay < cap[p]!) continue;
      this.cheap.length = 0;
      for (let cell = this.rows[p]! * rounds; cell < this.rows[p + 1]! * rounds; cell++)
        if (this.at[cell] !== NONE) this.cheap.push(this.at[cell]!);
      if (!this.addCheapest(this.cheap, out, price)) return false;
    }
    if (this.chosenTables && !this.seatable(k, r)) {
      const inTheWay = this.chosenTables.inTheWay(k, r);
      if (!inTheWay.some((other) => out.includes(other)) && !this.addCheapest(inTheWay, out, price))
        return false;
    }
    let stay = this.load[r]!;
    for (const other of out) if (this.roundOf[other] === r) stay--;
    if (stay < tables[r]!) return true;
    this.cheap.length = 0;
    const here = this.held[r]!;
    const offset = random.below(here.length);
    for (let i = 0; i < here.length && this.cheap.length < SAMPLE; i++) {
      const other = here[(offset + i) % here.length]!;
      if (!this.locked[other] && !out.includes(other)) this.cheap.push(other);
    }
    return this.addCheapest(this.cheap, out, price);
  }

  attends(p: number, k: number): boolean {
    const { ends } = this.model;
    return ends[k * ENDS] === p || ends[k * ENDS + 1] === p || ends[k * ENDS + 2] === p;
  }

  /** One of the meetings that fill a vertex in round r, unless one of them is to go already. */
  private addOneOf(x: number, r: number, out: number[], price: (k: number) => number): boolean {
    const { rounds } = this.model;
    const first = this.rows[x]!;
    if (this.model.seats[x] === 1) return this.addBlocker(this.at[first * rounds + r]!, out);
    const here: number[] = [];
    for (let row = first; row < this.rows[x + 1]!; row++) here.push(this.at[row * rounds + r]!);
    return here.some((k) => out.includes(k)) || this.addCheapest(here, out, price);
  }

  private addBlocker(other: number, out: number[]): boolean {
    if (other === NONE || out.includes(other)) return true;
    if (this.locked[other]) return false;
    out.push(other);
    return true;
  }

  private addCheapest(choices: readonly number[], out: number[], price: (k: number) => number): boolean {
    let best = NONE;
    let lowest = Infinity;
    for (const other of choices) {
      if (this.locked[other] || out.includes(other)) continue;
      const cost = price(other);
      if (cost < lowest) {
        lowest = cost;
        best = other;
      }
    }
    if (best === NONE) return false;
    out.push(best);
    return true;
  }

  private enlist(list: number[], k: number): void {
    this.place[k] = list.length;
    list.push(k);
  }

  private delist(list: number[], k: number): void {
    const last = list.pop()!;
    const index = this.place[k]!;
    if (last === k) return;
    list[index] = last;
    this.place[last] = index;
  }
}

import { type Board, lowestRound } from './board.js';
import { NONE } from './live-model.js';

/** A meeting comes from another round, or from none, to a round, where another may have to go for it. */
interface Exchange {
  readonly comes: number;
  readonly from: number;
  readonly to: number;
  readonly goes: number;
}

type Path = readonly Exchange[];

/** Ways to disturb an announced meeting of which it is looked whether they bring two more meetings instead of one. */
const MOST_TRIED = 40;

/**
 * Brings more meetings onto the board by shortest paths of exchanges: a waiting meeting takes a place in a round with a
 * free table, and whoever is in its way goes, or one of another round takes the free table and leaves its own. A path
 * ends where a meeting finds both its participants free. What is reached on the way is a round's free table, or with it
 * a participant who is free in that round then; each is reached once, with the fewest announced meetings disturbed.
 */
export class ExchangePaths {
  /** Meetings that go and come at will: the lost ones, and the announced ones that were disturbed. */
  readonly loose: number[] = [];
  private readonly looseOf: (number[] | undefined)[];
  /** Per round: loose meetings that no announced one keeps out; those kept out at one end; others that could move in. */
  private readonly looseTo: number[][];
  private readonly blockedTo: number[][];
  private readonly heldTo: number[][];
  /** What was reached: `participant * rounds + round`, from what, by which meeting that came, and which went for it. */
  private readonly place: number[] = [];
  private readonly parent: number[] = [];
  private readonly comes: number[] = [];
  private readonly goes: number[] = [];
  /** Last search that reached each place. */
  private readonly seen: Int32Array;
  private search = 0;
  private readonly ends: Path[] = [];
  /** Pairs changed by the last path, and the rounds they were in. */
  private readonly log: number[] = [];
  /** Whether it was ever of use to look for two more meetings at once. */
  private findsTwo = true;

  /**
   * @param board with the announced meetings that can stay, and nothing else
   * @param lost meetings to be placed
   */
  constructor(
    private readonly board: Board,
    lost: readonly number[],
    private readonly start: Int16Array,
  ) {
    const { people, rounds } = board.model;
    this.looseOf = Array.from({ length: people });
    this.looseTo = Array.from({ length: rounds }, () => []);
    this.blockedTo = Array.from({ length: rounds }, () => []);
    this.heldTo = Array.from({ length: rounds }, () => []);
    this.seen = new Int32Array((people + 1) * rounds);
    for (const k of lost) this.addLoose(k);
    for (const k of lost) this.listRounds(k, this.looseTo, this.blockedTo);
    for (let s = board.now; s < rounds; s++) for (const k of board.held[s]!) this.listRounds(k, this.heldTo);
  }

  private addLoose(k: number): void {
    const { a, b } = this.board.model;
    this.loose.push(k);
    for (const p of [a[k]!, b[k]!]) (this.looseOf[p] ??= []).push(k);
  }

  private listRounds(k: number, free: number[][], blocked?: number[][]): void {
    const { board } = this;
    const { a, b, words } = board.model;
    for (let w = 0; w < words; w++) {
      const open = board.open[k * words + w]!;
      const x = board.busy[a[k]! * words + w]!;
      const y = board.busy[b[k]! * words + w]!;
      for (let left = open & ~(x | y); left !== 0; left &= left - 1) free[lowestRound(left, w)]!.push(k);
      for (let left = blocked ? open & (x ^ y) : 0; left !== 0; left &= left - 1)
        blocked![lowestRound(left, w)]!.push(k);
    }
  }

  /** Whether pair k is where it was announced. */
  isUndisturbed(k: number): boolean {
    return this.start[k] !== NONE && this.start[k] === this.board.roundOf[k];
  }

  /** Whether the meeting of pair k may lose its place to another without an announced one being disturbed. */
  mayGo(k: number): boolean {
    return this.isLoose(k) && !this.isUndisturbed(k) && !this.board.model.required[k];
  }

  private isLoose(k: number): boolean {
    return this.looseOf[this.board.model.a[k]!]?.includes(k) ?? false;
  }

  /** Brings all onto the board that can be without disturbing an announced meeting. */
  fillAll(): void {
    while (this.fill());
  }

  /** Brings one more meeting onto the board without disturbing an announced one. */
  fill(): boolean {
    this.begin();
    for (let node = 0; node < this.parent.length; node++) {
      this.expand(node, false);
      while (this.ends.length > 0) if (this.follow(this.ends.pop()!)) return true;
    }
    return false;
  }

  /**
   * Disturbs announced meetings, as few as possible, to bring more meetings onto the board: two of them at once, if it
   * can be.
   * @param most announced meetings that may be disturbed
   */
  fillDisturbing(most: number): boolean {
    const { parent, ends } = this;
    this.begin();
    let begin = 0;
    let first: Path | undefined;
    for (let disturbed = 0; ; disturbed++) {
      // Paths may disagree, so it goes on until one has been found that does not.
      for (let node = begin; node < parent.length && (!first || ends.length < MOST_TRIED); node++) {
        this.expand(node, false);
        if (!first) first = this.firstOf(ends);
      }
      if (first) break;
      if (disturbed === most) return false;
      const end = parent.length;
      for (let node = begin; node < end; node++) this.expand(node, true);
      begin = end;
    }
    return (this.findsTwo && this.fillTwo(ends.splice(0))) || this.follow(first);
  }

  /** The first of the paths that agrees with itself; it and the ones after it are left in the list. */
  private firstOf(ends: Path[]): Path | undefined {
    while (ends.length > 0) {
      if (this.follow(ends[0]!)) {
        this.takeBack();
        return ends[0];
      }
      ends.shift();
    }
    return undefined;
  }

  /** Follows one of the paths after which still another meeting can come; none if there is no such path. */
  private fillTwo(paths: readonly Path[]): boolean {
    const { board, log } = this;
    for (const path of paths) {
      if (!this.follow(path)) continue;
      if (board.spare === 0) return true;
      const changes = log.splice(0);
      if (this.fill()) return true;
      log.push(...changes);
      this.takeBack();
    }
    this.findsTwo = false;
    return false;
  }

  private begin(): void {
    const { board } = this;
    const { rounds, tables, people } = board.model;
    this.place.length = this.parent.length = this.comes.length = this.goes.length = this.ends.length = 0;
    this.search++;
    for (let r = board.now; r < rounds; r++) {
      if (board.load[r]! < tables[r]!) this.reach(NONE, NONE, NONE, people, r);
    }
  }

  private reach(parent: number, comes: number, goes: number, person: number, round: number): void {
    const place = person * this.board.model.rounds + round;
    if (this.seen[place] === this.search) return;
    this.seen[place] = this.search;
    this.place.push(place);
    this.parent.push(parent);
    this.comes.push(comes);
    this.goes.push(goes);
  }

  /** Goes on from what was reached, by disturbing an announced meeting or by none. */
  private expand(node: number, disturbs: boolean): void {
    const { board, looseOf } = this;
    const { rounds, people } = board.model;
    const r = this.place[node]! % rounds;
    const p = (this.place[node]! - r) / rounds;
    if (p === people) {
      for (const k of (disturbs ? this.blockedTo : this.looseTo)[r]!) this.bring(node, k, r, p, disturbs);
      if (disturbs) for (const k of this.heldTo[r]!) this.move(node, k, r, p, true);
      return;
    }
    for (const k of looseOf[p] ?? []) this.bring(node, k, r, p, disturbs);
    if (!disturbs) return;
    for (let s = board.now; s < rounds; s++) {
      const k = board.at[p * rounds + s]!;
      if (k !== NONE && s !== r) this.move(node, k, r, p, true);
    }
  }

  /** Lets the loose pair k take the free table in round r, in which p is free. */
  private bring(node: number, k: number, r: number, p: number, disturbs: boolean): void {
    const { board } = this;
    const { a, b, rounds, required } = board.model;
    if (board.roundOf[k] !== NONE) return this.move(node, k, r, p, disturbs);
    if (!board.isOpen(k, r)) return;
    const x = a[k] === p ? NONE : board.at[a[k]! * rounds + r]!;
    const y = b[k] === p ? NONE : board.at[b[k]! * rounds + r]!;
    if (x === NONE && y === NONE) {
      if (!disturbs) this.ends.push(this.pathTo(node, { comes: k, from: NONE, to: r, goes: NONE }));
      return;
    }
    if (x !== NONE && y !== NONE && x !== y) return;
    const m = x === NONE ? y : x;
    if (board.locked[m] || required[m] || this.isUndisturbed(m) !== disturbs) return;
    const shared = x === NONE ? b[k]! : a[k]!;
    this.reach(node, k, m, a[m]! + b[m]! - shared, r);
  }

  /** Lets pair k, held in another round, take the free table. */
  private move(node: number, k: number, r: number, p: number, disturbs: boolean): void {
    const { board } = this;
    const { a, b, rounds, people } = board.model;
    const s = board.roundOf[k]!;
    if (s === r || s < board.now || !board.isOpen(k, r) || board.locked[k]) return;
    if (a[k] !== p && board.at[a[k]! * rounds + r] !== NONE) return;
    if (b[k] !== p && board.at[b[k]! * rounds + r] !== NONE) return;
    if (this.isUndisturbed(k) !== disturbs) return;
    this.reach(node, k, NONE, people, s);
    this.reach(node, k, NONE, a[k]!, s);
    this.reach(node, k, NONE, b[k]!, s);
  }

  private pathTo(node: number, last: Exchange): Path {
    const { rounds } = this.board.model;
    const path = [last];
    for (let i = node; this.parent[i] !== NONE; i = this.parent[i]!) {
      const goes = this.goes[i]!;
      const from = goes === NONE ? this.place[i]! % rounds : NONE;
      path.push({ comes: this.comes[i]!, from, to: this.place[this.parent[i]!]! % rounds, goes });
    }
    return path.toReversed();
  }

  /** Makes the exchanges; none if they do not agree with each other. */
  private follow(path: Path): boolean {
    const { log } = this;
    log.length = 0;
    if (!path.every((exchange) => this.make(exchange))) {
      this.takeBack();
      return false;
    }
    for (let i = 0; i < log.length; i += 2) if (!this.isLoose(log[i]!)) this.loosen(log[i]!, log[i + 1]!);
    return true;
  }

  private make({ comes, from, to, goes }: Exchange): boolean {
    const { board, log } = this;
    if (board.roundOf[comes] !== from || (goes !== NONE && board.roundOf[goes] !== to)) return false;
    for (const k of goes === NONE ? [comes] : [goes, comes]) {
      log.push(k, board.roundOf[k]!);
      if (board.roundOf[k] !== NONE) board.take(k);
    }
    if (!board.fits(comes, to)) return false;
    board.put(comes, to);
    return true;
  }

  private takeBack(): void {
    const { board, log } = this;
    while (log.length > 0) {
      const was = log.pop()!;
      const one = log.pop()!;
      if (board.roundOf[one] !== NONE) board.take(one);
      if (was !== NONE) board.put(one, was);
    }
  }

  /** An announced meeting leaves round r: it is loose now, and others can come to its place. */
  private loosen(m: number, r: number): void {
    const { board, looseOf, looseTo, heldTo } = this;
    const { a, b, rounds } = board.model;
    for (const p of [a[m]!, b[m]!]) {
      for (const k of looseOf[p] ?? []) if (!looseTo[r]!.includes(k)) looseTo[r]!.push(k);
      for (let s = board.now; s < rounds; s++) {
        const k = board.at[p * rounds + s]!;
        if (k !== NONE && !heldTo[r]!.includes(k)) heldTo[r]!.push(k);
      }
    }
    this.addLoose(m);
    for (let s = board.now; s < rounds; s++) if (board.isOpen(m, s)) looseTo[s]!.push(m);
  }
}

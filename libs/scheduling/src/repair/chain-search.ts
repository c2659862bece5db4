import type { Allowance, Found } from './allowance.js';
import { blockersOf } from './blockers.js';
import { bitCount, type Board } from './board.js';
import { overBreakLimit } from './break-limits.js';
import { DisturbedPeople } from './disturbed-people.js';
import { NONE } from './live-model.js';
import { lossOf } from './pair-worth.js';

/** Candidates tried of each kind when a full round has to give up a meeting, in a narrow search. */
const NARROW = 6;
/** Options of a meeting are sorted as numbers: cost above the round, which is below 256. */
const ROUND = 255;

/**
 * Places meetings by ejection chains: a meeting takes a round, what is in its way goes and is placed in turn. A meeting
 * that was placed is not touched again, so every timetable within the allowance is reached by one sequence, and a
 * search that fails without `cut` or `aborted` proves that there is none, and without `short` for any ejections.
 */
export class ChainSearch {
  nodes = 0;
  /** The limit on nodes cut in; candidates were left out because the search was narrow; more ejections might help. */
  aborted = false;
  cut = false;
  short = false;
  /** Best found by `explore`: least value given up, then fewest people disturbed. */
  best: Found | undefined;
  private readonly pending: number[] = [];
  /** Pairs that were pending at any time on the way here. */
  private readonly changed: number[] = [];
  private readonly settled: Uint8Array;
  /** Round that a meeting was taken from, or -1. */
  private readonly from: Int16Array;
  private readonly people: DisturbedPeople;
  private loss = 0;
  private isWide = false;
  private findsAll = false;
  private tolerated = { over: 0, crowd: 0 };
  private limit = 0;

  /** @param kept meetings that each participant has as long as nothing pending is given up */
  constructor(
    private readonly board: Board,
    private readonly kept: Int32Array,
  ) {
    this.settled = new Uint8Array(board.model.pairs);
    this.from = new Int16Array(board.model.pairs).fill(NONE);
    this.people = new DisturbedPeople(board.model);
  }

  /**
   * Places the given pairs within the allowance and leaves the board as it was; the result is in `best`. With
   * `findsAll` it goes on after the first find for one that costs less.
   */
  run(
    pairs: readonly number[],
    allowance: Allowance,
    options: {
      readonly nodes: number;
      readonly isWide?: boolean;
      readonly findsAll?: boolean;
      readonly tolerated?: { over: number; crowd: number };
    },
  ): boolean {
    this.pending.push(...pairs);
    this.changed.push(...pairs);
    for (const k of pairs) this.people.add(k);
    this.limit = this.nodes + options.nodes;
    this.isWide = options.isWide ?? false;
    this.findsAll = options.findsAll ?? false;
    this.tolerated = options.tolerated ?? { over: 0, crowd: 0 };
    this.aborted = false;
    this.cut = false;
    this.short = false;
    if (!this.findsAll) this.best = undefined;
    this.explore(allowance.drops, allowance.ejections);
    for (const k of pairs) this.people.remove(k);
    this.pending.length = 0;
    this.changed.length = 0;
    return this.best !== undefined;
  }

  /** @returns whether the search is over */
  private explore(drops: number, ejections: number): boolean {
    if (++this.nodes > this.limit) {
      this.aborted = true;
      return true;
    }
    const { board, pending, best } = this;
    if (best && (this.loss > best.loss || (this.loss === best.loss && this.people.count >= best.people)))
      return false;
    const over = board.over - this.tolerated.over;
    if (over > ejections) return this.wantsMore();
    if (pending.length + Math.max(0, over) - board.spare > drops) return false;
    if (pending.length > 0) return this.placeNext(drops, ejections, ejections - Math.max(0, over));
    if (over > 0) return this.relieve(drops, ejections);
    if (board.crowd > this.tolerated.crowd) return this.uncrowd(drops, ejections);
    const restless = overBreakLimit(board);
    if (restless >= 0) return this.settleDay(restless, drops, ejections);
    const changes = this.changed.flatMap((k) => [k, board.roundOf[k]!]);
    this.best = { changes, loss: this.loss, people: this.people.count };
    return !this.findsAll;
  }

  private wantsMore(): false {
    this.short = true;
    return false;
  }

  /** Takes the pending pair with the fewest ways. */
  private placeNext(drops: number, ejections: number, slack: number): boolean {
    const { pending, board } = this;
    const { words, required } = board.model;
    let next = 0;
    let fewest = Infinity;
    for (let i = 0; i < pending.length; i++) {
      const k = pending[i]!;
      let ways = 0;
      for (let w = 0; w < words; w++) {
        ways += bitCount(slack > 0 ? board.open[k * words + w]! : board.free(k, w) & board.room[w]!);
      }
      if (ways < fewest) {
        fewest = ways;
        next = i;
      }
    }
    const k = pending[next]!;
    const last = pending.pop()!;
    if (next < pending.length) pending[next] = last;
    let isOver = false;
    if (fewest === 0 && slack <= 0) this.short = true;
    if (fewest > 0) {
      for (const option of this.optionsOf(k, slack)) {
        isOver = this.place(k, option & ROUND, drops, ejections);
        if (isOver) break;
      }
    }
    if (!isOver && drops > 0 && !required[k]) isOver = this.drop(k, drops, ejections);
    if (next < pending.length) pending[next] = k;
    pending.push(last);
    return isOver;
  }

  /** Rounds for pair k, cheapest first. */
  private optionsOf(k: number, slack: number): number[] {
    const { board } = this;
    const { rounds } = board.model;
    const options: number[] = [];
    for (let r = board.now; r < rounds; r++) {
      if (!board.isOpen(k, r) || r === this.from[k]) continue;
      const blockers = blockersOf(board, this.settled, k, r);
      if (!blockers) continue;
      const isFull = (board.room[r >> 5]! & (1 << (r & 31))) === 0;
      const relief = isFull && !blockers.some((other) => board.roundOf[other] === r) ? 1 : 0;
      if (blockers.length + relief > slack) {
        this.short = true;
        continue;
      }
      const apart = board.apart(k, r);
      options.push(((blockers.length + relief) * 4 + apart) * (ROUND + 1) + r);
    }
    return options.sort((x, y) => x - y);
  }

  private place(k: number, r: number, drops: number, ejections: number): boolean {
    const { board } = this;
    const blockers = blockersOf(board, this.settled, k, r)!;
    const rounds = blockers.map((other) => this.eject(other));
    board.put(k, r);
    this.settled[k] = 1;
    const isOver = this.explore(drops, ejections - blockers.length);
    this.settled[k] = 0;
    board.take(k);
    for (let i = blockers.length - 1; i >= 0; i--) this.putBack(blockers[i]!, rounds[i]!);
    return isOver;
  }

  private eject(k: number): number {
    const r = this.board.roundOf[k]!;
    this.board.take(k);
    this.from[k] = r;
    this.people.add(k);
    this.changed.push(k);
    this.pending.push(k);
    return r;
  }

  private putBack(k: number, r: number): void {
    this.pending.pop();
    this.changed.pop();
    this.people.remove(k);
    this.from[k] = NONE;
    this.board.put(k, r);
  }

  private drop(k: number, drops: number, ejections: number): boolean {
    const { board, kept } = this;
    const { a, b } = board.model;
    const loss = lossOf(board, kept, k);
    kept[a[k]!]!--;
    kept[b[k]!]!--;
    this.loss += loss;
    const isOver = this.explore(drops - 1, ejections);
    this.loss -= loss;
    kept[a[k]!]!++;
    kept[b[k]!]!++;
    return isOver;
  }

  /** Takes a meeting out of a round that has more meetings than tables: into another round, or for good. */
  private relieve(drops: number, ejections: number): boolean {
    const { board } = this;
    const { tables, words } = board.model;
    const slack = ejections - (board.over - this.tolerated.over);
    const r = this.fullRound(tables, drops > 0);
    const easy: number[] = [];
    const hard: number[] = [];
    for (const k of board.held[r]!) {
      if (board.locked[k] || this.settled[k]) continue;
      let ways = 0;
      for (let w = 0; w < words; w++) ways |= board.free(k, w) & board.room[w]!;
      if (ways !== 0) easy.push(k);
      else if (slack > 0) hard.push(k);
      else this.short = true;
    }
    easy.sort((x, y) => this.people.newBy(x) - this.people.newBy(y) || x - y);
    hard.sort((x, y) => this.people.newBy(x) - this.people.newBy(y) || x - y);
    for (const k of [...this.some(easy), ...this.some(hard)]) {
      const from = this.eject(k);
      const isOver = this.explore(drops, ejections - 1);
      this.putBack(k, from);
      if (isOver) return true;
    }
    return drops > 0 && this.dropOneOf(board.held[r]!, drops, ejections, this.isWide ? Infinity : 1);
  }

  /** An overfull round; where meetings may be given up, the one where that costs most, so that it is relieved first. */
  private fullRound(tables: Int32Array, byLoss: boolean): number {
    const { board, kept } = this;
    let found = NONE;
    let most = -Infinity;
    for (let r = board.now; r < tables.length; r++) {
      if (board.load[r]! <= tables[r]!) continue;
      if (!byLoss) return r;
      let least = Infinity;
      for (const k of board.held[r]!) if (this.mayDrop(k)) least = Math.min(least, lossOf(board, kept, k));
      if (least > most) {
        most = least;
        found = r;
      }
    }
    return found;
  }

  private mayDrop(k: number): boolean {
    return !this.board.locked[k] && !this.settled[k] && !this.board.model.required[k];
  }

  private dropOneOf(pairs: readonly number[], drops: number, ejections: number, most: number): boolean {
    const { board, kept, people } = this;
    const choices = pairs.filter((k) => this.mayDrop(k));
    choices.sort(
      (x, y) => lossOf(board, kept, x) - lossOf(board, kept, y) || people.newBy(x) - people.newBy(y) || x - y,
    );
    if (choices.length > most) this.cut = true;
    for (const k of choices.slice(0, most)) {
      const from = this.eject(k);
      this.pending.pop();
      const isOver = this.drop(k, drops, ejections - 1);
      this.pending.push(k);
      this.putBack(k, from);
      if (isOver) return true;
    }
    return false;
  }

  /** Gives up a meeting of somebody who has more than the cap. */
  private uncrowd(drops: number, ejections: number): boolean {
    if (drops === 0) return false;
    if (ejections === 0) return this.wantsMore();
    const { count, model } = this.board;
    const p = model.cap.findIndex((cap, index) => count[index]! > cap);
    return this.dropOneOf(this.board.meetingsOf(p), drops, ejections, Infinity);
  }

  /** Moves a meeting of somebody whose day has too many breaks. */
  private settleDay(p: number, drops: number, ejections: number): boolean {
    if (ejections === 0) return this.wantsMore();
    for (const k of this.board.meetingsOf(p)) {
      if (this.board.locked[k] || this.settled[k]) continue;
      const from = this.eject(k);
      const isOver = this.explore(drops, ejections - 1);
      this.putBack(k, from);
      if (isOver) return true;
    }
    return false;
  }

  private some(list: number[]): number[] {
    if (this.isWide || list.length <= NARROW) return list;
    this.cut = true;
    return list.slice(0, NARROW);
  }
}

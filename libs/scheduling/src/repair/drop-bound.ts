import type { Board } from './board.js';
import { NONE } from './live-model.js';

/** In the place of an item: a meeting that stays. */
const FIXED = -2;

/**
 * A lower bound on the meetings given up: a largest flow of the meetings to come into rounds, in which only one
 * participant of each meeting, the busier one, meets once per round, and the tables are kept. It starts from what is on
 * the board and augments along shortest paths; where none is left, no placement gives up fewer.
 * @param lost meetings not on the board that are to be held
 */
export function boundDrops(board: Board, lost: readonly number[]): number {
  return new Flow(board, lost).missing();
}

class Flow {
  /** Meetings that may move, from 0; the last ones are without a round. */
  private readonly items: number[] = [];
  private readonly round: Int16Array;
  /** Participant whose time counts, per item. */
  private readonly end: Int32Array;
  /** Item at `end * rounds + round`, -1 for none. */
  private readonly at: Int32Array;
  /** Items in each round, in no particular order. */
  private readonly inRound: number[][];
  /** Tables left to items, per round. */
  private readonly room: Int32Array;
  /** The item from which each was reached, the round that it would take from it, and rounds seen. */
  private readonly from: Int32Array;
  private readonly via: Int16Array;
  private readonly roundSeen: Uint8Array;
  private readonly waiting: number[] = [];

  constructor(
    private readonly board: Board,
    lost: readonly number[],
  ) {
    const { model, now, held, locked, count } = board;
    const { rounds, people, a, b, tables } = model;
    this.at = new Int32Array(people * rounds).fill(NONE);
    this.inRound = Array.from({ length: rounds }, () => []);
    this.room = tables.slice();
    const load = count.slice();
    for (const k of lost) {
      load[a[k]!]!++;
      load[b[k]!]!++;
    }
    const busier = (k: number) => (load[b[k]!]! > load[a[k]!]! ? b[k]! : a[k]!);
    const placed: { k: number; r: number }[] = [];
    for (let r = now; r < rounds; r++) {
      for (const k of held[r]!) {
        if (!locked[k]) placed.push({ k, r });
        else {
          this.at[a[k]! * rounds + r] = this.at[b[k]! * rounds + r] = FIXED;
          this.room[r]!--;
        }
      }
    }
    const size = placed.length + lost.length;
    this.round = new Int16Array(size).fill(NONE);
    this.end = new Int32Array(size);
    this.from = new Int32Array(size).fill(NONE);
    this.via = new Int16Array(size);
    this.roundSeen = new Uint8Array(rounds);
    const add = (k: number) => {
      this.end[this.items.length] = busier(k);
      this.items.push(k);
      return this.items.length - 1;
    };
    for (const { k, r } of placed) {
      const i = add(k);
      // What is above the tables has to find another place, too.
      if (this.room[r]! > this.inRound[r]!.length) this.put(i, r);
      else this.waiting.push(i);
    }
    for (const k of lost) this.waiting.push(add(k));
  }

  /** Items that stay without a round in a largest flow. */
  missing(): number {
    return this.waiting.filter((i) => !this.augment(i)).length;
  }

  private put(i: number, r: number): void {
    this.round[i] = r;
    this.at[this.end[i]! * this.board.model.rounds + r] = i;
    this.inRound[r]!.push(i);
  }

  private take(i: number): void {
    const r = this.round[i]!;
    const list = this.inRound[r]!;
    list[list.indexOf(i)] = list.at(-1)!;
    list.pop();
    this.at[this.end[i]! * this.board.model.rounds + r] = NONE;
    this.round[i] = NONE;
  }

  /** Finds item `start` a round. What was reached in vain keeps its mark, as it is never worth reaching again. */
  private augment(start: number): boolean {
    const { board, items, end, at, from, via, room, inRound, roundSeen } = this;
    const { rounds } = board.model;
    const queue = [start];
    from[start] = start;
    const reach = (j: number, by: number, r: number) => {
      if (from[j] !== NONE) return;
      from[j] = by;
      via[j] = r;
      queue.push(j);
    };
    for (let head = 0; head < queue.length; head++) {
      const i = queue[head]!;
      const k = items[i]!;
      for (let r = board.now; r < rounds; r++) {
        if (r === this.round[i] || !board.isOpen(k, r)) continue;
        const there = at[end[i]! * rounds + r]!;
        if (there === FIXED) continue;
        if (there !== NONE) reach(there, i, r);
        else if (room[r]! > inRound[r]!.length) {
          this.shift(i, r);
          for (const j of queue) from[j] = NONE;
          roundSeen.fill(0);
          return true;
        } else if (!roundSeen[r]) {
          roundSeen[r] = 1;
          for (const j of inRound[r]!) reach(j, i, r);
        }
      }
    }
    return false;
  }

  /** Moves item i to round r, the one from which it was reached to its place, and so on. */
  private shift(i: number, r: number): void {
    for (let j = i, to = r; ;) {
      const by = this.from[j]!;
      const next = this.via[j]!;
      if (this.round[j] !== NONE) this.take(j);
      this.put(j, to);
      if (by === j) return;
      j = by;
      to = next;
    }
  }
}

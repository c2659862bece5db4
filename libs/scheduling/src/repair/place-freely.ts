import type { Board } from './board.js';
import { NONE } from './live-model.js';

/** Times that those without a place are tried again after others made way. */
const PASSES = 4;

/**
 * Places as many of the pairs as fit beside what is held: augmenting paths on which only these pairs make way for each
 * other, the first ones in the list first.
 * @returns the pairs that found no place
 */
export function placeFreely(board: Board, pairs: readonly number[]): number[] {
  const paths = new Paths(board, pairs);
  let left = [...pairs];
  for (let pass = 0; pass < PASSES; pass++) {
    const before = left.length;
    left = left.filter((k) => board.spare === 0 || !paths.place(k));
    if (left.length === before || left.length === 0) break;
  }
  return left;
}

class Paths {
  /** Number of each of our pairs, from 1. */
  private readonly ours: Int32Array;
  /** Last search that tried each of our pairs and round. */
  private readonly seen: Int32Array;
  private search = 0;
  /** Pairs moved and the rounds they were in, so that a path can be undone. */
  private readonly trail: number[] = [];

  constructor(
    private readonly board: Board,
    pairs: readonly number[],
  ) {
    this.ours = new Int32Array(board.model.pairs);
    pairs.forEach((k, index) => (this.ours[k] = index + 1));
    this.seen = new Int32Array((pairs.length + 1) * board.model.rounds);
  }

  place(k: number): boolean {
    this.search++;
    this.trail.length = 0;
    return this.extend(k);
  }

  private extend(k: number): boolean {
    const { board, ours, seen, search } = this;
    const { rounds, a, b, cap } = board.model;
    if (board.count[a[k]!]! >= cap[a[k]!]! || board.count[b[k]!]! >= cap[b[k]!]!) return false;
    // A simple place first, which ends the path.
    for (let r = board.now; r < rounds; r++) {
      if (board.roundOf[k] !== r && this.isFree(k, r)) return this.move(k, r);
    }
    for (let r = board.now; r < rounds; r++) {
      const way = ours[k]! * rounds + r;
      if (!board.isOpen(k, r) || seen[way] === search) continue;
      seen[way] = search;
      const out = this.inTheWay(k, r);
      if (!out) continue;
      const mark = this.trail.length;
      for (const other of out) this.move(other, NONE);
      if (board.inOrder(k, r)) {
        this.move(k, r);
        if (out.every((other) => board.roundOf[other] !== NONE || this.extend(other))) return true;
      }
      this.undo(mark);
    }
    return false;
  }

  private isFree(k: number, r: number): boolean {
    const { board } = this;
    const w = r >> 5;
    return (board.free(k, w) & board.room[w]! & (1 << (r & 31))) !== 0 && board.inOrder(k, r);
  }

  /** Those of our pairs that have to go before k can be held in round r; undefined if others have to. */
  private inTheWay(k: number, r: number): number[] | undefined {
    const { board, ours } = this;
    const { rounds, a, b, homeVertex, tables } = board.model;
    const out: number[] = [];
    for (const vertex of [a[k]!, b[k]!, homeVertex[k]!]) {
      const held = vertex < 0 ? NONE : board.at[vertex * rounds + r]!;
      if (held === NONE || out.includes(held)) continue;
      if (!ours[held]) return undefined;
      out.push(held);
    }
    if (board.load[r]! - out.length < tables[r]!) return out;
    const one = board.held[r]!.find((held) => ours[held]! && !out.includes(held));
    return one === undefined ? undefined : [...out, one];
  }

  private move(k: number, r: number): true {
    const { board } = this;
    this.trail.push(k, board.roundOf[k]!);
    if (board.roundOf[k] !== NONE) board.take(k);
    if (r !== NONE) board.put(k, r);
    return true;
  }

  private undo(mark: number): void {
    const { board, trail } = this;
    while (trail.length > mark) {
      const r = trail.pop()!;
      const k = trail.pop()!;
      if (board.roundOf[k] !== NONE) board.take(k);
      if (r !== NONE) board.put(k, r);
    }
  }
}

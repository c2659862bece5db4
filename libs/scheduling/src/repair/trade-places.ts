import { type Board, lowestRound } from './board.js';
import type { ExchangePaths } from './exchange-paths.js';
import { NONE } from './live-model.js';
import { worthOf } from './pair-worth.js';

/**
 * Puts waiting meetings in the place of others that are worth less, the most valuable first: a meeting takes the place
 * of another, that one the place of a third, and the last one waits. No announced meeting is disturbed for it.
 */
export function tradePlaces(board: Board, paths: ExchangePaths): void {
  new Trade(board, paths).run();
}

class Trade {
  /** Meetings in hand, whose place each took over, and the round it would take. */
  private readonly queue: number[] = [];
  private readonly parent: number[] = [];
  private readonly seen: Uint8Array;
  private readonly roundSeen: Uint8Array;
  private readonly looseIn: number[][];

  constructor(
    private readonly board: Board,
    private readonly paths: ExchangePaths,
  ) {
    this.seen = new Uint8Array(board.model.pairs);
    this.roundSeen = new Uint8Array(board.model.rounds);
    this.looseIn = Array.from({ length: board.model.rounds }, () => []);
  }

  run(): void {
    const { board, paths } = this;
    this.index();
    const waiting = paths.loose
      .filter((k) => board.roundOf[k] === NONE)
      .map((k) => ({ k, worth: worthOf(board, k) }))
      .sort((x, y) => y.worth - x.worth || x.k - y.k);
    for (const { k } of waiting) {
      if (board.roundOf[k] === NONE && this.improve(k)) this.index();
    }
  }

  /** What was reached for a meeting is in vain for one that is worth less, until something changes. */
  private index(): void {
    const { board, looseIn } = this;
    this.seen.fill(0);
    this.roundSeen.fill(0);
    for (const list of looseIn) list.length = 0;
    for (const k of this.paths.loose) {
      if (board.roundOf[k] !== NONE && this.paths.mayGo(k)) looseIn[board.roundOf[k]!]!.push(k);
    }
  }

  private improve(k: number): boolean {
    const { board, queue, parent, seen } = this;
    const { a, b, rounds } = board.model;
    queue.length = parent.length = 0;
    queue.push(k);
    parent.push(NONE);
    const worth = worthOf(board, k);
    let cheapest = NONE;
    let least = worth;
    for (let head = 0; head < queue.length; head++) {
      const i = queue[head]!;
      const reach = (m: number) => {
        if (seen[m]) return;
        seen[m] = 1;
        queue.push(m);
        parent.push(head);
        const loss = lossFor(board, k, m);
        if (loss >= least) return;
        least = loss;
        cheapest = queue.length - 1;
      };
      const { words } = board.model;
      for (let w = 0; w < words; w++)
        for (let left = board.open[i * words + w]!; left !== 0; left &= left - 1) {
          const r = lowestRound(left, w);
          if (board.roundOf[i] === r) continue;
          const x = board.at[a[i]! * rounds + r]!;
          const y = board.at[b[i]! * rounds + r]!;
          if (x !== NONE && y !== NONE && x !== y) continue;
          const m = x === NONE ? y : x;
          if (m !== NONE) {
            if (this.paths.mayGo(m)) reach(m);
          } else if (!this.roundSeen[r]) {
            this.roundSeen[r] = 1;
            this.looseIn[r]!.forEach(reach);
          }
        }
    }
    return cheapest !== NONE && this.change(cheapest);
  }

  /** The last of a chain goes, and each before it takes the place of the next. */
  private change(last: number): boolean {
    const { board, queue, parent } = this;
    const log: number[] = [];
    let r = board.roundOf[queue[last]!]!;
    const take = (k: number) => {
      log.push(k, board.roundOf[k]!);
      if (board.roundOf[k] !== NONE) board.take(k);
    };
    take(queue[last]!);
    for (let i = parent[last]!; i !== NONE; i = parent[i]!) {
      const k = queue[i]!;
      const next = board.roundOf[k]!;
      take(k);
      if (!board.fits(k, r)) {
        while (log.length > 0) {
          const was = log.pop()!;
          const one = log.pop()!;
          if (board.roundOf[one] !== NONE) board.take(one);
          if (was !== NONE) board.put(one, was);
        }
        return false;
      }
      board.put(k, r);
      r = next;
    }
    return true;
  }
}

/** What goes with the meeting m when k comes. */
function lossFor({ model, count }: Board, k: number, m: number): number {
  const { a, b, score, firstMeetingWorth } = model;
  let loss = score[m]!;
  for (const p of [a[m]!, b[m]!]) {
    if (count[p] === 1 && p !== a[k] && p !== b[k]) loss += firstMeetingWorth;
  }
  return loss;
}

import { fewestBreaks } from './count-breaks.js';
import { keepDistinct } from './distinct-rounds.js';
import { findTableShortage } from './fit-tables.js';
import { ENDS, type Placement } from './placement.js';

/** Where a contradiction came to light: meetings by their number in the placement. */
export interface Contradiction {
  readonly reason:
    /** A meeting has no round left. */
    | 'no-round'
    /** The meetings of a vertex have fewer rounds than they are. */
    | 'too-few-rounds'
    /** A participant has more meetings than its cap. */
    | 'over-cap'
    /** Meetings have fewer places at tables, in all their rounds together, than they are. */
    | 'too-few-tables'
    /** A participant has more breaks than allowed, whatever its meetings do. */
    | 'too-many-breaks';
  /** The participant or table, or -1. */
  readonly vertex: number;
  readonly meetings: readonly number[];
  readonly rounds: readonly number[];
}

/**
 * Closes rounds that no complete placement uses, as far as single vertices, precedences and full rounds tell.
 * @param open of the placement; closed rounds are set to 0
 */
export function propagate(placement: Placement, open: Uint8Array): Contradiction | undefined {
  const { rounds, ends, meetingsOf, before } = placement;
  const queue = [...meetingsOf.keys()];
  const waiting = new Set(queue);
  let settled = false;
  const wake = (meeting: number) => {
    settled = false;
    for (let e = 0; e < ENDS; e++) {
      const vertex = ends[meeting * ENDS + e]!;
      if (vertex < 0 || waiting.has(vertex)) continue;
      waiting.add(vertex);
      queue.push(vertex);
    }
  };
  for (;;) {
    for (let vertex = queue.shift(); vertex !== undefined; vertex = queue.shift()) {
      waiting.delete(vertex);
      const few = keepDistinct(meetingsOf[vertex]!, rounds, open, wake);
      if (few) return { reason: few.rounds.length === 0 ? 'no-round' : 'too-few-rounds', vertex, ...few };
    }
    if (settled) break;
    settled = true;
    for (const [x, y] of before) {
      const stuck = keepOrder(rounds, open, x, y, wake);
      if (stuck >= 0) return { reason: 'no-round', vertex: -1, meetings: [stuck], rounds: [] };
    }
    closeFullRounds(placement, open, wake);
  }
  return contradiction(placement, open);
}

/** A contradiction that shows without drawing conclusions first. */
export function contradiction(placement: Placement, open: Uint8Array): Contradiction | undefined {
  const { rounds, participants, meetingsOf, cap, maxBreaks } = placement;
  for (const [vertex, meetings] of meetingsOf.entries()) {
    // A copy: nothing is to be closed.
    const few = keepDistinct(meetings, rounds, open.slice(), () => undefined);
    if (few) return { reason: few.rounds.length === 0 ? 'no-round' : 'too-few-rounds', vertex, ...few };
    if (vertex >= participants) continue;
    if (meetings.length > cap[vertex]!) return { reason: 'over-cap', vertex, meetings, rounds: [] };
    if (breaksAtLeast(meetings, rounds, open) > maxBreaks[vertex]!)
      return { reason: 'too-many-breaks', vertex, meetings, rounds: [] };
  }
  const shortage = findTableShortage(placement, open);
  return shortage && { reason: 'too-few-tables', vertex: -1, ...shortage };
}

function breaksAtLeast(meetings: readonly number[], rounds: number, open: Uint8Array): number {
  const may = Array.from({ length: rounds }, (_, r) => meetings.some((m) => open[m * rounds + r]));
  const must = may.map(() => false);
  for (const m of meetings) {
    const round = onlyRound(rounds, open, m);
    if (round >= 0) must[round] = true;
  }
  return fewestBreaks(meetings.length, may, must);
}

/** Closes the rounds whose tables are all taken by meetings that have no other round. */
function closeFullRounds(
  { rounds, pairs, tables }: Placement,
  open: Uint8Array,
  closed: (m: number) => void,
): void {
  const placed = pairs.map((_, m) => onlyRound(rounds, open, m));
  for (let r = 0; r < rounds; r++) {
    if (placed.filter((round) => round === r).length < tables[r]!) continue;
    placed.forEach((round, m) => {
      if (round === r || !open[m * rounds + r]) return;
      open[m * rounds + r] = 0;
      closed(m);
    });
  }
}

function keepOrder(
  rounds: number,
  open: Uint8Array,
  x: number,
  y: number,
  closed: (m: number) => void,
): number {
  let first = 0;
  while (first < rounds && !open[x * rounds + first]) first++;
  if (first === rounds) return x;
  for (let r = 0; r <= first; r++) {
    if (!open[y * rounds + r]) continue;
    open[y * rounds + r] = 0;
    closed(y);
  }
  let last = rounds - 1;
  while (last >= 0 && !open[y * rounds + last]) last--;
  if (last < 0) return y;
  for (let r = last; r < rounds; r++) {
    if (!open[x * rounds + r]) continue;
    open[x * rounds + r] = 0;
    closed(x);
  }
  return -1;
}

/** The round of a meeting that has one only, else -1. */
function onlyRound(rounds: number, open: Uint8Array, meeting: number): number {
  const first = open.indexOf(1, meeting * rounds);
  const next = open.indexOf(1, first + 1);
  return next >= 0 && next < (meeting + 1) * rounds ? -1 : first - meeting * rounds;
}

import { countTrue, type SatSolver } from '../sat/index.js';
import { ENDS, type Placement } from './placement.js';

/** Literals that say where meetings are; `no` where nothing is open. */
export interface EncodedPlacement {
  /** A literal that is false. */
  readonly no: number;
  /** `at[meeting * rounds + round]`: the meeting is held then. */
  readonly at: Int32Array;
  /** `busy[participant * rounds + round]`: the participant meets somebody then. */
  readonly busy: Int32Array;
}

/** Adds clauses that are true exactly of the complete placements, apart from limits on breaks. */
export function encodePlacement(solver: SatSolver, placement: Placement, open: Uint8Array): EncodedPlacement {
  const { rounds, pairs, participants, vertices, meetingsOf } = placement;
  const no = 2 * solver.variable();
  solver.add([no ^ 1]);
  const at = new Int32Array(pairs.length * rounds).fill(no);
  for (let m = 0; m < pairs.length; m++) {
    const places: number[] = [];
    for (let r = 0; r < rounds; r++) {
      if (open[m * rounds + r]) places.push((at[m * rounds + r] = 2 * solver.variable()));
    }
    solver.add(places);
    atMostOne(solver, places);
  }

  const busy = new Int32Array(participants * rounds).fill(no);
  for (let v = 0; v < vertices; v++) {
    const meetings = meetingsOf[v]!;
    for (let r = 0; r < rounds; r++) {
      const here = meetings.map((m) => at[m * rounds + r]!).filter((literal) => literal !== no);
      atMostOne(solver, here);
      if (v >= participants || here.length === 0) continue;
      const some = 2 * solver.variable();
      busy[v * rounds + r] = some;
      for (const literal of here) solver.add([literal ^ 1, some]);
      solver.add([some ^ 1, ...here]);
    }
    if (v >= participants || meetings.length === 0) continue;
    // Follows from the rest, but no clause learnt from it would say so.
    const day = [...busy.subarray(v * rounds, (v + 1) * rounds)].filter((literal) => literal !== no);
    const count = countTrue(solver, day, meetings.length + 1, 'both');
    if (count.length < meetings.length) solver.add([]);
    else solver.add([count[meetings.length - 1]!]);
    if (count.length > meetings.length) solver.add([count[meetings.length]! ^ 1]);
  }

  limitTables(solver, placement, at, busy, no);
  encodeOrder(solver, placement, at, no);
  return { no, at, busy };
}

function atMostOne(solver: SatSolver, literals: readonly number[]): void {
  for (let i = 0; i < literals.length; i++) {
    for (let j = i + 1; j < literals.length; j++) solver.add([literals[i]! ^ 1, literals[j]! ^ 1]);
  }
}

/**
 * No more meetings in a round than tables. A participant out of a set that does not meet within itself stands for all
 * its meetings, which takes fewer literals, and shows at once when too many of the set must meet somebody.
 */
function limitTables(
  solver: SatSolver,
  placement: Placement,
  at: Int32Array,
  busy: Int32Array,
  no: number,
): void {
  const { rounds, pairs, tables } = placement;
  const hosts = independentParticipants(placement);
  const others = pairs.map((_, m) => m).filter((m) => !hosts.some((p) => isEnd(placement, m, p)));
  for (let r = 0; r < rounds; r++) {
    const meetings = [
      ...hosts.map((p) => busy[p * rounds + r]!),
      ...others.map((m) => at[m * rounds + r]!),
    ].filter((literal) => literal !== no);
    const most = tables[r]!;
    if (meetings.length <= most) continue;
    solver.add([countTrue(solver, meetings, most + 1, 'atLeast')[most]! ^ 1]);
  }
}

const isEnd = ({ ends }: Placement, m: number, p: number) => ends[m * ENDS] === p || ends[m * ENDS + 1] === p;

/** Participants of whom no two meet, the ones with most meetings first. */
function independentParticipants(placement: Placement): number[] {
  const { participants, meetingsOf, ends } = placement;
  const taken = new Uint8Array(participants);
  const byMeetings = [...Array(participants).keys()]
    .filter((p) => meetingsOf[p]!.length > 0)
    .sort((p, q) => meetingsOf[q]!.length - meetingsOf[p]!.length || p - q);
  return byMeetings.filter((p) => {
    const partners = meetingsOf[p]!.map((m) => ends[m * ENDS]! + ends[m * ENDS + 1]! - p);
    if (partners.some((partner) => taken[partner])) return false;
    taken[p] = 1;
    return true;
  });
}

/** Precedences, by literals that say that a meeting is held in a round or earlier. */
function encodeOrder(solver: SatSolver, { rounds, before }: Placement, at: Int32Array, no: number): void {
  const reached = new Map<number, number[]>();
  const byRound = (m: number): number[] => {
    const known = reached.get(m);
    if (known) return known;
    const literals: number[] = [];
    let earlier = no;
    for (let r = 0; r < rounds; r++) {
      const here = at[m * rounds + r]!;
      if (here === no) {
        literals.push(earlier);
        continue;
      }
      const now = 2 * solver.variable();
      solver.add([earlier ^ 1, now]);
      solver.add([here ^ 1, now]);
      solver.add([now ^ 1, earlier, here]);
      solver.add([here ^ 1, earlier ^ 1]);
      literals.push(now);
      earlier = now;
    }
    solver.add([earlier]);
    reached.set(m, literals);
    return literals;
  };
  for (const [x, y] of before) {
    const first = byRound(x);
    const second = byRound(y);
    for (let r = 0; r < rounds; r++) solver.add([second[r]! ^ 1, r === 0 ? no : first[r - 1]!]);
  }
}

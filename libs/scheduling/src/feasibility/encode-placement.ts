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

/** Adds clauses that are true exactly of the complete placements, apart from limits on tables and breaks. */
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

  encodeOrder(solver, placement, at, no);
  return { no, at, busy };
}

function atMostOne(solver: SatSolver, literals: readonly number[]): void {
  for (let i = 0; i < literals.length; i++) {
    for (let j = i + 1; j < literals.length; j++) solver.add([literals[i]! ^ 1, literals[j]! ^ 1]);
  }
}

/**
 * Adds clauses that limit the meetings of a round to its tables. They are counted twice: by participants, two to a
 * meeting, and by hosts, participants out of a set that does not meet within itself and who stand for all their
 * meetings. Each count sees some crowded rounds long before the other.
 */
export function limitTables(
  solver: SatSolver,
  placement: Placement,
  { no, at, busy }: EncodedPlacement,
  round: number,
): void {
  const { rounds, participants, pairs, ends } = placement;
  const possible = (literals: readonly number[]) => literals.filter((literal) => literal !== no);
  const most = placement.tables[round]!;
  const busyHere = (p: number) => busy[p * rounds + round]!;

  const hosts = independentParticipants(placement);
  const hosted = (m: number) => hosts.includes(ends[m * ENDS]!) || hosts.includes(ends[m * ENDS + 1]!);
  const others = [...pairs.keys()].filter((m) => !hosted(m)).map((m) => at[m * rounds + round]!);
  limit(solver, possible([...hosts.map(busyHere), ...others]), most);
  limit(solver, possible([...Array(participants).keys()].map(busyHere)), 2 * most);
}

/** At most so many are true; counts the true or the false ones, whichever takes fewer outputs. */
function limit(solver: SatSolver, literals: readonly number[], most: number): void {
  const least = literals.length - most;
  if (least <= 0) return;
  if (most < least) {
    solver.add([countTrue(solver, literals, most + 1, 'atLeast')[most]! ^ 1]);
    return;
  }
  const negated = literals.map((literal) => literal ^ 1);
  solver.add([countTrue(solver, negated, least, 'atMost')[least - 1]!]);
}

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

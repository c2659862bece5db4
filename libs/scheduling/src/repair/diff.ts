import { NONE } from './live-model.js';
import { type Case, type Reason, whyAdded, whyChanged, whyNowhere } from './reasons.js';

/** A place in the timetable, from 0; no table where none is given out. */
export interface Place {
  readonly round: number;
  readonly table?: number;
}

interface Named {
  readonly pair: number;
  readonly a: string;
  readonly b: string;
}

export interface MovedMeeting extends Named {
  readonly from: Place;
  readonly to: Place;
  readonly reason: Reason;
}

export interface DroppedMeeting extends Named {
  readonly from: Place;
  /** Why it could not stay, and why it has no other place. */
  readonly reason: Reason;
  readonly nowhere: Reason;
}

export interface AddedMeeting extends Named {
  readonly to: Place;
  readonly reason: Reason;
}

/** A meeting that must be held and has no place. */
export interface MissingMeeting extends Named {
  readonly nowhere: Reason;
}

/**
 * What a repair changes in the announced timetable. A meeting that keeps its round and changes its table is a smaller
 * disturbance: it is in `reseated`, not in `moved`, and its people are not among the disturbed.
 */
export interface Diff {
  readonly kept: number;
  readonly moved: readonly MovedMeeting[];
  readonly dropped: readonly DroppedMeeting[];
  readonly added: readonly AddedMeeting[];
  readonly reseated: readonly MovedMeeting[];
  /** Required meetings, not announced, that could not be added. */
  readonly missing: readonly MissingMeeting[];
  /** Moved and dropped meetings that could have stayed where they were. */
  readonly byChoice: number;
  /** Participants of moved and dropped meetings, and of added ones, in the order of the instance. */
  readonly disturbed: readonly string[];
  readonly gaining: readonly string[];
}

/** Compares the board with the announced timetable. @param seats table per pair */
export function diffOf(day: Case, seats: Int32Array): Diff {
  const { board, roundOf, tableOf } = day.stock;
  const { model } = board;
  const { instance, a, b } = model;
  const moved: MovedMeeting[] = [];
  const dropped: DroppedMeeting[] = [];
  const added: AddedMeeting[] = [];
  const reseated: MovedMeeting[] = [];
  const missing: MissingMeeting[] = [];
  /** 1 for participants concerned. */
  const disturbed = new Uint8Array(model.people);
  const gaining = new Uint8Array(model.people);
  let kept = 0;
  let byChoice = 0;

  for (const k of board.listed()) {
    const before = roundOf[k]!;
    const after = board.roundOf[k]!;
    if (before === NONE && after === NONE && !model.required[k]) continue;
    if (before !== NONE && before === after && tableOf[k] === seats[k]) {
      kept++;
      continue;
    }
    const pair = k;
    const { a: one, b: other } = instance.pairs[k]!;
    const from = placeOf(before, tableOf[k]!);
    const to = placeOf(after, seats[k]!);
    if (before === after && before !== NONE) {
      kept++;
      reseated.push({ pair, a: one, b: other, from, to, reason: whyReseated(day, k, seats) });
      continue;
    }
    if (before === NONE && after === NONE) {
      missing.push({ pair, a: one, b: other, nowhere: whyNowhere(day, k) });
      continue;
    }
    const people = before === NONE ? gaining : disturbed;
    people[a[k]!] = people[b[k]!] = 1;
    if (before === NONE) {
      added.push({ pair, a: one, b: other, to, reason: whyAdded(day, k) });
      continue;
    }
    const reason = whyChanged(day, k);
    if (board.isOpen(k, before)) byChoice++;
    if (after === NONE) dropped.push({ pair, a: one, b: other, from, reason, nowhere: whyNowhere(day, k) });
    else moved.push({ pair, a: one, b: other, from, to, reason });
  }
  const ids = (people: Uint8Array) =>
    instance.participants.filter((_, p) => people[p] === 1).map(({ id }) => id);
  return {
    kept,
    moved,
    dropped,
    added,
    reseated,
    missing,
    byChoice,
    disturbed: ids(disturbed),
    gaining: ids(gaining),
  };
}

function whyReseated({ stock }: Case, k: number, seats: Int32Array): Reason {
  const { board, tableOf } = stock;
  const round = board.roundOf[k]!;
  const table = tableOf[k]!;
  if (table >= board.model.tables[round]!) return { code: 'table-lost', round, table };
  const owner = board.held[round]!.find((other) => seats[other] === table);
  return { code: 'table-needed', round, table, ...(owner !== undefined && { pair: owner }) };
}

function placeOf(round: number, table: number): Place {
  return table === NONE ? { round } : { round, table };
}

import { attendeesOf, type Instance } from '../instance.js';
import type { ConflictItem } from './conflict-items.js';

/** Places per meeting in `Placement.ends`. */
export const ENDS = 3;

/**
 * The question which round each of some meetings takes, in integers. What a meeting occupies for a round is a vertex:
 * each participant is one, and each table that somebody needs by its number.
 */
export interface Placement {
  readonly rounds: number;
  readonly participants: number;
  readonly vertices: number;
  /** Pair index of each meeting. */
  readonly pairs: readonly number[];
  /** `ENDS` vertices per meeting: the two participants, and the table needed or -1. */
  readonly ends: Int32Array;
  /** Table number that a meeting needs, or -1. */
  readonly table: Int32Array;
  /** Meetings of each vertex. */
  readonly meetingsOf: readonly (readonly number[])[];
  /** `open[meeting * rounds + round]`: 1 if the meeting may be held then, apart from the others. */
  readonly open: Uint8Array;
  /** Meetings that fit into a round. */
  readonly tables: Int32Array;
  /** Meetings `[x, y]`: x before y. */
  readonly before: readonly (readonly [number, number])[];
  /** Most meetings per participant. */
  readonly cap: Int32Array;
  /** Most breaks of each participant; `Infinity` for one some of whose meetings are left out and may fill a break. */
  readonly maxBreaks: readonly number[];
  /** Most by which the breaks of two participants may differ. */
  readonly maxBreakSpread: number;
}

/** The placement that some of the demands of an instance ask for; demands on meetings that need not be held are void. */
export function compilePlacement(instance: Instance, items: readonly ConflictItem[]): Placement {
  const { rounds, participants: people } = instance;
  const pairs = items.flatMap((item) => (item.kind === 'meeting' ? [item.pair] : []));
  const meetingOf = new Map(pairs.map((pair, meeting) => [pair, meeting]));
  const vertexOf = new Map(people.map((person, index) => [person.id, index]));
  const away = new Uint8Array(people.length * rounds);
  const home = new Int32Array(people.length).fill(-1);
  const cap = new Int32Array(people.length).fill(rounds);
  const tables = new Int32Array(rounds).fill(pairs.length);
  const open = new Uint8Array(pairs.length * rounds).fill(1);
  const table = new Int32Array(pairs.length).fill(-1);
  const before: [number, number][] = [];
  let mostBreaks = Infinity;
  let maxBreakSpread = Infinity;

  const keepOnly = (pair: number, allowed: readonly number[]) => {
    const meeting = meetingOf.get(pair);
    if (meeting === undefined) return;
    for (let r = 0; r < rounds; r++) if (!allowed.includes(r)) open[meeting * rounds + r] = 0;
  };
  const needTable = (meeting: number, needed: number) => {
    if (table[meeting]! >= 0 && table[meeting] !== needed) keepOnly(pairs[meeting]!, []);
    table[meeting] = needed;
  };
  for (const item of items) {
    if (item.kind === 'unavailable') away[vertexOf.get(item.participant)! * rounds + item.round] = 1;
    else if (item.kind === 'home-table') home[vertexOf.get(item.participant)!] = item.table;
    else if (item.kind === 'cap') cap[vertexOf.get(item.participant)!] = item.most;
    else if (item.kind === 'tables') tables[item.round] = Math.min(item.tables, pairs.length);
    else if (item.kind === 'max-breaks') mostBreaks = Math.min(mostBreaks, item.most);
    else if (item.kind === 'break-spread') {
      mostBreaks = Math.min(mostBreaks, item.mostBreaks);
      maxBreakSpread = item.most;
    } else if (item.kind === 'forbidden' || item.kind === 'kinds') keepOnly(item.pair, []);
    else if (item.kind === 'session') keepOnly(item.pair, instance.sessions?.[item.session] ?? []);
    else if (item.kind === 'pair-rounds') keepOnly(item.pair, item.rounds);
    else if (item.kind === 'precedence') {
      const [x, y] = [meetingOf.get(item.before), meetingOf.get(item.after)];
      if (x !== undefined && y !== undefined) before.push([x, y]);
    } else if (item.kind === 'fixed') {
      keepOnly(item.pair, [item.round]);
      const meeting = meetingOf.get(item.pair);
      if (meeting !== undefined && item.table !== undefined) needTable(meeting, item.table);
    }
  }

  const ends = new Int32Array(pairs.length * ENDS).fill(-1);
  const meetingsOf = people.map((): number[] => []);
  const vertexOfTable = new Map<number, number>();
  const tableLimit = new Map<number, number>();
  for (const item of items) if (item.kind === 'tables') tableLimit.set(item.round, item.tables);
  pairs.forEach((pair, meeting) => {
    [instance.pairs[pair]!.a, instance.pairs[pair]!.b].forEach((id, end) => {
      const vertex = vertexOf.get(id)!;
      ends[meeting * ENDS + end] = vertex;
      meetingsOf[vertex]!.push(meeting);
      if (home[vertex]! >= 0) needTable(meeting, home[vertex]!);
      for (let r = 0; r < rounds; r++) if (away[vertex * rounds + r]) open[meeting * rounds + r] = 0;
    });
    const needed = table[meeting]!;
    if (needed < 0) return;
    if (!vertexOfTable.has(needed)) {
      vertexOfTable.set(needed, meetingsOf.length);
      meetingsOf.push([]);
    }
    const vertex = vertexOfTable.get(needed)!;
    ends[meeting * ENDS + 2] = vertex;
    meetingsOf[vertex]!.push(meeting);
    for (const [round, limit] of tableLimit) if (needed >= limit) open[meeting * rounds + round] = 0;
  });
  const whole = people.map(() => 0);
  for (const pair of instance.pairs) for (const id of attendeesOf(pair)) whole[vertexOf.get(id)!]!++;
  return {
    rounds,
    participants: people.length,
    vertices: meetingsOf.length,
    pairs,
    ends,
    table,
    meetingsOf,
    open,
    tables,
    before,
    cap,
    maxBreaks: whole.map((meetings, p) => (meetings === meetingsOf[p]!.length ? mostBreaks : Infinity)),
    maxBreakSpread,
  };
}

import { hasNeeds, type Instance, isRequired, meetingBan, tablesPerRound } from './instance.js';
import { capOf, plainWorth, type Worth } from './worth.js';

/** A meeting that stays where it is. */
export interface Lock {
  readonly pair: number;
  readonly round: number;
  readonly table: number | undefined;
  readonly why: 'fixed' | 'frozen';
}

/** Places per pair in `Model.ends`, and how many of them are for people. */
export const ENDS = 4;
export const PEOPLE = 3;
const TABLE = PEOPLE;

/**
 * The instance in integers. What a meeting occupies for a round is a vertex: each participant is one, and each table
 * that somebody needs by its number (home tables, tables of locked meetings), so that one rule covers both.
 */
export interface Model {
  readonly instance: Instance;
  readonly locks: readonly Lock[];
  readonly rounds: number;
  readonly participants: number;
  readonly pairs: number;
  readonly vertices: number;
  /** `ENDS` vertices per pair: a, b, the third or -1, and the table needed or -1. */
  readonly ends: Int32Array;
  /** Meetings that each vertex can be in at the same time. */
  readonly seats: Int32Array;
  /** Tables that a pair may take, where not any will do; undefined if any will for all pairs. */
  readonly mayTake: readonly (readonly number[] | undefined)[] | undefined;
  /** Pairs of each participant, as one of the two. */
  readonly pairsOf: readonly (readonly number[])[];
  /** Table number that a pair needs, or -1. */
  readonly needsTable: Int32Array;
  /** `open[pair * rounds + round]`: 1 if the pair may be held then, apart from what else is held. */
  readonly open: Uint8Array;
  readonly required: Uint8Array;
  /** What is searched for, and the value by which the instance itself measures a timetable; often the same. */
  readonly worth: Worth;
  readonly plain: Worth;
  /** What holding a pair is worth to the search, and for a required one more than all else together. */
  readonly weight: Float64Array;
  /** Most meetings per participant. */
  readonly cap: Int32Array;
  /** Tables per round. */
  readonly tables: Int32Array;
  /** Pairs to be held in an earlier (later) round than this one. */
  readonly earlier: readonly (readonly number[] | undefined)[];
  readonly later: readonly (readonly number[] | undefined)[];
}

/**
 * Translates a checked instance. Nothing but locks is open in rounds before `frozenBefore`.
 * @param worth what to search for, if not the value of the instance
 */
export function compileModel(
  instance: Instance,
  locks: readonly Lock[],
  frozenBefore: number,
  worth?: Worth,
): Model {
  const { rounds, participants: people, pairs } = instance;
  const indexOf = new Map(people.map((person, index) => [person.id, index]));
  const homes = people.map((person) => person.table ?? -1);
  const lockOf = new Map(locks.map((lock) => [lock.pair, lock]));
  const highest = Math.max(-1, ...homes, ...locks.map((lock) => lock.table ?? -1));
  const plenty = Math.max(people.length, highest + 1);
  const tables = Int32Array.from(tablesPerRound(instance), (count) => Math.min(count, plenty));

  const mostTables = Math.max(0, ...tables);

  const away = new Uint8Array(people.length * rounds);
  people.forEach((person, p) => person.unavailable?.forEach((round) => (away[p * rounds + round] = 1)));
  const banOf = meetingBan(instance);
  const isChoosy = pairs.some(({ needs = [] }) => needs.length > 0);
  const mayTake: (number[] | undefined)[] = [];
  const vertexOfTable = new Map<number, number>();
  const ends = new Int32Array(pairs.length * ENDS).fill(-1);
  const pairsOf = people.map((): number[] => []);
  const needsTable = new Int32Array(pairs.length).fill(-1);
  const open = new Uint8Array(pairs.length * rounds);

  pairs.forEach((pair, k) => {
    const a = indexOf.get(pair.a)!;
    const b = indexOf.get(pair.b)!;
    pairsOf[a]!.push(k);
    pairsOf[b]!.push(k);
    ends[k * ENDS] = a;
    ends[k * ENDS + 1] = b;
    const third = pair.third === undefined ? -1 : indexOf.get(pair.third)!;
    ends[k * ENDS + 2] = third;
    const homeA = homes[a]!;
    const homeB = homes[b]!;
    const table = homeA >= 0 ? homeA : homeB >= 0 ? homeB : (lockOf.get(k)?.table ?? -1);
    if (table >= 0) {
      needsTable[k] = table;
      if (!vertexOfTable.has(table)) vertexOfTable.set(table, people.length + vertexOfTable.size);
      ends[k * ENDS + TABLE] = vertexOfTable.get(table)!;
    }
    if (isChoosy && (table >= 0 || (pair.needs ?? []).length > 0)) {
      const all = table >= 0 ? [table] : Array.from({ length: mostTables }, (_, index) => index);
      mayTake[k] = all.filter((one) => hasNeeds(instance, pair, one));
    }
    if (banOf(pair) || mayTake[k]?.length === 0) return;
    if (homeA >= 0 && homeB >= 0 && homeA !== homeB) return;
    const allowed = pair.session === undefined ? undefined : instance.sessions?.[pair.session];
    for (let r = 0; r < rounds; r++) {
      const locked = lockOf.get(k)?.round === r;
      if ((r < frozenBefore && !locked) || away[a * rounds + r] || away[b * rounds + r]) continue;
      if (third >= 0 && away[third * rounds + r]) continue;
      if (mayTake[k]?.every((one) => one >= tables[r]!)) continue;
      if (table >= tables[r]! || (allowed && !allowed.includes(r))) continue;
      if (pair.rounds && !pair.rounds.includes(r)) continue;
      open[k * rounds + r] = 1;
    }
  });

  const earlier: number[][] = [];
  const later: number[][] = [];
  for (const [first, second] of instance.precedences ?? []) {
    (earlier[second] ??= []).push(first);
    (later[first] ??= []).push(second);
  }
  const plain = plainWorth(instance);
  const sought = worth ?? plain;
  const required = Uint8Array.from(pairs, (pair) => (isRequired(instance, pair) ? 1 : 0));
  const everything = sum(sought.pair) + sum(sought.bonus) + 1;
  return {
    instance,
    locks,
    rounds,
    participants: people.length,
    pairs: pairs.length,
    vertices: people.length + vertexOfTable.size,
    ends,
    seats: Int32Array.from(
      { length: people.length + vertexOfTable.size },
      (_, x) => people[x]?.representatives ?? 1,
    ),
    mayTake: isChoosy ? mayTake : undefined,
    pairsOf,
    needsTable,
    open,
    required,
    worth: sought,
    plain,
    weight: sought.pair.map((one, k) => one + required[k]! * everything),
    cap: Int32Array.from(people, (_, p) => capOf(instance, p)),
    tables,
    earlier,
    later,
  };
}

const sum = (numbers: Float64Array) => numbers.reduce((total, one) => total + one, 0);

/** Worth that the n-th meeting of participant p adds besides that of its pair; falls or stays with n. */
export function bonusOf({ worth }: Model, p: number, n: number): number {
  return worth.bonus[p * worth.stride + n]!;
}

/** Mean score of the pairs, in the unit of `Model.worth`. */
export function meanScore({ worth, plain, pairs }: Model): number {
  return (worth.point * sum(plain.pair)) / Math.max(1, pairs);
}

/** What a choice of meetings is worth. @param count meetings per participant */
export function worthOf(worth: Worth, isHeld: (k: number) => boolean, count: Int32Array): number {
  const { pair, bonus, stride } = worth;
  let total = 0;
  for (let k = 0; k < pair.length; k++) if (isHeld(k)) total += pair[k]!;
  for (let p = 0; p < count.length; p++) for (let n = 1; n <= count[p]!; n++) total += bonus[p * stride + n]!;
  return total;
}

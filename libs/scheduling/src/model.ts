import { forbiddenParties, type Instance, isRequired, partiesKey, tablesPerRound } from './instance.js';

/** A meeting that stays where it is. */
export interface Lock {
  readonly pair: number;
  readonly round: number;
  readonly table: number | undefined;
  readonly why: 'fixed' | 'frozen';
}

/** Places per pair in `Model.ends`. */
export const ENDS = 3;

/**
 * The instance in integers. What a meeting occupies for a round is a vertex: each participant is one, and each table
 * that somebody needs by its number (home tables, tables of locked meetings), so that one rule covers both.
 */
export interface Model {
  readonly instance: Instance;
  readonly rounds: number;
  readonly participants: number;
  readonly pairs: number;
  readonly vertices: number;
  /** `ENDS` vertices per pair: a, b, and the table needed or -1. */
  readonly ends: Int32Array;
  /** Pairs of each participant. */
  readonly pairsOf: readonly (readonly number[])[];
  /** Table number that a pair needs, or -1. */
  readonly needsTable: Int32Array;
  /** `open[pair * rounds + round]`: 1 if the pair may be held then, apart from what else is held. */
  readonly open: Uint8Array;
  readonly score: Float64Array;
  readonly required: Uint8Array;
  /** What holding a pair is worth to the search: its score, and for a required one more than all else together. */
  readonly weight: Float64Array;
  /** Most and promised meetings per participant. */
  readonly cap: Int32Array;
  readonly promised: Int32Array;
  readonly firstMeetingBonus: number;
  /** Worth of a promised meeting. */
  readonly promiseBonus: number;
  /** Tables per round. */
  readonly tables: Int32Array;
  /** Pairs to be held in an earlier (later) round than this one. */
  readonly earlier: readonly (readonly number[] | undefined)[];
  readonly later: readonly (readonly number[] | undefined)[];
}

/** Translates a checked instance. Nothing but locks is open in rounds before `frozenBefore`. */
export function compileModel(instance: Instance, locks: readonly Lock[], frozenBefore: number): Model {
  const { rounds, participants: people, pairs } = instance;
  const indexOf = new Map(people.map((person, index) => [person.id, index]));
  const homes = people.map((person) => person.table ?? -1);
  const lockOf = new Map(locks.map((lock) => [lock.pair, lock]));
  const highest = Math.max(-1, ...homes, ...locks.map((lock) => lock.table ?? -1));
  const plenty = Math.max(people.length, highest + 1);
  const tables = Int32Array.from(tablesPerRound(instance), (count) => Math.min(count, plenty));

  const away = new Uint8Array(people.length * rounds);
  people.forEach((person, p) => person.unavailable?.forEach((round) => (away[p * rounds + round] = 1)));
  const forbidden = forbiddenParties(instance);
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
    const homeA = homes[a]!;
    const homeB = homes[b]!;
    const table = homeA >= 0 ? homeA : homeB >= 0 ? homeB : (lockOf.get(k)?.table ?? -1);
    if (table >= 0) {
      needsTable[k] = table;
      if (!vertexOfTable.has(table)) vertexOfTable.set(table, people.length + vertexOfTable.size);
      ends[k * ENDS + 2] = vertexOfTable.get(table)!;
    }
    if (pair.forbidden || (forbidden.size > 0 && forbidden.has(partiesKey(pair.a, pair.b)))) return;
    if (homeA >= 0 && homeB >= 0 && homeA !== homeB) return;
    const allowed = pair.session === undefined ? undefined : instance.sessions?.[pair.session];
    for (let r = 0; r < rounds; r++) {
      const locked = lockOf.get(k)?.round === r;
      if ((r < frozenBefore && !locked) || away[a * rounds + r] || away[b * rounds + r]) continue;
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
  const score = Float64Array.from(pairs, (pair) => pair.score ?? 0);
  const firstMeetingBonus = instance.objective?.firstMeetingBonus ?? 0;
  const required = Uint8Array.from(pairs, (pair) => (isRequired(instance, pair) ? 1 : 0));
  const promised = Int32Array.from(people, (person) => person.minMeetings ?? 0);
  // A promise counts like a first meeting; without such a bonus it must still outweigh any single score.
  const promiseBonus = firstMeetingBonus || score.reduce((most, s) => Math.max(most, s), 0) + 1;
  const bonuses = people.length * firstMeetingBonus + promised.reduce((sum, n) => sum + n, 0) * promiseBonus;
  const everything = score.reduce((sum, s) => sum + s, 0) + bonuses + 1;
  return {
    instance,
    rounds,
    participants: people.length,
    pairs: pairs.length,
    vertices: people.length + vertexOfTable.size,
    ends,
    pairsOf,
    needsTable,
    open,
    score,
    required,
    weight: score.map((s, k) => s + required[k]! * everything),
    cap: Int32Array.from(people, (person) => Math.min(person.maxMeetings ?? rounds, rounds)),
    promised,
    firstMeetingBonus,
    promiseBonus,
    tables,
    earlier,
    later,
  };
}

/** Value that the n-th meeting of participant p adds besides its score; falls or stays with n. */
export function bonusOf(model: Model, p: number, n: number): number {
  if (n === 1 && model.firstMeetingBonus > 0) return model.firstMeetingBonus;
  return n <= model.promised[p]! ? model.promiseBonus : 0;
}

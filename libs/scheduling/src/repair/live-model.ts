import {
  type Instance,
  isRequired,
  meetingBan,
  pairOfFixed,
  pairsByParties,
  tablesPerRound,
} from '../instance.js';
import type { Applied } from './apply-event.js';

/** Rounds per word of a round set. */
export const WORD = 32;
export const NONE = -1;
/** Tables where the instance sets no limit. */
const UNLIMITED = 1_000_000;

/**
 * The instance in integers. A round set is `words` 32-bit words, bit r & 31 of word r >> 5. What a meeting occupies
 * for a round is a vertex: each participant is one, and each home table, so that one rule covers both.
 */
export interface LiveModel {
  readonly instance: Instance;
  readonly rounds: number;
  readonly words: number;
  readonly people: number;
  readonly pairs: number;
  readonly vertices: number;
  readonly indexOf: ReadonlyMap<string, number>;
  /** Participants of each pair, and the vertex and the number of its home table (or of the one it is fixed
   * to), or -1. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly homeVertex: Int32Array;
  readonly homeTable: Int32Array;
  readonly vertexOfTable: ReadonlyMap<number, number>;
  /** Rounds that the pair's own rules leave (session, rounds, forbidden), without absences and tables. */
  readonly own: Int32Array;
  /** Rounds in which each participant is there. */
  readonly present: Int32Array;
  readonly score: Float64Array;
  readonly required: Uint8Array;
  readonly cap: Int32Array;
  readonly tables: Int32Array;
  /** Pairs of each participant. */
  readonly pairsOf: readonly (readonly number[])[];
  /** Pairs to be held before (after) this one, where there are any. */
  readonly earlier: ReadonlyMap<number, readonly number[]>;
  readonly later: ReadonlyMap<number, readonly number[]>;
  /** Where pairs are fixed. */
  readonly fixed: ReadonlyMap<number, { readonly round: number; readonly table?: number }>;
  readonly firstMeetingBonus: number;
  /** What a first meeting counts when meetings are weighed against each other: more than any score. */
  readonly firstMeetingWorth: number;
}

/** The rounds as a round set. */
export function roundSet(words: number, rounds: Iterable<number>): Int32Array {
  const set = new Int32Array(words);
  for (const round of rounds) set[round >> 5]! |= 1 << (round & 31);
  return set;
}

/** Translates a correct instance; about a millisecond for 10,000 pairs. */
export function compileLive(instance: Instance): LiveModel {
  const { rounds, participants, pairs } = instance;
  const words = Math.ceil(rounds / WORD);
  const indexOf = new Map(participants.map((person, index) => [person.id, index]));
  const vertexOfTable = new Map<number, number>();
  const model: LiveModel = {
    ...sizesOf(instance),
    words,
    indexOf,
    vertexOfTable,
    a: new Int32Array(pairs.length),
    b: new Int32Array(pairs.length),
    homeVertex: new Int32Array(pairs.length).fill(NONE),
    homeTable: new Int32Array(pairs.length).fill(NONE),
    own: new Int32Array(pairs.length * words),
    present: new Int32Array(participants.length * words),
    score: new Float64Array(pairs.length),
    required: new Uint8Array(pairs.length),
    cap: new Int32Array(participants.length),
    pairsOf: participants.map(() => []),
    ...orderOf(instance),
    fixed: fixedOf(instance),
    firstMeetingWorth: (instance.objective?.firstMeetingBonus ?? 0) + highestScore(instance) + 1,
    vertices: participants.length,
  };
  participants.forEach((_, p) => fillPerson(model, p));
  const rules = pairRules(instance, words);
  pairs.forEach((_, k) => fillPair(model, k, vertexOfTable, rules));
  return { ...model, vertices: participants.length + vertexOfTable.size };
}

/** The model after an event; shares what did not change with the model before. */
export function patchLive(base: LiveModel, { instance, people, pairs }: Applied): LiveModel {
  const { words } = base;
  const isLarger = instance.participants.length > base.people;
  const vertexOfTable = new Map(base.vertexOfTable);
  const pairsOf = [...base.pairsOf];
  const indexOf = isLarger ? new Map(base.indexOf) : base.indexOf;
  for (let p = base.people; p < instance.participants.length; p++) {
    (indexOf as Map<string, number>).set(instance.participants[p]!.id, p);
    pairsOf.push([]);
  }
  const grown = <T extends Int32Array | Float64Array | Uint8Array>(array: T, length: number): T => {
    const copy = new (array.constructor as new (length: number) => T)(length);
    copy.set(array);
    return copy;
  };
  const size = instance.pairs.length;
  const perPair = pairs.size > 0 || isLarger;
  const patched: LiveModel = {
    ...base,
    ...sizesOf(instance),
    indexOf,
    vertexOfTable,
    present: grown(base.present, instance.participants.length * words),
    cap: isLarger ? grown(base.cap, instance.participants.length) : base.cap,
    pairsOf,
    ...(perPair && {
      a: grown(base.a, size),
      b: grown(base.b, size),
      homeVertex: grown(base.homeVertex, size).fill(NONE, base.pairs),
      homeTable: grown(base.homeTable, size).fill(NONE, base.pairs),
      own: grown(base.own, size * words),
      score: grown(base.score, size),
      required: grown(base.required, size),
      fixed: instance.fixed === base.instance.fixed ? base.fixed : fixedOf(instance),
    }),
  };
  if (isLarger) shiftTables(patched, base, vertexOfTable);
  for (const p of people) fillPerson(patched, p);
  if (!perPair) return patched;
  const rules = pairRules(instance, words);
  for (const k of pairs) {
    if (k >= base.pairs) {
      // The lists of the base are shared, so those that grow are replaced.
      for (const id of [instance.pairs[k]!.a, instance.pairs[k]!.b]) {
        const p = indexOf.get(id)!;
        pairsOf[p] = [...pairsOf[p]!];
      }
    }
    fillPair(patched, k, vertexOfTable, rules, k < base.pairs);
  }
  return { ...patched, vertices: patched.people + vertexOfTable.size };
}

function sizesOf(instance: Instance) {
  const { rounds, participants, pairs } = instance;
  const tables = tablesPerRound(instance).map((count) => Math.min(count, UNLIMITED));
  return {
    instance,
    rounds,
    people: participants.length,
    pairs: pairs.length,
    tables: Int32Array.from(tables),
    firstMeetingBonus: instance.objective?.firstMeetingBonus ?? 0,
  };
}

function highestScore(instance: Instance): number {
  return instance.pairs.reduce((most, { score = 0 }) => Math.max(most, score), 0);
}

/** Home tables follow the participants among the vertices. */
function shiftTables(model: LiveModel, base: LiveModel, vertexOfTable: Map<number, number>): void {
  const by = model.people - base.people;
  if (vertexOfTable.size === 0) return;
  for (const [table, vertex] of vertexOfTable) vertexOfTable.set(table, vertex + by);
  for (let k = 0; k < base.pairs; k++) if (model.homeVertex[k]! >= 0) model.homeVertex[k]! += by;
}

function orderOf(instance: Instance) {
  const earlier = new Map<number, number[]>();
  const later = new Map<number, number[]>();
  for (const [first, second] of instance.precedences ?? []) {
    earlier.set(second, [...(earlier.get(second) ?? []), first]);
    later.set(first, [...(later.get(first) ?? []), second]);
  }
  return { earlier, later };
}

function fixedOf(instance: Instance): LiveModel['fixed'] {
  const { fixed = [] } = instance;
  if (fixed.length === 0) return new Map();
  const byParties = pairsByParties(instance);
  return new Map(fixed.map((meeting) => [pairOfFixed(meeting, byParties)!, meeting]));
}

function fillPerson(model: LiveModel, p: number): void {
  const { words, rounds } = model;
  const { maxMeetings = rounds, unavailable = [] } = model.instance.participants[p]!;
  model.cap[p] = Math.min(maxMeetings, rounds);
  const away = roundSet(words, unavailable);
  for (let w = 0; w < words; w++) model.present[p * words + w] = ~away[w]!;
}

interface PairRules {
  readonly banOf: ReturnType<typeof meetingBan>;
  readonly sessions: ReadonlyMap<string, Int32Array>;
}

function pairRules(instance: Instance, words: number): PairRules {
  const sessions = Object.entries(instance.sessions ?? {});
  return {
    banOf: meetingBan(instance),
    sessions: new Map(sessions.map(([key, rounds]) => [key, roundSet(words, rounds)])),
  };
}

function fillPair(
  model: LiveModel,
  k: number,
  vertexOfTable: Map<number, number>,
  rules: PairRules,
  isKnown = false,
): void {
  const { instance, words, indexOf, pairsOf } = model;
  const pair = instance.pairs[k]!;
  const a = indexOf.get(pair.a)!;
  const b = indexOf.get(pair.b)!;
  model.a[k] = a;
  model.b[k] = b;
  model.score[k] = pair.score ?? 0;
  model.required[k] = isRequired(instance, pair) ? 1 : 0;
  if (!isKnown) for (const p of [a, b]) (pairsOf[p] as number[]).push(k);
  const homes = [instance.participants[a]!.table, instance.participants[b]!.table];
  const table = homes[0] ?? homes[1] ?? model.fixed.get(k)?.table ?? NONE;
  if (table >= 0) {
    if (!vertexOfTable.has(table)) vertexOfTable.set(table, model.people + vertexOfTable.size);
    model.homeTable[k] = table;
    model.homeVertex[k] = vertexOfTable.get(table)!;
  }
  const apart = homes[0] !== undefined && homes[1] !== undefined && homes[0] !== homes[1];
  const isForbidden = rules.banOf(pair) !== undefined;
  const session = pair.session === undefined ? undefined : rules.sessions.get(pair.session);
  const only = pair.rounds && roundSet(words, pair.rounds);
  for (let w = 0; w < words; w++) {
    const left = isForbidden || apart ? 0 : ~0;
    model.own[k * words + w] = left & (session ? session[w]! : ~0) & (only ? only[w]! : ~0);
  }
}

import type { Instance } from '../instance.js';
import { type Meeting, pairsOfMeetings, type Schedule } from '../schedule.js';
import { Board } from './board.js';
import { BadEventError, type EventProblem } from './check-event.js';
import { type LiveModel, NONE } from './live-model.js';

/** The announced timetable by pair: round and table, -1 where there is none. */
export interface Announced {
  readonly roundOf: Int16Array;
  readonly tableOf: Int32Array;
  /** Whether meetings are given tables at all. */
  readonly isSeated: boolean;
  /** Meetings of pairs that the instance does not have before the event. */
  readonly unknown: readonly number[];
}

/** Reads the announced timetable. @throws BadEventError if somebody meets twice in a round, or a round is unknown */
export function readAnnounced(instance: Instance, schedule: Schedule): Announced {
  if (typeof schedule !== 'object' || schedule === null) {
    throw new BadEventError([{ code: 'timetable', item: 'timetable', message: 'must be an object' }]);
  }
  const problems: EventProblem[] = [];
  const report = (item: string, message: string) => problems.push({ code: 'timetable', item, message });
  const roundOf = new Int16Array(instance.pairs.length).fill(NONE);
  const tableOf = new Int32Array(instance.pairs.length).fill(NONE);
  const unknown: number[] = [];
  const busy = new Map<string, number>();
  const { meetings } = schedule;
  if (schedule.format !== 'meetmatch-schedule/1') report('format', 'must be meetmatch-schedule/1');
  if (schedule.instance !== undefined && schedule.instance !== instance.name) {
    report('instance', `is ${schedule.instance}, the instance is ${instance.name}`);
  }
  if (
    !Array.isArray(meetings) ||
    meetings.some((meeting) => typeof meeting !== 'object' || meeting === null)
  ) {
    throw new BadEventError([
      { code: 'timetable', item: 'meetings', message: 'must be an array of objects' },
    ]);
  }
  const pairOf = pairsOfMeetings(instance, meetings);
  meetings.forEach(({ round, table }, index) => {
    const item = `meetings[${index}]`;
    if (!Number.isInteger(round) || round < 0 || round >= instance.rounds) {
      return report(`${item}.round`, `must be a round from 0 to ${instance.rounds - 1}`);
    }
    if (table !== undefined && table !== null && (!Number.isInteger(table) || table < 0)) {
      return report(`${item}.table`, 'must be a table from 0');
    }
    const k = pairOf[index]!;
    if (k === NONE) return void unknown.push(index);
    if (roundOf[k] !== NONE) return report(item, `pair ${k} is held twice`);
    for (const id of [instance.pairs[k]!.a, instance.pairs[k]!.b]) {
      const key = `${round} ${id}`;
      const other = busy.get(key);
      if (other !== undefined) report(item, `${id} has meetings[${other}] in round ${round} already`);
      busy.set(key, index);
    }
    roundOf[k] = round;
    tableOf[k] = table ?? NONE;
  });
  if (problems.length > 0) throw new BadEventError(problems);
  return { roundOf, tableOf, isSeated: meetings.some(({ table }) => (table ?? NONE) !== NONE), unknown };
}

/** What becomes of the announced timetable when nothing is done. */
export interface Stock {
  readonly board: Board;
  readonly roundOf: Int16Array;
  readonly tableOf: Int32Array;
  /** Announced meetings that cannot stay, and required pairs that are new, as far as they can be held at all. */
  readonly lost: number[];
  /** Pairs that were to be held and cannot be in any way. */
  readonly gone: number[];
}

/**
 * Puts on a board what can stay of the announced timetable.
 * @param model the instance after the event
 * @param pinned pairs that stay where they are or are given up
 */
export function takeStock(
  model: LiveModel,
  announced: Announced,
  meetings: readonly Meeting[],
  now: number,
  pinned: readonly number[],
): Stock {
  const board = new Board(model, now);
  const roundOf = new Int16Array(model.pairs).fill(NONE);
  const tableOf = new Int32Array(model.pairs).fill(NONE);
  roundOf.set(announced.roundOf);
  tableOf.set(announced.tableOf);
  addUnknown(model, announced, meetings, roundOf, tableOf);
  const tracked: number[] = [];
  const isPinned = new Uint8Array(model.pairs);
  for (const k of pinned) isPinned[k] = 1;
  for (const k of model.fixed.keys()) isPinned[k] = 1;

  for (let k = 0; k < model.pairs; k++) if (roundOf[k] !== NONE || model.required[k]) tracked.push(k);
  board.track(tracked);

  const lost: number[] = [];
  const gone: number[] = [];
  const seat = (k: number) => {
    const r = roundOf[k]!;
    if (r < now || (board.isOpen(k, r) && isFree(board, k, r) && board.inOrder(k, r))) board.put(k, r);
    else if (isPinned[k]) {
      gone.push(k);
      close(board, k);
    } else if (isOpenAnywhere(board, k)) lost.push(k);
    else gone.push(k);
    if (r < now || isPinned[k]) board.locked[k] = 1;
  };
  // What must not move comes first, so that nothing else takes its place.
  const settles = (k: number) => roundOf[k]! < now || isPinned[k] === 1;
  for (const k of tracked) if (roundOf[k] !== NONE && settles(k)) seat(k);
  for (const k of tracked) if (roundOf[k] !== NONE && !settles(k)) seat(k);
  for (const k of pinned) if (roundOf[k] === NONE && !model.required[k]) close(board, k);
  for (const k of tracked) {
    if (roundOf[k] !== NONE) continue;
    if (isOpenAnywhere(board, k)) lost.push(k);
    else gone.push(k);
  }
  return { board, roundOf, tableOf, lost, gone };
}

/** Keeps a pinned pair that is not held from being added. */
function close({ model, open }: Board, k: number): void {
  open.fill(0, k * model.words, (k + 1) * model.words);
}

function isFree({ model, at }: Board, k: number, r: number): boolean {
  const { a, b, homeVertex, rounds } = model;
  const home = homeVertex[k]!;
  if (at[a[k]! * rounds + r] !== NONE || at[b[k]! * rounds + r] !== NONE) return false;
  return home < 0 || at[home * rounds + r] === NONE;
}

function isOpenAnywhere({ model, open }: Board, k: number): boolean {
  return open.subarray(k * model.words, (k + 1) * model.words).some((word) => word !== 0);
}

/** Meetings of pairs that only the event brings: a timetable to which the same event was applied before. */
function addUnknown(
  { instance }: LiveModel,
  announced: Announced,
  meetings: readonly Meeting[],
  roundOf: Int16Array,
  tableOf: Int32Array,
): void {
  if (announced.unknown.length === 0) return;
  const known = announced.roundOf.length;
  const pairOf = pairsOfMeetings(instance, meetings);
  for (const index of announced.unknown) {
    const k = pairOf[index]!;
    const item = `meetings[${index}]`;
    const refuse = (message: string) => new BadEventError([{ code: 'timetable', item, message }]);
    if (k < known) throw refuse('names no pair of the instance');
    const pair = instance.pairs[k]!;
    for (let other = 0; other < roundOf.length; other++) {
      if (roundOf[other] !== meetings[index]!.round) continue;
      const { a, b } = instance.pairs[other]!;
      for (const id of [a, b]) {
        if (id === pair.a || id === pair.b) throw refuse(`${id} meets somebody else in that round`);
      }
    }
    if (roundOf[k] !== NONE) throw refuse(`pair ${k} is held twice`);
    roundOf[k] = meetings[index]!.round;
    tableOf[k] = meetings[index]!.table ?? NONE;
  }
}

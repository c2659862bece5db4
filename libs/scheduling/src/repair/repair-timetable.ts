import { checkInstance } from '../check-instance.js';
import { beyondPairs, type Instance } from '../instance.js';
import type { Meeting, Schedule } from '../schedule.js';
import { BadInstanceError } from '../scheduling-errors.js';
import { addMeetings } from './add-meetings.js';
import { applyEvent } from './apply-event.js';
import type { Board } from './board.js';
import { checkBoard } from './check-board.js';
import { BadEventError, checkEvent } from './check-event.js';
import { type Diff, diffOf } from './diff.js';
import type { LiveEvent } from './event.js';
import { giveFirstMeetings } from './give-first-meetings.js';
import { keepSeats } from './keep-seats.js';
import { compileLive, type LiveModel, NONE, patchLive } from './live-model.js';
import { type Impossible, proveImpossible } from './prove-impossible.js';
import type { Case } from './reasons.js';
import { MANY, replaceLost } from './replace-lost.js';
import { type Announced, readAnnounced, takeStock } from './take-stock.js';

export interface RepairOptions {
  /** Pairs whose meetings stay where they are or are given up, besides those that the event names. */
  readonly pinned?: readonly number[];
  /** Pairs whose meetings have begun; like pinned. */
  readonly begun?: readonly number[];
  /** Whether other ways are looked for that burden other people; default true. */
  readonly alternatives?: boolean;
}

/** What a timetable is worth: the first figures of `measureSchedule`. */
export interface Worth {
  readonly meetings: number;
  readonly score: number;
  /** `score` + `firstMeetingBonus` × participants with at least one meeting. */
  readonly value: number;
  /** Participants that stand in a pair and have no meeting. */
  readonly zeroMeeting: number;
}

export type ProposalKind =
  /** Fewest announced meetings given up, then fewest moved. */
  | 'fewest-moves'
  /** The same with other announced meetings moved. */
  | 'others-move'
  /** Announced meetings are moved so that nobody concerned is left without a meeting. */
  | 'first-meetings';

export interface Proposal {
  readonly kind: ProposalKind;
  readonly schedule: Schedule;
  readonly diff: Diff;
  readonly after: Worth;
  /** Whether every hard rule of the instance is kept and all that must be held is. */
  readonly isComplete: boolean;
  /** Whether no other timetable gives up fewer announced meetings, or as many with fewer moved by choice. */
  readonly isProven: boolean;
}

export interface Repair {
  /** The instance after the event, which the proposals are timetables of. */
  readonly instance: Instance;
  readonly before: Worth;
  /** One to three, the recommended first; they differ in who is disturbed. */
  readonly proposals: readonly [Proposal, ...Proposal[]];
  /** Proofs that no timetable keeps all that must be held; then no proposal is complete. */
  readonly impossible: readonly Impossible[];
}

const MOST_PROPOSALS = 3;
/** Others to move are looked for as long as this many announced meetings move. */
const MOST_PUSHED = 8;

/**
 * An announced timetable, kept in memory so that each repair takes about a millisecond. Rounds before the event's `now`
 * are never touched, nor are pinned meetings and meetings that have begun. The recommended proposal is the best in this
 * order:
 * 1. what must be held is held;
 * 2. fewest announced meetings are given up;
 * 3. fewest announced meetings are moved; since those that lose their place must move or go, this counts the ones that
 *    could have stayed (`Diff.byChoice`);
 * 4. least value is given up, a first meeting counting its bonus; 5. fewest people are disturbed.
 *
 * Then meetings are added in what is free, people without a meeting first, touching no announced one. Meetings that
 * stay keep their table unless it is gone. 1 to 3 are exact as far as a search of some milliseconds goes (`isProven`),
 * 4 and 5 are improved within it. No chance is involved: the same input gives the same repair.
 */
export class LiveTimetable {
  private readonly model: LiveModel;
  private readonly announced: Announced;
  private readonly before: Worth;
  /** Announced meetings by pair, so that those that stay need not be written anew. */
  private readonly meetings: readonly (Meeting | undefined)[];

  /**
   * @throws BadInstanceError if `checkInstance` finds problems
   * @throws BadEventError if the timetable is none of this instance
   */
  constructor(
    instance: Instance,
    private readonly schedule: Schedule,
  ) {
    const problems = checkInstance(instance);
    if (problems.length > 0) throw new BadInstanceError(problems);
    const beyond = beyondPairs(instance);
    if (beyond !== undefined)
      throw new BadInstanceError([{ code: 'range', item: beyond, message: 'is not handled by repairs' }]);
    this.announced = readAnnounced(instance, schedule);
    this.model = compileLive(instance);
    this.before = worthOf(this.model, this.announced.roundOf, this.announced.roundOf.keys());
    const { roundOf, tableOf } = this.announced;
    this.meetings = Array.from(roundOf, (round, k) =>
      round === NONE ? undefined : meetingOf(k, round, tableOf[k]!),
    );
  }

  /** Proposes how to go on after an event. @throws BadEventError if `checkEvent` finds problems */
  repair(event: LiveEvent, options: RepairOptions = {}): Repair {
    const { model, announced, schedule } = this;
    const problems = checkEvent(model.instance, event);
    if (problems.length > 0) throw new BadEventError(problems);
    const applied = applyEvent(model.instance, event, model.indexOf);
    const pinned = [event.pinned, event.begun, options.pinned, options.begun].flatMap((list) => list ?? []);
    const stock = takeStock(patchLive(model, applied), announced, schedule.meetings, event.now, pinned);
    refusePast(applied.cancelled, stock.roundOf, event.now);

    const { board, lost } = stock;
    const isPinned = (k: number) => stock.board.model.fixed.has(k) || pinned.includes(k);
    const day: Case = { stock, before: model, cancelled: applied.cancelled, isPinned };
    const start = board.roundOf.slice();
    const proposals: Proposal[] = [];
    const seen: Int16Array[] = [];
    const propose = (kind: ProposalKind, isProven: boolean): void => {
      addMeetings(board);
      if (seen.some((other) => isSame(other, board.roundOf))) return;
      seen.push(board.roundOf.slice());
      proposals.push(this.proposal(day, kind, isProven));
    };

    const best = replaceLost(board, lost);
    board.restore(best.roundOf);
    propose('fewest-moves', best.isProven);
    if (options.alternatives ?? true) {
      const without = concerned(day);
      board.restore(best.roundOf);
      if (giveFirstMeetings(board, without)) propose('first-meetings', false);
      const pushed = pushedAside(board, start, best.roundOf);
      // Where many lose their place, who else moves is no question of its own.
      if (lost.length <= MANY && pushed.length > 0 && pushed.length <= MOST_PUSHED) {
        board.restore(start);
        const locked = board.locked.slice();
        for (const k of pushed) board.locked[k] = 1;
        const others = replaceLost(board, lost, false);
        board.restore(others.roundOf);
        if (others.drops <= best.drops) propose('others-move', false);
        board.locked.set(locked);
      }
    }
    const [first, ...rest] = proposals;
    return {
      instance: applied.instance,
      before: this.before,
      proposals: [first!, ...rest.slice(0, MOST_PROPOSALS - 1)],
      impossible: proveImpossible(stock),
    };
  }

  private proposal(day: Case, kind: ProposalKind, isProven: boolean): Proposal {
    const { stock } = day;
    const { model, roundOf } = stock.board;
    const seats = keepSeats(stock, this.announced.isSeated);
    const { wrong, isComplete } = checkBoard(stock, seats);
    if (wrong !== undefined) throw new Error(`internal: the repaired timetable is invalid: ${wrong}`);
    const meetings: Meeting[] = [];
    const pairs = stock.board.listed();
    for (const k of pairs) {
      const round = roundOf[k]!;
      if (round === NONE) continue;
      const asBefore = this.meetings[k];
      if (asBefore && asBefore.round === round && (asBefore.table ?? NONE) === seats[k])
        meetings.push(asBefore);
      else meetings.push(meetingOf(k, round, seats[k]!));
    }
    return {
      kind,
      schedule: { format: 'meetmatch-schedule/1', instance: model.instance.name, meetings },
      diff: diffOf(day, seats),
      after: worthOf(model, roundOf, pairs),
      isComplete,
      isProven,
    };
  }
}

/** Repairs a timetable once; see `LiveTimetable`, which is faster from the second time on. */
export function repairTimetable(
  instance: Instance,
  schedule: Schedule,
  event: LiveEvent,
  options: RepairOptions = {},
): Repair {
  return new LiveTimetable(instance, schedule).repair(event, options);
}

function meetingOf(pair: number, round: number, table: number): Meeting {
  return table === NONE ? { pair, round } : { pair, round, table };
}

function refusePast(cancelled: ReadonlySet<number>, roundOf: Int16Array, now: number): void {
  for (const k of cancelled) {
    const round = roundOf[k]!;
    if (round === NONE || round >= now) continue;
    const message = `pair ${k} cannot be cancelled, it met in round ${round}`;
    throw new BadEventError([{ code: 'past', item: 'events', message }]);
  }
}

function isSame(x: Int16Array, y: Int16Array): boolean {
  for (let k = 0; k < x.length; k++) if (x[k] !== y[k]) return false;
  return true;
}

/** Announced meetings that are not where they could have stayed. */
function pushedAside({ tracked }: Board, start: Int16Array, roundOf: Int16Array): number[] {
  return tracked.filter((k) => start[k] !== NONE && start[k] !== roundOf[k]);
}

/** Participants that the event leaves without any meeting: they had one or are new. */
function concerned({ stock, before }: Case): number[] {
  const { board, roundOf, lost, gone } = stock;
  const { a, b, people } = board.model;
  const isConcerned = new Uint8Array(people).fill(1, before.people);
  for (const k of [...lost, ...gone]) isConcerned[a[k]!] = isConcerned[b[k]!] = 1;
  for (const k of board.tracked) {
    if (roundOf[k] !== NONE && board.roundOf[k] === NONE) isConcerned[a[k]!] = isConcerned[b[k]!] = 1;
  }
  const found: number[] = [];
  for (let p = 0; p < people; p++) if (isConcerned[p] && board.count[p] === 0) found.push(p);
  return found;
}

function worthOf(
  { instance, a, b, score, people, pairsOf, firstMeetingBonus }: LiveModel,
  roundOf: Int16Array,
  pairs: Iterable<number>,
): Worth {
  const hasMet = new Uint8Array(people);
  let meetings = 0;
  let total = 0;
  for (const k of pairs) {
    if (roundOf[k] === NONE) continue;
    meetings++;
    total += score[k]!;
    hasMet[a[k]!] = 1;
    hasMet[b[k]!] = 1;
  }
  let met = 0;
  let zeroMeeting = 0;
  for (let p = 0; p < instance.participants.length; p++) {
    met += hasMet[p]!;
    if (!hasMet[p] && pairsOf[p]!.length > 0) zeroMeeting++;
  }
  return { meetings, score: total, value: total + firstMeetingBonus * met, zeroMeeting };
}

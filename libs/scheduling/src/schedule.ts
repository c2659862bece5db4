import { type Instance, pairsByParties, partiesKey } from './instance.js';

/** One held meeting, named by pair index or by its two participants. Rounds and tables count from 0. */
export interface Meeting {
  readonly pair?: number;
  readonly a?: string;
  readonly b?: string;
  readonly round: number;
  readonly table?: number | null;
}

/** A timetable: format `meetmatch-schedule/1`. */
export interface Schedule {
  readonly format: 'meetmatch-schedule/1';
  /** Name of the instance that it was made for. */
  readonly instance?: string;
  readonly meetings: readonly Meeting[];
}

/**
 * Pair index of each meeting, -1 where it names no pair. Meetings given by participants take the pairs between the
 * two in order, since the same two may meet more than once.
 */
export function pairsOfMeetings(instance: Instance, meetings: readonly Meeting[]): number[] {
  // Big schedules name their pairs; only without that the pairs are looked up by their parties.
  const byParties = meetings.every((meeting) => meeting.pair !== undefined)
    ? new Map<string, number[]>()
    : pairsByParties(instance);
  const used = new Set<number>();
  return meetings.map((meeting) => {
    let pair = meeting.pair;
    if (pair === undefined && meeting.a !== undefined && meeting.b !== undefined) {
      const candidates = byParties.get(partiesKey(meeting.a, meeting.b)) ?? [];
      pair = candidates.find((candidate) => !used.has(candidate)) ?? candidates[0];
    }
    if (pair === undefined || !Number.isInteger(pair) || pair < 0 || pair >= instance.pairs.length) return -1;
    used.add(pair);
    return pair;
  });
}

/**
 * Idle time inside one participant's day.
 * @param busy whether the participant has a meeting, per round
 * @returns `breaks`, runs of idle rounds between the first and the last meeting (JAIR 74, 2022, definition 2.3), and
 *   `idle`, the rounds in them
 */
export function breaksOf(busy: readonly boolean[]): { breaks: number; idle: number } {
  let breaks = 0;
  let idle = 0;
  let last = -1;
  busy.forEach((isBusy, round) => {
    if (!isBusy) return;
    if (last >= 0 && round > last + 1) {
      breaks++;
      idle += round - last - 1;
    }
    last = round;
  });
  return { breaks, idle };
}

import { attendeesOf, type Instance } from './instance.js';
import { breaksOf, pairsOfMeetings, type Schedule } from './schedule.js';

/** What a timetable is worth; counts, and scores in the unit of `Pair.score`. */
export interface Objectives {
  readonly meetings: number;
  /** Sum of the scores of the meetings held. */
  readonly score: number;
  /** `score` + `firstMeetingBonus` × participants with at least one meeting. */
  readonly value: number;
  /** Participants that stand in a pair and have no meeting. */
  readonly zeroMeeting: number;
  /** Participants below their `minMeetings`. */
  readonly belowMin: number;
  readonly mutual: number;
  /** Mutual pairs in the instance, held or not. */
  readonly mutualAll: number;
  /** Runs of idle rounds between the first and last meeting of a participant, summed, and the most of one. */
  readonly breaks: number;
  readonly maxBreaks: number;
  /** Idle rounds in those breaks. */
  readonly idleSlots: number;
  /** Times a participant, or one of its representatives, sits at another table than at the meeting before. */
  readonly tableChanges: number;
  readonly maxTablesUsed: number;
}

/** Counts the objectives of a timetable that `checkSchedule` finds valid. */
export function measureSchedule(instance: Instance, schedule: Schedule): Objectives {
  const { rounds, pairs } = instance;
  const tableAt = new Map(
    instance.participants.map((person) => [
      person.id,
      Array.from({ length: rounds }, (): (number | null)[] | undefined => undefined),
    ]),
  );
  const perRound = Array.from({ length: rounds }, () => 0);
  let score = 0;
  let mutual = 0;
  pairsOfMeetings(instance, schedule.meetings).forEach((number, index) => {
    const meeting = schedule.meetings[index]!;
    const pair = pairs[number]!;
    score += pair.score ?? 0;
    if (pair.mutual) mutual++;
    perRound[meeting.round]!++;
    for (const id of attendeesOf(pair)) (tableAt.get(id)![meeting.round] ??= []).push(meeting.table ?? null);
  });

  const wished = new Set<string>();
  for (const pair of pairs) for (const id of attendeesOf(pair)) wished.add(id);
  const totals = {
    breaks: 0,
    maxBreaks: 0,
    idleSlots: 0,
    tableChanges: 0,
    zeroMeeting: 0,
    belowMin: 0,
    covered: 0,
  };
  for (const person of instance.participants) {
    const tables = tableAt.get(person.id)!;
    const day = breaksOf(tables.map((here) => here !== undefined));
    totals.breaks += day.breaks;
    totals.idleSlots += day.idle;
    totals.maxBreaks = Math.max(totals.maxBreaks, day.breaks);
    const sat = tables.filter((here) => here !== undefined);
    sat.forEach((here, index) => {
      // Of several representatives those walk who find no seat where one of them sat before.
      if (index > 0) totals.tableChanges += here.filter((table) => !sat[index - 1]!.includes(table)).length;
    });
    if (sat.length > 0) totals.covered++;
    else if (wished.has(person.id)) totals.zeroMeeting++;
    if (sat.flat().length < (person.minMeetings ?? 0)) totals.belowMin++;
  }
  const { covered, ...counts } = totals;
  return {
    ...counts,
    meetings: schedule.meetings.length,
    score,
    value: score + (instance.objective?.firstMeetingBonus ?? 0) * covered,
    mutual,
    mutualAll: pairs.filter((pair) => pair.mutual).length,
    maxTablesUsed: Math.max(0, ...perRound),
  };
}

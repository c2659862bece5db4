import type { Incident } from '#contracts';
import type { Instance, LiveEvent, Pair, Participant, Schedule } from '#scheduling';
import { isPresent, type Plan, type PlannedMeeting } from '../plan.js';
import { FIRST_MEETING_BONUS, type PossibleMeeting } from '../recompute.js';
import { homeOf } from '../table-fit.js';
import { tableOrder } from '../table-order.js';
import { canStay, roundsAway } from './day-after.js';
import { type EngineSeats, engineSeats } from './engine-seats.js';

type EngineIncident = LiveEvent['events'][number];

/** The announced timetable and what happened, in the words of the engine. */
export interface RepairQuestion {
  instance: Instance;
  schedule: Schedule;
  event: LiveEvent;
  /** Pairs whose meetings must not move. */
  pinned: number[];
  /** The meeting that each pair is or would be, in the order of the instance after the event. */
  pairs: (PossibleMeeting | PlannedMeeting)[];
  /** The number of each table of the engine. */
  tableNo: readonly number[];
}

interface Asked {
  /** The day before the incident. */
  before: Plan;
  /** The day after it: who is there, tables and rounds. */
  after: Plan;
  incident: Incident;
  /** Meetings that may be added. */
  possible: readonly PossibleMeeting[];
  /** The meeting that is asked for, for the incident `meet`. */
  wanted?: PossibleMeeting;
  /** The party that walks in; not in `before`. */
  newcomer?: string;
}

/**
 * Asks the engine how to go on. Rounds that have begun are past for it; what can be said as one of its own incidents is,
 * so that it knows the reasons.
 */
export function repairQuestion({
  before,
  after,
  incident,
  possible,
  wanted,
  newcomer,
}: Asked): RepairQuestion {
  const between =
    incident.type === 'close_table' || incident.type === 'open_table' ? incident.table : undefined;
  const { order, open } = tableOrder(before, between);
  const seatOf = new Map(order.map((table, seat) => [table, seat]));
  const rounds = Array.from({ length: Math.max(before.rounds, after.rounds) }, (_, i) => i);
  const held = new Set(
    before.meetings
      .filter(({ round }) => round <= before.begun)
      .flatMap(({ a, b, round }) => [`${a} ${round}`, `${b} ${round}`]),
  );
  // Absences that the incident is about are told as an incident, all others stand in the instance.
  const day = incident.type === 'absent' ? withoutAbsence(after, incident) : after;
  const isLost = (one: PlannedMeeting) =>
    one.round > before.begun &&
    (!canStay(after, one) || (incident.type === 'cancel' && one.id === incident.meeting));
  const seats = engineSeats({ parties: after.parties, meetings: before.meetings }, isLost, newcomer);
  // The engine holds every meeting of a party to its own table; where one is elsewhere `suitTables` does what it can.
  const homeIfKept = (party: string) => {
    const home = homeOf(after, party);
    const isElsewhere = before.meetings.some(
      ({ a, b, table }) => (a === party || b === party) && table !== home,
    );
    return isElsewhere ? null : home;
  };
  const participants = (party: string): Participant[] =>
    seats.of(party).map(({ id, isGone, guestIn }) => ({
      id,
      table: seatOf.get(homeIfKept(party) ?? 0),
      side: after.parties.get(party)!.kind,
      unavailable: rounds.filter(
        (round) =>
          (isGone || guestIn.has(round + 1) || !isPresent(day, party, round + 1)) &&
          !held.has(`${party} ${round + 1}`),
      ),
    }));
  const own = possible.filter(({ a, b }) => a === newcomer || b === newcomer);
  const pairs = [
    ...before.meetings,
    ...possible.filter((one) => !own.includes(one)),
    ...(wanted ? [wanted] : []),
    ...own,
  ];
  const pairOf = (one: PossibleMeeting): Pair => ({
    ...seats.pair(one),
    score: one.score,
    mutual: one.origin === 'mutual',
    ...(one === wanted && { must: true }),
  });
  const events = engineIncidents({ before, after, incident, open, seats });
  if (newcomer !== undefined) {
    const [participant] = participants(newcomer);
    events.push({ type: 'walkin', participant: participant!, pairs: own.map(pairOf) });
  }
  return {
    instance: {
      format: 'meetmatch-instance/1',
      name: 'day',
      rounds: rounds.length,
      tables: rounds.map((round) => (round < before.begun ? order.length : round < before.rounds ? open : 0)),
      objective: { firstMeetingBonus: FIRST_MEETING_BONUS },
      participants: [...after.parties.keys()].filter((id) => id !== newcomer).flatMap(participants),
      pairs: pairs.slice(0, pairs.length - own.length).map(pairOf),
    },
    schedule: {
      format: 'meetmatch-schedule/1',
      meetings: before.meetings.map(({ round, table }, pair) => ({
        pair,
        round: round - 1,
        table: seatOf.get(table)!,
      })),
    },
    event: { format: 'meetmatch-event/1', now: before.begun, events },
    // A third is there when it was announced; so is the meeting, as long as it can.
    pinned: before.meetings.flatMap((one, pair) =>
      one.round > before.begun && (one.pinned || (one.third !== null && !isLost(one))) ? [pair] : [],
    ),
    pairs,
    tableNo: order,
  };
}

function withoutAbsence(after: Plan, incident: Extract<Incident, { type: 'absent' }>): Plan {
  const party = after.parties.get(incident.registration)!;
  const { from, until } = roundsAway(after, incident);
  const absentRounds = party.absentRounds.filter((round) => round < from || round >= until);
  return { ...after, parties: new Map(after.parties).set(party.id, { ...party, absentRounds }) };
}

function engineIncidents({
  before,
  after,
  incident,
  open,
  seats,
}: Pick<Asked, 'before' | 'after' | 'incident'> & { open: number; seats: EngineSeats }): EngineIncident[] {
  switch (incident.type) {
    case 'absent': {
      const { from, until } = roundsAway(before, incident);
      return seats.of(incident.registration).map(({ id: participant }): EngineIncident => {
        const away = { participant, from: from - 1 };
        return until > before.rounds
          ? { type: 'leave', ...away }
          : { type: 'late', ...away, until: until - 1 };
      });
    }
    case 'cancel':
      return [{ type: 'cancel', pair: before.meetings.findIndex(({ id }) => id === incident.meeting) }];
    case 'close_table':
      return [{ type: 'tables', tables: open - 1 }];
    case 'open_table':
      return [{ type: 'tables', tables: open + 1 }];
    case 'end_after': {
      const [first, last] = [before.rounds, after.rounds].sort((x, y) => x - y) as [number, number];
      if (first === last) return [];
      const tables = after.rounds < before.rounds ? 0 : open;
      return [{ type: 'tables', tables, from: first, until: last }];
    }
    default:
      return [];
  }
}

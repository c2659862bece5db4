import { type Plan, type PlannedMeeting } from '../plan.js';
import { representativesOf } from '../representatives.js';
import type { PossibleMeeting } from '../recompute.js';

/** The engine's participants of a repair: each of them is in one meeting of a round. */
export interface EngineSeats {
  /** Ids of a party in the engine, one for each representative; `isGone`: it sat in a round that is past;
   * `guestIn`: rounds in which it sits with two others. */
  of(party: string): { id: string; isGone: boolean; guestIn: ReadonlySet<number> }[];
  /** The ids under which the two of a meeting stand in the engine. */
  pair(meeting: PossibleMeeting | PlannedMeeting): { a: string; b: string };
}

const MARK = '#';

/** The party that an id of the engine stands for. */
export const partyOfSeat = (seat: string): string => seat.split(MARK)[0]!;

/**
 * Each representative as a participant of its own, since repairs know nobody who meets two others at once. Who of a
 * party sits where in a round makes no difference to what is possible; so the meetings that stay take the first seats,
 * and those that lose their place, and new ones, the last: it is free wherever the party is.
 * @param isLost meetings that cannot stay where they are
 * @param newcomer a party that walks in; it comes with one person
 */
export function engineSeats(
  plan: Pick<Plan, 'parties' | 'meetings'>,
  isLost: (meeting: PlannedMeeting) => boolean,
  newcomer?: string,
): EngineSeats {
  const seatOf = new Map<string, string>();
  const many = (party: string) => (party === newcomer ? 1 : representativesOf(plan, party));
  const name = (party: string, no: number) =>
    no === 1 && many(party) === 1 ? party : `${party}${MARK}${no}`;
  const byRound = new Map<string, PlannedMeeting[]>();
  for (const meeting of plan.meetings) {
    for (const party of [meeting.a, meeting.b]) {
      const key = `${party} ${meeting.round}`;
      byRound.set(key, [...(byRound.get(key) ?? []), meeting]);
    }
  }
  const guests = new Map<string, number>();
  for (const meeting of plan.meetings) {
    if (meeting.third === null || isLost(meeting)) continue;
    const key = `${meeting.third} ${meeting.round}`;
    guests.set(key, (guests.get(key) ?? 0) + 1);
    if (!byRound.has(key)) byRound.set(key, []);
  }
  const guestIn = new Map<string, Set<number>>();
  const most = new Map<string, number>();
  for (const [key, meetings] of byRound) {
    const [party, round] = key.split(' ') as [string, string];
    most.set(party, Math.max(most.get(party) ?? 0, meetings.length));
    const stay = meetings.filter((one) => !isLost(one));
    const lost = meetings.filter(isLost);
    stay.forEach(({ id }, i) => seatOf.set(`${id} ${party}`, name(party, i + 1)));
    for (let i = 1; i <= (guests.get(key) ?? 0); i++) {
      const id = name(party, stay.length + i);
      guestIn.set(id, (guestIn.get(id) ?? new Set()).add(Number(round)));
    }
    lost.forEach(({ id }, i) => seatOf.set(`${id} ${party}`, name(party, many(party) - i)));
  }
  const seat = (meeting: PossibleMeeting | PlannedMeeting, party: string) =>
    ('id' in meeting ? seatOf.get(`${meeting.id} ${party}`) : undefined) ?? name(party, many(party));
  return {
    of: (party) =>
      Array.from({ length: Math.max(many(party), most.get(party) ?? 1) }, (_, i) => ({
        id: name(party, i + 1),
        isGone: i >= many(party),
        guestIn: guestIn.get(name(party, i + 1)) ?? new Set(),
      })),
    pair: (meeting) => ({ a: seat(meeting, meeting.a), b: seat(meeting, meeting.b) }),
  };
}

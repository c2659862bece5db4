import type { EventContent, TableFeature } from '#contracts';

/** Somebody with a seat at the event, or who had one when the timetable was made. */
export interface Party {
  /** Registration. */
  id: string;
  name: string;
  kind: 'institute' | 'enterprise' | 'investor';
  /** Rounds present, 1-based; empty means all. */
  rounds: readonly number[];
  /** Rounds in which it turned out not to be there, 1-based. */
  absentRounds: readonly number[];
  /** People it sends who can be in meetings of the same round. */
  representatives: number;
  /** The table at which it has all its meetings; see `homeOf`. */
  homeTable: number | null;
  /** What its tables must have. */
  tableNeeds: readonly TableFeature[];
  hasSeat: boolean;
}

/** A meeting of a timetable as an organizer edits it; rounds and tables are 1-based. */
export interface PlannedMeeting {
  id: string;
  /** Registrations. */
  a: string;
  b: string;
  /** Which person of each side sits there, from 1; see `withRepresentatives`. */
  representativeA: number;
  representativeB: number;
  /** An investor who sits with the two; it counts as a meeting of theirs. */
  third: string | null;
  representativeThird: number;
  round: number;
  table: number;
  pinned: boolean;
  origin: 'wish' | 'mutual' | 'proposed' | 'walk_in';
  score: number;
  technologyId: string | null;
  needId: string | null;
}

/** A timetable in memory, with all that decides where a meeting may stand. */
export interface Plan {
  /** Rounds that take place. */
  rounds: number;
  tables: number;
  /** Tables that cannot be used any more; meetings of rounds that have begun may be at one. */
  closedTables: readonly number[];
  /** For each feature the tables that have it. */
  tableFeatures: EventContent['tableFeatures'];
  /** Rounds up to this one have begun: nothing in them changes any more. 0 before the first. */
  begun: number;
  parties: ReadonlyMap<string, Party>;
  meetings: readonly PlannedMeeting[];
}

export const nameOf = (plan: Plan, registration: string): string =>
  plan.parties.get(registration)?.name ?? '';

/** Whether somebody is there in a round; nobody is who has no seat any more. */
export function isPresent(plan: Plan, registration: string, round: number): boolean {
  const party = plan.parties.get(registration);
  if (!party?.hasSeat || party.absentRounds.includes(round)) return false;
  return party.rounds.length === 0 || party.rounds.includes(round);
}

/** Those who sit at a meeting: the two, and a third where there is one. */
export const attendeesOf = ({ a, b, third }: { a: string; b: string; third?: string | null }): string[] =>
  third ? [a, b, third] : [a, b];

/** Meetings of each party. */
export function meetingsByParty(meetings: readonly PlannedMeeting[]): Map<string, PlannedMeeting[]> {
  const byParty = new Map<string, PlannedMeeting[]>();
  for (const meeting of meetings) {
    for (const party of attendeesOf(meeting)) {
      const known = byParty.get(party);
      if (known) known.push(meeting);
      else byParty.set(party, [meeting]);
    }
  }
  return byParty;
}

/** The unordered pair of two registrations as one key. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

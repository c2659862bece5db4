import type { Incident } from '#contracts';
import { isPresent, type Party, type Plan, type PlannedMeeting } from '../plan.js';

/** Why an incident cannot be: the field of it and a reason of the error table. */
export interface IncidentFault {
  field: string;
  reason: 'not_found' | 'round_begun' | 'too_big' | 'duplicate';
  values?: { max: number };
}

/** What is wrong with an incident on this day, or null. @param plannedRounds rounds of the event as it was planned */
export function faultOf(plan: Plan, incident: Incident, plannedRounds: number): IncidentFault | null {
  const fault = (field: string, reason: IncidentFault['reason'], max?: number): IncidentFault => ({
    field: `incident.${field}`,
    reason,
    ...(max !== undefined && { values: { max } }),
  });
  const isHere = (id: string) => plan.parties.get(id)?.hasSeat === true;
  switch (incident.type) {
    case 'absent': {
      if (!isHere(incident.registration)) return fault('registration', 'not_found');
      const { from, until = plan.rounds + 1 } = incident;
      if (from > plan.rounds) return fault('from', 'too_big', plan.rounds);
      if (until > plan.rounds + 1) return fault('until', 'too_big', plan.rounds);
      return until <= Math.max(from, plan.begun + 1) ? fault('until', 'round_begun') : null;
    }
    case 'present':
      return isHere(incident.registration) ? null : fault('registration', 'not_found');
    case 'cancel': {
      const meeting = plan.meetings.find(({ id }) => id === incident.meeting);
      if (!meeting) return fault('meeting', 'not_found');
      return meeting.round <= plan.begun ? fault('meeting', 'round_begun') : null;
    }
    case 'meet':
      if (!isHere(incident.a)) return fault('a', 'not_found');
      return isHere(incident.b) && incident.b !== incident.a ? null : fault('b', 'not_found');
    case 'close_table': {
      const { table } = incident;
      return table > plan.tables || plan.closedTables.includes(table) ? fault('table', 'not_found') : null;
    }
    case 'open_table': {
      const { table } = incident;
      if (table > plan.tables + 1) return fault('table', 'too_big', plan.tables + 1);
      return table <= plan.tables && !plan.closedTables.includes(table) ? fault('table', 'duplicate') : null;
    }
    case 'end_after':
      if (incident.round > plannedRounds) return fault('round', 'too_big', plannedRounds);
      return incident.round < plan.begun ? fault('round', 'round_begun') : null;
    case 'walk_in':
    case 'fill':
      return null;
  }
}

/**
 * The day as it is after an incident; its meetings still stand where they were announced. Somebody who walks in is in
 * the plan already.
 */
export function dayAfter(plan: Plan, incident: Incident): Plan {
  switch (incident.type) {
    case 'absent':
    case 'present': {
      const party = plan.parties.get(incident.registration)!;
      const absentRounds = absencesAfter(plan, party, incident);
      return { ...plan, parties: new Map(plan.parties).set(party.id, { ...party, absentRounds }) };
    }
    case 'close_table':
      return { ...plan, closedTables: [...plan.closedTables, incident.table].sort((x, y) => x - y) };
    case 'open_table':
      return {
        ...plan,
        tables: Math.max(plan.tables, incident.table),
        closedTables: plan.closedTables.filter((table) => table !== incident.table),
      };
    case 'end_after':
      return { ...plan, rounds: incident.round };
    default:
      return plan;
  }
}

/** The rounds that an absence is about: those of them that have not begun. */
export function roundsAway(
  plan: Plan,
  { from, until = plan.rounds + 1 }: Extract<Incident, { type: 'absent' }>,
): { from: number; until: number } {
  return { from: Math.max(from, plan.begun + 1), until };
}

/**
 * Being late after having been given up means to be there from `until` on: an absence that goes on there ends. One that
 * begins later, such as leaving early, stands.
 */
function absencesAfter(
  plan: Plan,
  { absentRounds }: Party,
  incident: Extract<Incident, { type: 'absent' | 'present' }>,
): number[] {
  if (incident.type === 'present') return absentRounds.filter((round) => round <= plan.begun);
  const { from, until } = roundsAway(plan, incident);
  const away = new Set(absentRounds);
  if (away.has(until - 1)) for (let round = until; away.has(round); round++) away.delete(round);
  for (let round = from; round < until; round++) away.add(round);
  return [...away].sort((x, y) => x - y);
}

/** Whether a meeting ahead can stay on this day, as far as it is about its own two and its place. */
export function canStay(plan: Plan, { a, b, round, table }: PlannedMeeting): boolean {
  const isThere = round <= plan.rounds && table <= plan.tables && !plan.closedTables.includes(table);
  return isThere && isPresent(plan, a, round) && isPresent(plan, b, round);
}

/**
 * Who may get new meetings: those the incident is about, those who lose one by it, and whoever has none at all.
 * Everybody else's day is left as it is. Null for everybody, where there is more room than before.
 */
export function whoMayGain(
  before: Plan,
  after: Plan,
  incident: Incident,
  newcomer?: string,
): Set<string> | null {
  const hasMoreRoom = after.rounds > before.rounds || incident.type === 'open_table';
  if (incident.type === 'fill' || hasMoreRoom) return null;
  const stranded = before.meetings.filter(
    (one) =>
      one.round > before.begun &&
      (!canStay(after, one) || (incident.type === 'cancel' && one.id === incident.meeting)),
  );
  const hasMet = new Set(before.meetings.flatMap(({ a, b }) => [a, b]));
  return new Set([
    ...(newcomer === undefined ? [] : [newcomer]),
    ...('registration' in incident ? [incident.registration] : []),
    ...stranded.flatMap(({ a, b }) => [a, b]),
    ...[...after.parties.values()]
      .filter(({ id, hasSeat }) => hasSeat && !hasMet.has(id))
      .map(({ id }) => id),
  ]);
}

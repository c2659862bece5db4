import {
  attendeesOf,
  hasNeeds,
  type Instance,
  isRequired,
  meetingBan,
  pairOfFixed,
  pairsByParties,
  partiesKey,
  tablesPerRound,
} from './instance.js';
import { breaksOf, pairsOfMeetings, type Schedule } from './schedule.js';

export type ViolationCode =
  | 'format'
  | 'instance'
  | 'instance-name'
  | 'unknown-pair'
  | 'pair-mismatch'
  | 'round-range'
  | 'duplicate'
  | 'clash'
  | 'unavailable'
  | 'session'
  | 'pair-rounds'
  | 'forbidden'
  | 'kinds'
  | 'table-range'
  | 'table-clash'
  | 'home-table'
  | 'table-features'
  | 'tables'
  | 'cap'
  | 'missing'
  | 'must'
  | 'fixed'
  | 'precedence'
  | 'break-spread'
  | 'max-breaks';

/** A hard rule that a timetable breaks. */
export interface Violation {
  readonly code: ViolationCode;
  readonly message: string;
}

/**
 * Every hard rule of the instance that the timetable breaks; empty for a valid timetable. Shares nothing with the
 * solver, so that it can judge it. The instance itself is taken as correct (`checkInstance`).
 */
export function checkSchedule(instance: Instance, schedule: Schedule): Violation[] {
  const found: Violation[] = [];
  const report = (code: ViolationCode, message: string) => found.push({ code, message });

  if (schedule.format !== 'meetmatch-schedule/1') report('format', 'format must be meetmatch-schedule/1');
  if (schedule.instance !== undefined && schedule.instance !== instance.name) {
    report('instance-name', `made for ${schedule.instance}, not for ${instance.name}`);
  }
  if (!Array.isArray(schedule.meetings)) {
    report('format', 'meetings must be an array');
    return found;
  }

  const { rounds, pairs } = instance;
  const people = new Map(
    instance.participants.map((person) => [
      person.id,
      {
        ...person,
        away: new Set(person.unavailable ?? []),
        busy: Array.from({ length: rounds }, () => 0),
        meetings: 0,
      },
    ]),
  );
  const tables = tablesPerRound(instance);
  const banOf = meetingBan(instance);
  const held = new Map<number, { round: number; tables: (number | undefined)[] }>();
  const perRound = Array.from({ length: rounds }, () => 0);
  const seated = Array.from({ length: rounds }, () => new Set<number>());
  const pairOf = pairsOfMeetings(instance, schedule.meetings);

  for (const [index, meeting] of schedule.meetings.entries()) {
    const number = pairOf[index]!;
    const pair = pairs[number];
    if (!pair) {
      report('unknown-pair', `meeting #${index} names no pair of the instance`);
      continue;
    }
    const name = `${pair.a}-${pair.b} (pair ${number})`;
    const { round } = meeting;
    const table = meeting.table ?? undefined;
    if (meeting.pair !== undefined && meeting.a !== undefined && meeting.b !== undefined) {
      if (partiesKey(meeting.a, meeting.b) !== partiesKey(pair.a, pair.b)) {
        report('pair-mismatch', `meeting #${index}: participants differ from pair ${number}`);
      }
    }
    if (!Number.isInteger(round) || round < 0 || round >= rounds) {
      report('round-range', `${name}: round ${round}`);
      continue;
    }
    const earlier = held.get(number);
    if (earlier) {
      earlier.tables.push(table);
      report('duplicate', `${name} is scheduled twice`);
      continue;
    }
    held.set(number, { round, tables: [table] });
    perRound[round]!++;

    const parties = attendeesOf(pair).map((id) => people.get(id));
    if (pair.a === pair.b) report('instance', `${name}: a participant cannot meet itself`);
    for (const person of parties) {
      if (!person) {
        report('instance', `${name}: unknown participant`);
        continue;
      }
      const { representatives = 1 } = person;
      if (++person.busy[round]! > representatives) {
        report(
          'clash',
          representatives === 1
            ? `${person.id} has two meetings in round ${round}`
            : `${person.id} has more than ${representatives} meetings in round ${round}`,
        );
      }
      person.meetings++;
      if (person.away.has(round)) report('unavailable', `${person.id} is not available in round ${round}`);
    }
    if (pair.session && !(instance.sessions?.[pair.session] ?? []).includes(round)) {
      report('session', `${name}: round ${round} is outside session ${pair.session}`);
    }
    if (pair.rounds && !pair.rounds.includes(round)) {
      report('pair-rounds', `${name}: round ${round} is not allowed for this pair`);
    }
    const ban = banOf(pair);
    if (ban === 'forbidden') report('forbidden', `${name} is forbidden`);
    if (ban === 'kinds') report('kinds', `${name}: their kinds may not meet`);

    if (table === undefined) continue;
    if (!Number.isInteger(table) || table < 0 || table >= tables[round]!) {
      report('table-range', `${name}: table ${table} in round ${round}`);
    }
    if (seated[round]!.has(table)) report('table-clash', `table ${table} is used twice in round ${round}`);
    seated[round]!.add(table);
    if (!hasNeeds(instance, pair, table)) {
      report('table-features', `${name}: table ${table} lacks ${pair.needs!.join(', ')}`);
    }
    for (const person of parties.slice(0, 2)) {
      if (person?.table !== undefined && person.table !== table) {
        report('home-table', `${person.id} must sit at table ${person.table}, not ${table}`);
      }
    }
  }

  perRound.forEach((meetings, round) => {
    if (meetings > tables[round]!)
      report('tables', `round ${round}: ${meetings} meetings, ${tables[round]} tables`);
  });
  for (const person of people.values()) {
    if (person.maxMeetings !== undefined && person.meetings > person.maxMeetings) {
      report('cap', `${person.id}: ${person.meetings} meetings, at most ${person.maxMeetings}`);
    }
  }
  pairs.forEach((pair, number) => {
    if (held.has(number) || !isRequired(instance, pair)) return;
    report(
      instance.mode === 'all' ? 'missing' : 'must',
      `${pair.a}-${pair.b} (pair ${number}) is not scheduled`,
    );
  });
  const fixedMeetings = instance.fixed ?? [];
  const byParties = fixedMeetings.length > 0 ? pairsByParties(instance) : new Map<string, number[]>();
  for (const fixed of fixedMeetings) {
    const number = pairOfFixed(fixed, byParties);
    const meeting = number === undefined ? undefined : held.get(number);
    if (meeting?.round !== fixed.round) report('fixed', `pair ${number} must be in round ${fixed.round}`);
    else if (fixed.table !== undefined && !meeting.tables.includes(fixed.table)) {
      report('fixed', `pair ${number} must be at table ${fixed.table}`);
    }
  }
  for (const [first, second] of instance.precedences ?? []) {
    const [before, after] = [held.get(first), held.get(second)];
    if (before && after && before.round >= after.round) {
      report('precedence', `pair ${first} must be before pair ${second}`);
    }
  }

  const { maxBreakSpread, maxBreaks } = instance.limits ?? {};
  const breaks = [...people.values()].map(
    (person) => breaksOf(person.busy.map((meetings) => meetings > 0)).breaks,
  );
  const most = Math.max(0, ...breaks);
  const spread = most - Math.min(most, ...breaks);
  if (maxBreakSpread !== undefined && spread > maxBreakSpread) {
    report('break-spread', `numbers of breaks differ by ${spread}, at most ${maxBreakSpread}`);
  }
  if (maxBreaks !== undefined && most > maxBreaks) {
    report('max-breaks', `a participant has ${most} breaks, at most ${maxBreaks}`);
  }
  return found;
}

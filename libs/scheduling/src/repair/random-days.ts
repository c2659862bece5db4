import * as fc from 'fast-check';
import { checkInstance } from '../check-instance.js';
import { checkSchedule } from '../check-schedule.js';
import type { Instance } from '../instance.js';
import type { Meeting, Schedule } from '../schedule.js';
import { checkEvent } from './check-event.js';
import type { Incident, LiveEvent } from './event.js';

/** A day as announced, and what happens to it. */
export interface Day {
  readonly instance: Instance;
  readonly announced: Schedule;
  readonly event: LiveEvent;
}

const whole = (max: number) => fc.integer({ min: 0, max });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });

/** Random announced timetables and events of every kind about them. */
export function days(size: {
  people: number;
  pairs: number;
  rounds: number;
  tables: number;
  hasLimits?: boolean;
  /** The first participants, who meet only others; without them anybody meets anybody. */
  hosts?: number;
  kinds?: readonly Incident['type'][];
}): fc.Arbitrary<Day> {
  const { people, rounds, hosts = 0 } = size;
  const round = whole(rounds - 1);
  const id = whole(people - 1).map((p) => `p${p}`);
  const anyTwo = fc.uniqueArray(whole(people - 1), { minLength: 2, maxLength: 2 });
  const two = hosts > 0 ? fc.tuple(whole(hosts - 1), fc.integer({ min: hosts, max: people - 1 })) : anyTwo;
  const person = fc.record({
    maxMeetings: optional(fc.integer({ min: 1, max: rounds })),
    unavailable: optional(fc.uniqueArray(round, { maxLength: Math.floor(rounds / 2) })),
    table: fc.option(whole(2), { nil: undefined, freq: 8 }),
  });
  const pair = fc.record({
    ends: two,
    score: whole(1300),
    must: fc.integer({ min: 1, max: 100 }).map((n) => n <= 4),
    rounds: fc.option(fc.uniqueArray(round, { minLength: 1 }), { nil: undefined, freq: 8 }),
  });
  const incident: fc.Arbitrary<Incident> = fc.oneof(
    fc.record({ type: fc.constant('noshow' as const), participant: id }),
    fc.record({ type: fc.constant('leave' as const), participant: id, from: round }),
    fc.record({
      type: fc.constant('late' as const),
      participant: id,
      until: fc.integer({ min: 1, max: rounds }),
    }),
    fc.record({ type: fc.constant('tables' as const), tables: whole(size.tables + 1), from: round }),
    fc.record({ type: fc.constant('cancel' as const), pair: whole(size.pairs - 1) }),
    fc.record({ type: fc.constant('delay' as const), by: fc.constant(1) }),
    fc.record({ ends: two, score: whole(1300), must: fc.boolean() }).map(({ ends, ...rest }) => ({
      type: 'wish' as const,
      pair: { a: `p${ends[0]}`, b: `p${ends[1]}`, ...rest },
    })),
    fc.uniqueArray(whole(people - 1), { minLength: 1, maxLength: 4 }).map((partners) => ({
      type: 'walkin' as const,
      participant: { id: 'new', maxMeetings: 3 },
      pairs: partners.map((p) => ({ a: `p${p}`, b: 'new', score: 100 * p })),
    })),
  );
  return fc
    .record({
      people: fc.array(person, { minLength: people, maxLength: people }),
      pairs: fc.array(pair, { minLength: size.pairs, maxLength: size.pairs }),
      tables: fc.array(fc.integer({ min: 1, max: size.tables }), { minLength: rounds, maxLength: rounds }),
      precedences: fc.array(fc.tuple(whole(size.pairs - 1), whole(size.pairs - 1)), { maxLength: 2 }),
      bonus: fc.constantFrom(0, 1000),
      limits: size.hasLimits
        ? fc.option(fc.constant({ maxBreaks: 2 }), { nil: undefined, freq: 1 })
        : fc.constant(undefined),
      now: whole(rounds - 1).map((round) => (hosts > 0 ? round >> 1 : round)),
      left: fc.uniqueArray(whole(size.pairs - 1), { maxLength: Math.floor(size.pairs / 3) }),
      incidents: fc.array(
        incident.filter(({ type }) => size.kinds?.includes(type) ?? true),
        { minLength: 1, maxLength: 3 },
      ),
      pinned: fc.uniqueArray(whole(size.pairs - 1), { maxLength: 2 }),
    })
    .map((drawn): Day | undefined => {
      const instance: Instance = {
        format: 'meetmatch-instance/1',
        name: 'random',
        rounds,
        tables: drawn.tables,
        participants: drawn.people.map((rest, index) => ({ id: `p${index}`, ...rest })),
        pairs: drawn.pairs.map(({ ends, ...rest }) => ({ a: `p${ends[0]}`, b: `p${ends[1]}`, ...rest })),
        precedences: drawn.precedences.filter(([x, y]) => x !== y),
        objective: { firstMeetingBonus: drawn.bonus },
        limits: drawn.limits,
      };
      const event: LiveEvent = {
        format: 'meetmatch-event/1',
        now: drawn.now,
        events: drawn.incidents.filter(
          (one, index, all) =>
            !all.slice(0, index).some((other) => other.type === 'walkin' && one.type === 'walkin'),
        ),
        pinned: drawn.pinned,
      };
      if (checkInstance(instance).length > 0 || checkEvent(instance, event).length > 0) return undefined;
      const full = announce(instance);
      const announced = full && {
        ...full,
        meetings: full.meetings.filter(({ pair }) => !drawn.left.includes(pair!)),
      };
      if (announced && checkSchedule(instance, announced).length > 0) return undefined;
      const isOver = (k: number) =>
        announced?.meetings.some(({ pair, round }) => pair === k && round < event.now) ?? false;
      const isTooLate = event.events.some((one) => one.type === 'cancel' && isOver(one.pair!));
      return announced && !isTooLate ? { instance, announced, event } : undefined;
    })
    .filter((day) => day !== undefined);
}

/** Pair after pair into the first round and table that is free; undefined if one that must be held finds none. */
function announce(instance: Instance): Schedule | undefined {
  const people = new Map(instance.participants.map((person) => [person.id, person]));
  const taken = new Set<string>();
  const count = new Map<string, number>();
  const place = (pair: number): Meeting | undefined => {
    const { a, b, rounds } = instance.pairs[pair]!;
    const both = [people.get(a)!, people.get(b)!];
    if (both.some(({ id, maxMeetings = Infinity }) => (count.get(id) ?? 0) >= maxMeetings)) return undefined;
    for (const [round, tables] of (instance.tables as number[]).entries()) {
      if (rounds && !rounds.includes(round)) continue;
      if (both.some(({ id, unavailable }) => unavailable?.includes(round) || taken.has(`${id} ${round}`)))
        continue;
      for (let table = 0; table < tables; table++) {
        if (taken.has(`table ${table} ${round}`)) continue;
        if (both.some((person) => person.table !== undefined && person.table !== table)) continue;
        [`table ${table} ${round}`, `${a} ${round}`, `${b} ${round}`].forEach((key) => taken.add(key));
        for (const id of [a, b]) count.set(id, (count.get(id) ?? 0) + 1);
        return { pair, round, table };
      }
    }
    return undefined;
  };
  const must = (pair: number) => Number(instance.pairs[pair]!.must ?? false);
  const meetings = [...instance.pairs.keys()]
    .sort((x, y) => must(y) - must(x))
    .flatMap((pair) => place(pair) ?? []);
  const schedule: Schedule = { format: 'meetmatch-schedule/1', instance: instance.name, meetings };
  return checkSchedule(instance, schedule).length === 0 ? schedule : undefined;
}

/** Meetings by pair. */
export const byPair = (schedule: Schedule) =>
  new Map(schedule.meetings.map((meeting) => [meeting.pair!, meeting]));

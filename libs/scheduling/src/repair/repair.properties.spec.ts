import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { buildTimetable } from '../build-timetable.js';
import { checkInstance } from '../check-instance.js';
import { checkSchedule } from '../check-schedule.js';
import type { Instance } from '../instance.js';
import type { Meeting, Schedule } from '../schedule.js';
import { checkEvent } from './check-event.js';
import type { Incident, LiveEvent } from './event.js';
import { type Repair, repairTimetable } from './repair-timetable.js';

interface Day {
  readonly instance: Instance;
  readonly announced: Schedule;
  readonly event: LiveEvent;
}

const whole = (max: number) => fc.integer({ min: 0, max });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });

/** Random announced timetables and events of every kind about them. */
function days(size: {
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

const ordinary = days({ people: 10, pairs: 30, rounds: 6, tables: 4, hasLimits: true });
const tiny = days({ people: 6, pairs: 10, rounds: 4, tables: 2 });
/** Full days in which a place is found only if others move. */
const tight = days({
  people: 8,
  pairs: 13,
  rounds: 5,
  tables: 3,
  hosts: 3,
  kinds: ['late', 'tables', 'noshow'],
});
const repairOf = ({ instance, announced, event }: Day) => repairTimetable(instance, announced, event);
const byPair = (schedule: Schedule) => new Map(schedule.meetings.map((meeting) => [meeting.pair!, meeting]));

/** What a repair must never do, judged from the outside; empty if all is well. */
function faults({ announced, event }: Day, after: Instance, schedule: Schedule): string[] {
  const found = checkSchedule(after, schedule).map(({ code, message }) => `${code}: ${message}`);
  const now = byPair(schedule);
  const before = byPair(announced);
  const past = (meetings: readonly Meeting[]) => meetings.filter(({ round }) => round < event.now);
  if (past(schedule.meetings).length !== past(announced.meetings).length) found.push('past: other meetings');
  for (const { pair, round, table } of past(announced.meetings)) {
    if (now.get(pair!)?.round !== round || now.get(pair!)?.table !== table) found.push(`past: pair ${pair}`);
  }
  for (const pair of event.pinned ?? []) {
    const stays = before.get(pair);
    if (stays && now.has(pair) && now.get(pair)!.round !== stays.round) found.push(`pinned: pair ${pair}`);
  }
  return found;
}

/**
 * Fewest announced meetings given up, then fewest moved by choice, by trying every round for every meeting; shares no
 * code with the repair. Undefined if what must be held cannot be.
 */
function exactLeast(
  { announced, event }: Day,
  after: Instance,
): { drops: number; byChoice: number } | undefined {
  const people = new Map(after.participants.map((person) => [person.id, person]));
  const tables = after.tables as readonly number[];
  const pinned = new Set(event.pinned);
  const was = byPair(announced);
  const wanted = after.pairs
    .map((pair, k) => ({ ...pair, k, was: was.get(k)?.round ?? -1 }))
    .filter(({ was, must }) => was >= 0 || must);
  const busy = new Set<string>();
  const load = tables.map(() => 0);
  const count = new Map<string, number>();
  const roundOf = new Map<number, number>();
  const allowed = ({ k, a, b, rounds, forbidden, was }: (typeof wanted)[number], r: number): boolean => {
    if (was >= 0 && was < event.now) return r === was;
    if (r < event.now || tables[r] === 0 || forbidden || (rounds && !rounds.includes(r))) return false;
    if (was >= 0 && pinned.has(k) && r !== was) return false;
    const homes = [a, b].map((id) => people.get(id)!.table).filter((table) => table !== undefined);
    if (homes.length === 2 && homes[0] !== homes[1]) return false;
    if (homes.length > 0 && homes[0]! >= tables[r]!) return false;
    return [a, b].every((id) => !people.get(id)!.unavailable?.includes(r));
  };
  let best: { drops: number; byChoice: number } | undefined;
  const search = (index: number, drops: number, byChoice: number): void => {
    if (best && (drops > best.drops || (drops === best.drops && byChoice >= best.byChoice))) return;
    const one = wanted[index];
    if (!one) {
      best = { drops, byChoice };
      return;
    }
    const couldStay = one.was >= 0 && allowed(one, one.was);
    const home = people.get(one.a)!.table ?? people.get(one.b)!.table;
    for (const r of [one.was, ...tables.keys()]) {
      if (r < 0 || (r === one.was && roundOf.has(one.k)) || !allowed(one, r)) continue;
      const keys = [`${one.a} ${r}`, `${one.b} ${r}`, ...(home === undefined ? [] : [`table ${home} ${r}`])];
      if (keys.some((key) => busy.has(key)) || (r >= event.now && load[r]! >= tables[r]!)) continue;
      const full = [one.a, one.b].some(
        (id) => (count.get(id) ?? 0) >= (people.get(id)!.maxMeetings ?? Infinity),
      );
      const unordered = (after.precedences ?? []).some(([x, y]) => {
        const [before, behind] = [x === one.k ? r : roundOf.get(x), y === one.k ? r : roundOf.get(y)];
        return [x, y].includes(one.k) && before !== undefined && behind !== undefined && before >= behind;
      });
      if (full || unordered) continue;
      keys.forEach((key) => busy.add(key));
      load[r]!++;
      for (const id of [one.a, one.b]) count.set(id, (count.get(id) ?? 0) + 1);
      roundOf.set(one.k, r);
      search(index + 1, drops, byChoice + (couldStay && r !== one.was ? 1 : 0));
      roundOf.delete(one.k);
      for (const id of [one.a, one.b]) count.set(id, count.get(id)! - 1);
      load[r]!--;
      keys.forEach((key) => busy.delete(key));
    }
    const stays = one.was >= 0 && (one.was < event.now || (pinned.has(one.k) && couldStay));
    if (!one.must && !stays) search(index + 1, drops + 1, byChoice + (couldStay ? 1 : 0));
  };
  search(0, 0, 0);
  return best;
}

describe('any repair', () => {
  it('keeps every hard rule, the past and what is pinned, in all its proposals', () => {
    let complete = 0;
    fc.assert(
      fc.property(ordinary, (day) => {
        const { instance, proposals } = repairOf(day);
        for (const { schedule, isComplete } of proposals) {
          if (!isComplete) continue;
          complete++;
          expect(faults(day, instance, schedule)).toEqual([]);
        }
      }),
      { numRuns: 150, seed: 11 },
    );
    expect(complete).toBeGreaterThan(100);
  });

  it.each([
    { days: tiny, name: 'small days with events of every kind', runs: 250, chained: 0, unmade: 10 },
    { days: tight, name: 'full days', runs: 500, chained: 2, unmade: 5 },
  ])('gives up and moves as few announced meetings as an exact search: $name', (size) => {
    const seen = { changed: 0, chained: 0, unmade: 0, unproven: 0 };
    fc.assert(
      fc.property(size.days, (day) => {
        const { instance, proposals, impossible } = repairOf(day);
        const [{ diff, isComplete, isProven }] = proposals;
        const exact = exactLeast(day, instance);
        expect(isComplete).toBe(exact !== undefined);
        if (!exact) {
          seen.unmade++;
          return;
        }
        expect(impossible).toEqual([]);
        expect({ drops: diff.dropped.length, byChoice: diff.byChoice }).toEqual(exact);
        if (!isProven) seen.unproven++;
        if (diff.dropped.length + diff.moved.length > 0) seen.changed++;
        if (diff.byChoice > diff.dropped.length) seen.chained++;
      }),
      { numRuns: size.runs, seed: 11 },
    );
    expect(seen.changed).toBeGreaterThan(size.runs / 5);
    expect(seen.chained).toBeGreaterThan(size.chained);
    expect(seen.unmade).toBeGreaterThan(size.unmade);
    expect(seen.unproven).toBeLessThan(size.runs / 20);
  });

  it('is the same again for the same input, and changes nothing more when the event comes twice', () => {
    fc.assert(
      fc.property(ordinary, (day) => {
        const first = repairOf(day);
        expect(repairOf(structuredClone(day))).toEqual(first);
        const [{ schedule, isComplete }] = first.proposals;
        if (!isComplete) return;
        const [{ diff }] = repairOf({ ...day, announced: schedule }).proposals;
        expect({ ...diff, kept: 0 }).toMatchObject({ moved: [], dropped: [], added: [], reseated: [] });
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('leaves no pair out that could simply be added', () => {
    fc.assert(
      fc.property(ordinary, (day) => {
        const { instance, proposals } = repairOf(day);
        const [{ schedule, isComplete }] = proposals;
        if (!isComplete) return;
        const held = byPair(schedule);
        instance.pairs.forEach((_, pair) => {
          if (held.has(pair) || day.event.pinned!.includes(pair) || instance.limits) return;
          for (let round = day.event.now; round < instance.rounds; round++) {
            const meetings = schedule.meetings.map(({ pair, round }) => ({ pair, round }));
            const more = { ...schedule, meetings: [...meetings, { pair, round }] };
            expect(
              checkSchedule({ ...instance, participants: homeless(instance, pair, round, held) }, more),
            ).not.toEqual([]);
          }
        });
      }),
      { numRuns: 30, seed: 11 },
    );
  });
});

/** Marks those away whose home table somebody else has in that round, since meetings without tables do not clash. */
function homeless(instance: Instance, pair: number, round: number, held: ReadonlyMap<number, Meeting>) {
  const { a, b } = instance.pairs[pair]!;
  const home = (id: string) => instance.participants.find((person) => person.id === id)!.table;
  const wanted = [home(a), home(b)].filter((table) => table !== undefined);
  const isTaken = [...held.values()].some(
    (meeting) =>
      meeting.round === round &&
      [instance.pairs[meeting.pair!]!.a, instance.pairs[meeting.pair!]!.b].some((id) =>
        wanted.includes(home(id)!),
      ),
  );
  const beyond = wanted.some((table) => table >= (instance.tables as number[])[round]!);
  const apart = wanted.length === 2 && wanted[0] !== wanted[1];
  if (!isTaken && !beyond && !apart) return instance.participants;
  return instance.participants.map((person) =>
    person.id === a ? { ...person, unavailable: [...Array(instance.rounds).keys()] } : person,
  );
}

describe('control: a careless repair', () => {
  const caught = (
    repair: (day: Day, right: Repair) => Schedule,
    judge: (day: Day, right: Repair, made: Schedule) => boolean,
  ) => {
    let count = 0;
    fc.assert(
      fc.property(tiny, (day) => {
        const right = repairOf(day);
        if (right.proposals[0].isComplete && judge(day, right, repair(day, right))) count++;
      }),
      { numRuns: 100, seed: 11 },
    );
    return count;
  };
  const hasFaults = (day: Day, { instance }: Repair, made: Schedule) =>
    faults(day, instance, made).length > 0;

  it('is caught when it leaves the timetable as it was', () => {
    expect(caught(({ announced }) => announced, hasFaults)).toBeGreaterThan(20);
  });

  it('is caught when it makes a new timetable', () => {
    expect(
      caught((_, { instance }) => buildTimetable(instance, { seed: 2 }).schedule, hasFaults),
    ).toBeGreaterThan(20);
  });

  it('is caught when it gives up what it could place again', () => {
    const givesUp = ({ announced }: Day, { proposals: [{ schedule, diff }] }: Repair) => {
      const moved = new Set(diff.moved.map(({ pair }) => pair));
      return { ...announced, meetings: schedule.meetings.filter(({ pair }) => !moved.has(pair!)) };
    };
    const isWorse = (day: Day, { instance }: Repair, made: Schedule) => {
      const held = byPair(made);
      const drops = day.announced.meetings.filter(({ pair }) => !held.has(pair!)).length;
      return drops > exactLeast(day, instance)!.drops;
    };
    expect(caught(givesUp, isWorse)).toBeGreaterThan(2);
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { buildTimetable } from '../build-timetable.js';
import { checkSchedule } from '../check-schedule.js';
import type { Instance } from '../instance.js';
import type { Meeting, Schedule } from '../schedule.js';
import { exactLeast } from './exact-least.js';
import { byPair, type Day, days } from './random-days.js';
import { type Repair, repairTimetable } from './repair-timetable.js';

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

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { buildTimetable } from './build-timetable.js';
import { checkInstance } from './check-instance.js';
import { checkSchedule } from './check-schedule.js';
import type { FixedMeeting, Instance, Pair } from './instance.js';
import { InfeasibleError } from './scheduling-errors.js';

interface Held {
  readonly pair: number;
  readonly round: number;
  readonly table: number;
}

/** Instances of every feature; fixed meetings that overlap are left out, since `checkInstance` refuses them. */
function instances(size: { people: number; pairs: number; rounds: number; mustShare: number }) {
  const whole = (max: number) => fc.integer({ min: 0, max });
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
  return fc.integer({ min: 1, max: size.rounds }).chain((rounds) => {
    const roundSet = fc.uniqueArray(whole(rounds - 1), { maxLength: rounds });
    const person = fc.record({
      maxMeetings: optional(whole(rounds)),
      unavailable: optional(fc.uniqueArray(whole(rounds - 1), { maxLength: Math.ceil(rounds / 2) })),
      table: fc.option(whole(2), { nil: undefined, freq: 6 }),
      side: fc.constantFrom('institute', 'enterprise', 'investor'),
      representatives: fc.option(fc.constantFrom(2, 3), { nil: undefined, freq: 6 }),
    });
    const pair = fc.record({
      ends: fc.uniqueArray(whole(size.people - 1), { minLength: 3, maxLength: 3 }),
      hasThird: fc.integer({ min: 1, max: 8 }).map((n) => n === 1),
      needs: fc.option(fc.constantFrom(['screen'], ['power'], ['screen', 'power']), {
        nil: undefined,
        freq: 6,
      }),
      score: whole(1300),
      must: fc.integer({ min: 1, max: 100 }).map((n) => n <= size.mustShare),
      session: fc.option(fc.constantFrom('am', 'pm'), { nil: undefined, freq: 4 }),
      rounds: fc.option(roundSet, { nil: undefined, freq: 5 }),
    });
    return fc
      .record({
        people: fc.array(person, { minLength: size.people, maxLength: size.people }),
        pairs: fc.array(pair, { minLength: 1, maxLength: size.pairs }),
        features: fc.array(fc.subarray(['screen', 'power']), { maxLength: 3 }),
        mayMeet: fc.option(
          fc.subarray<[string, string]>([
            ['institute', 'enterprise'],
            ['investor', 'institute'],
            ['enterprise', 'enterprise'],
          ]),
          { nil: undefined, freq: 5 },
        ),
        tables: fc.array(whole(3), { minLength: rounds, maxLength: rounds }),
        am: roundSet,
        forbidden: optional(fc.uniqueArray(whole(size.people - 1), { minLength: 2, maxLength: 2 })),
        fixed: fc.array(fc.record({ pair: whole(size.pairs - 1), round: whole(rounds - 1) }), {
          maxLength: 2,
        }),
        precedences: fc.array(fc.tuple(whole(size.pairs - 1), whole(size.pairs - 1)), { maxLength: 4 }),
        bonus: fc.constantFrom(0, 1000),
      })
      .map((drawn): Instance => {
        const known = drawn.pairs.length;
        const base: Instance = {
          format: 'meetmatch-instance/1',
          name: 'random',
          rounds,
          tables: drawn.tables,
          sessions: {
            am: drawn.am,
            pm: [...Array(rounds).keys()].filter((round) => !drawn.am.includes(round)),
          },
          participants: drawn.people.map((rest, index) => ({ id: `p${index}`, ...rest })),
          ...(drawn.mayMeet && { mayMeet: drawn.mayMeet }),
          tableFeatures: [...drawn.features, ['screen', 'power']],
          pairs: drawn.pairs.map(({ ends, hasThird, ...rest }) => ({
            a: `p${ends[0]}`,
            b: `p${ends[1]}`,
            ...(hasThird && { third: `p${ends[2]}` }),
            ...rest,
          })),
          forbiddenPairs: drawn.forbidden ? [[`p${drawn.forbidden[0]}`, `p${drawn.forbidden[1]}`]] : [],
          precedences: drawn.precedences.filter(([x, y]) => x !== y && x < known && y < known),
          objective: { firstMeetingBonus: drawn.bonus },
        };
        const fixed: FixedMeeting[] = [];
        for (const meeting of drawn.fixed) {
          if (checkInstance({ ...base, fixed: [...fixed, meeting] }).length === 0) fixed.push(meeting);
        }
        return { ...base, fixed };
      });
  });
}

const whoSits = ({ a, b, third }: Pair) => [a, b, ...(third === undefined ? [] : [third])];

/** The hard rules once more, meeting against meeting; shares no code with the solver or `checkSchedule`. */
function brokenRules(instance: Instance, held: readonly Held[]): string[] {
  const broken: string[] = [];
  const rule = (ok: boolean, name: string) => ok || broken.push(name);
  const people = Object.fromEntries(instance.participants.map((person) => [person.id, person]));
  const roundOf = Object.fromEntries(held.map(({ pair, round }) => [pair, round]));
  held.forEach(({ pair: number, round, table }, index) => {
    const pair = instance.pairs[number]!;
    for (const id of whoSits(pair)) {
      const person = people[id]!;
      rule(!person.unavailable?.includes(round), 'availability');
      rule(id === pair.third || person.table === undefined || person.table === table, 'home table');
      const meetings = held.filter((other) => whoSits(instance.pairs[other.pair]!).includes(id));
      rule(meetings.length <= (person.maxMeetings ?? Infinity), 'cap');
      const atOnce = meetings.filter((other) => other.round === round).length;
      rule(atOnce <= (person.representatives ?? 1), 'double booking');
    }
    const kinds = [people[pair.a]!.side!, people[pair.b]!.side!];
    rule(
      !instance.mayMeet ||
        instance.mayMeet.some(([x, y]) => `${x} ${y}` === kinds.join(' ') || `${y} ${x}` === kinds.join(' ')),
      'kinds',
    );
    const has = instance.tableFeatures![table] ?? [];
    rule(!pair.needs?.some((need) => !has.includes(need)), 'table features');
    const tables = (instance.tables as number[])[round]!;
    rule(table >= 0 && table < tables, 'tables');
    rule(!pair.session || instance.sessions![pair.session]!.includes(round), 'session');
    rule(!pair.rounds || pair.rounds.includes(round), 'rounds of the pair');
    rule(!instance.forbiddenPairs!.some((two) => two.includes(pair.a) && two.includes(pair.b)), 'forbidden');
    for (const other of held.slice(index + 1)) {
      rule(other.pair !== number, 'held twice');
      rule(other.round !== round || other.table !== table, 'table used twice');
    }
  });
  for (const fixed of instance.fixed!) rule(roundOf[fixed.pair!] === fixed.round, 'fixed');
  instance.pairs.forEach((pair, number) => rule(!pair.must || roundOf[number] !== undefined, 'must'));
  for (const [x, y] of instance.precedences!) {
    rule(roundOf[x] === undefined || roundOf[y] === undefined || roundOf[x] < roundOf[y], 'precedence');
  }
  return broken;
}

function buildOrRefuse(instance: Instance, seed: number): readonly Held[] | InfeasibleError {
  try {
    return buildTimetable(instance, { seed }).schedule.meetings as readonly Held[];
  } catch (error) {
    if (error instanceof InfeasibleError) return error;
    throw error;
  }
}

/** Whether a pair is required or fixed. */
function isWanted(instance: Instance, pair: number): boolean {
  return instance.pairs[pair]!.must === true || instance.fixed!.some((fixed) => fixed.pair === pair);
}

/** Whether any placement of the required and fixed pairs keeps the rules, by trying all. */
function isFeasible(instance: Instance): boolean {
  const wanted = [...instance.pairs.keys()].filter((pair) => isWanted(instance, pair));
  const only = { ...instance, pairs: instance.pairs.map((pair) => ({ ...pair, must: false })), fixed: [] };
  const search = (index: number, held: readonly Held[]): boolean => {
    const pair = wanted[index];
    if (pair === undefined) return brokenRules(instance, held).length === 0;
    for (let round = 0; round < instance.rounds; round++) {
      for (let table = 0; table < 3; table++) {
        const more = [...held, { pair, round, table }];
        if (brokenRules(only, more).length === 0 && search(index + 1, more)) return true;
      }
    }
    return false;
  };
  return search(0, []);
}

const ordinary = instances({ people: 8, pairs: 24, rounds: 6, mustShare: 6 });
const tiny = instances({ people: 5, pairs: 5, rounds: 3, mustShare: 40 });

describe('any timetable that is built', () => {
  it('keeps every hard rule', () => {
    let built = 0;
    fc.assert(
      fc.property(ordinary, fc.integer(), (instance, seed) => {
        const held = buildOrRefuse(instance, seed);
        if (held instanceof InfeasibleError) return;
        built++;
        expect(brokenRules(instance, held)).toEqual([]);
      }),
      { numRuns: 400, seed: 7 },
    );
    expect(built).toBeGreaterThan(150);
  });

  it('is the same again for the same instance and seed', () => {
    fc.assert(
      fc.property(ordinary, fc.integer(), (instance, seed) => {
        expect(buildOrRefuse(structuredClone(instance), seed)).toEqual(buildOrRefuse(instance, seed));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('is built if and only if the required meetings can be held', () => {
    const seen = { feasible: 0, infeasible: 0 };
    fc.assert(
      fc.property(tiny, (instance) => {
        const possible = isFeasible(instance);
        seen[possible ? 'feasible' : 'infeasible']++;
        expect(buildOrRefuse(instance, 1) instanceof InfeasibleError).toBe(!possible);
      }),
      { numRuns: 400, seed: 7 },
    );
    expect(Math.min(seen.feasible, seen.infeasible)).toBeGreaterThan(60);
  });

  it('keeps the version before, and its past exactly, while it adds what fits', () => {
    fc.assert(
      fc.property(ordinary, fc.nat(6), fc.nat(3), (instance, frozenBefore, dropped) => {
        const first = buildOrRefuse(instance, 1);
        if (first instanceof InfeasibleError) return;
        const previous = {
          format: 'meetmatch-schedule/1',
          meetings: first.filter(({ pair }, index) => index >= dropped || isWanted(instance, pair)),
        } as const;
        const second = buildTimetable(instance, { seed: 2, previous, frozenBefore }).schedule.meetings;
        expect(brokenRules(instance, second as readonly Held[])).toEqual([]);
        expect(second).toEqual(expect.arrayContaining([...previous.meetings]));
        const past = (meetings: readonly { round: number }[]) =>
          meetings.filter(({ round }) => round < frozenBefore).length;
        expect(past(second)).toBe(past(previous.meetings));
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('leaves no pair out that could simply be added', () => {
    fc.assert(
      fc.property(ordinary, (instance) => {
        const held = buildOrRefuse(instance, 1);
        if (held instanceof InfeasibleError) return;
        instance.pairs.forEach((_, pair) => {
          if (held.some((meeting) => meeting.pair === pair)) return;
          for (let round = 0; round < instance.rounds; round++) {
            for (let table = 0; table < 3; table++) {
              expect(brokenRules(instance, [...held, { pair, round, table }])).not.toEqual([]);
            }
          }
        });
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe('control: a careless timetable', () => {
  it('is caught by checkSchedule exactly where the independent rules catch it', () => {
    let wrong = 0;
    const anyMeeting = fc.record({
      pair: fc.integer({ min: 0, max: 23 }),
      round: fc.integer({ min: 0, max: 5 }),
      table: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(
        ordinary,
        fc.uniqueArray(anyMeeting, { maxLength: 3, selector: ({ pair }) => pair }),
        (instance, drawn) => {
          const built = buildOrRefuse(instance, 1);
          const meetings = drawn.filter(
            ({ pair, round }) => pair < instance.pairs.length && round < instance.rounds,
          );
          const careless = built instanceof InfeasibleError ? meetings : [...built, ...meetings];
          const broken = brokenRules(instance, careless);
          if (broken.length > 0) wrong++;
          const schedule = { format: 'meetmatch-schedule/1', meetings: careless } as const;
          expect(checkSchedule(instance, schedule).length > 0).toBe(broken.length > 0);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
    expect(wrong).toBeGreaterThan(100);
  });
});

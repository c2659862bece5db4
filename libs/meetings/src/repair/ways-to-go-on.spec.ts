import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Incident } from '#contracts';
import { LiveTimetable } from '#scheduling';
import { attendeesOf, isPresent, pairKey, type Party, type Plan, type PlannedMeeting } from '../plan.js';
import type { PossibleMeeting } from '../recompute.js';
import { dayAfter, faultOf, whoMayGain } from './day-after.js';
import { nameProposals } from './name-proposals.js';
import { suits } from '../table-fit.js';
import { repairQuestion } from './repair-instance.js';

const ROUNDS = 5;
const TABLES = 4;
const ids = ['i1', 'i2', 'i3', 'i4', 'e1', 'e2', 'e3', 'e4', 'e5'];
const first = { representativeA: 1, representativeB: 1, third: null, representativeThird: 1 };
const facts = { origin: 'wish' as const, technologyId: null, needId: null };
const everyPair: PossibleMeeting[] = ids
  .filter((id) => id.startsWith('i'))
  .flatMap((a, i) =>
    ids
      .filter((id) => id.startsWith('e'))
      .map((b, j) => ({ a, b, ...facts, score: 100 + ((i * 5 + j * 3) % 7) })),
  );
const party = (id: string, more: Partial<Party> = {}): Party => ({
  id,
  name: `单位${id}`,
  kind: id.startsWith('i') ? 'institute' : 'enterprise',
  rounds: [],
  absentRounds: [],
  representatives: 1,
  homeTable: null,
  tableNeeds: [],
  hasSeat: true,
  ...more,
});

/** Plans that hold: nobody more often in a round than it sends people, and no table twice. */
const plans = fc
  .record({
    seeds: fc.array(fc.nat(everyPair.length - 1), { minLength: 8, maxLength: 24 }),
    pins: fc.array(fc.nat(3), { minLength: 24, maxLength: 24 }),
    begun: fc.nat(ROUNDS - 1),
    closed: fc.constantFrom<number[]>([], [], [2]),
    away: fc.constantFrom<number[]>([], [1, 2], [4, 5]),
    suited: fc.boolean(),
    guests: fc.array(fc.nat(2), { minLength: 24, maxLength: 24 }),
    guestAway: fc.constantFrom<number[]>([], [3]),
    several: fc.constantFrom<Record<string, number>>({}, {}, { i1: 2 }, { i1: 3, e1: 2 }),
  })
  .map(({ seeds, pins, begun, closed, away, several, suited, guests, guestAway }): Plan => {
    const parties = new Map(
      ids.map((id) => [
        id,
        party(id, {
          representatives: several[id] ?? 1,
          ...(id === 'e3' && { absentRounds: away }),
          ...(suited && id === 'i2' && { homeTable: 3 }),
          ...(suited && (id === 'e2' || id === 'i3') && { tableNeeds: ['screen'] }),
        }),
      ]),
    );
    parties.set('v1', party('v1', { kind: 'investor', absentRounds: guestAway }));
    const meetings: PlannedMeeting[] = [];
    const empty: Plan = {
      rounds: ROUNDS,
      tables: TABLES,
      tableFeatures: { screen: [1, 4] },
      closedTables: closed,
      begun,
      parties,
      meetings,
    };
    seeds.forEach((seed, i) => {
      const pair = everyPair[seed]!;
      const round = 1 + (i % ROUNDS);
      const there = meetings.filter((one) => one.round === round);
      const table = [1, 2, 3, 4].find((no) => !closed.includes(no) && !there.some((one) => one.table === no));
      const here = (id: string) => there.filter(({ a, b }) => a === id || b === id).length;
      const isBusy = [pair.a, pair.b].some((id) => here(id) >= parties.get(id)!.representatives);
      const who = {
        representativeA: here(pair.a) + 1,
        representativeB: here(pair.b) + 1,
        third:
          guests[i] === 0 && !guestAway.includes(round) && !there.some((one) => one.third !== null)
            ? 'v1'
            : null,
        representativeThird: 1,
      };
      const isThere = isPresent(empty, pair.a, round) && isPresent(empty, pair.b, round);
      if (
        !table ||
        isBusy ||
        !isThere ||
        meetings.some((one) => pairKey(one.a, one.b) === pairKey(pair.a, pair.b))
      )
        return;
      meetings.push({ id: `m${i}`, ...pair, ...who, round, table, pinned: pins[i] === 0 });
    });
    return empty;
  });
const round = fc.integer({ min: 1, max: ROUNDS });
const incidents: fc.Arbitrary<Incident> = fc.oneof(
  fc.record({
    type: fc.constant('absent' as const),
    registration: fc.constantFrom(...ids, 'v1'),
    from: round,
  }),
  fc.record({
    type: fc.constant('absent' as const),
    registration: fc.constantFrom(...ids),
    from: round,
    until: round,
  }),
  fc.record({ type: fc.constant('present' as const), registration: fc.constant('e3') }),
  fc.record({ type: fc.constant('cancel' as const), meeting: fc.nat(23).map((i) => `m${i}`) }),
  fc.record({ type: fc.constant('close_table' as const), table: fc.integer({ min: 1, max: TABLES }) }),
  fc.record({ type: fc.constant('open_table' as const), table: fc.constantFrom(2, TABLES + 1) }),
  fc.record({ type: fc.constant('end_after' as const), round }),
  fc.constant({ type: 'fill' as const }),
);

function waysOf(
  before: Plan,
  incident: Incident,
  options: { pins?: boolean; newcomer?: string; wanted?: PossibleMeeting } = {},
) {
  const { pins = true, newcomer, wanted } = options;
  const withNewcomer = newcomer
    ? { ...before, parties: new Map(before.parties).set(newcomer, party(newcomer)) }
    : before;
  const after = dayAfter(withNewcomer, incident);
  const among = whoMayGain(before, after, incident, newcomer);
  const taken = new Set(before.meetings.map(({ a, b }) => pairKey(a, b)));
  const newPairs = newcomer ? ['e1', 'e2'].map((b) => ({ a: newcomer, b, ...facts, score: 50 })) : [];
  const possible = [...everyPair, ...newPairs].filter(
    ({ a, b }) =>
      after.parties.has(a) &&
      after.parties.has(b) &&
      !taken.has(pairKey(a, b)) &&
      (!among || among.has(a) || among.has(b)),
  );
  const question = repairQuestion({
    before,
    after,
    incident,
    possible: wanted ? [] : possible,
    wanted,
    newcomer,
  });
  const repair = new LiveTimetable(question.instance, question.schedule).repair(question.event, {
    pinned: pins ? question.pinned : [],
  });
  const named = nameProposals(repair, { timetableId: 't', before, after, incident, question, locale: 'zh' });
  return { after, among, named };
}
const placeOf = ({ a, b, round: r, table }: PlannedMeeting) => `${a} ${b} ${r} ${table}`;

/** What no way to go on may do, in words; empty where it does none of it. */
function faultsOf(
  before: Plan,
  after: Plan,
  meetings: readonly PlannedMeeting[],
  among: ReadonlySet<string> | null,
): string[] {
  const faults: string[] = [];
  const made = new Set(meetings.map(placeOf));
  const old = new Set(before.meetings.map(({ a, b }) => pairKey(a, b)));
  const seen = new Set<string>();
  for (const one of before.meetings) {
    if (one.round <= before.begun && !made.has(placeOf(one))) faults.push(`touches the begun ${one.id}`);
    const now = meetings.find(({ id }) => id === one.id);
    if (one.pinned && now && now.round !== one.round) faults.push(`moves the pinned ${one.id}`);
  }
  for (const one of meetings) {
    if (one.round > before.begun) {
      const isOff =
        one.table > after.tables || after.closedTables.includes(one.table) || one.round > after.rounds;
      if (isOff) faults.push(`uses table ${one.table} in round ${one.round}`);
      for (const id of attendeesOf(one)) {
        if (!isPresent(after, id, one.round)) faults.push(`${id} is away in round ${one.round}`);
      }
      const isNew = !old.has(pairKey(one.a, one.b));
      if (isNew && among && !among.has(one.a) && !among.has(one.b)) faults.push(`adds ${one.a} × ${one.b}`);
    }
    const who = [
      [one.a, one.representativeA],
      [one.b, one.representativeB],
      ...(one.third === null ? [] : [[one.third, one.representativeThird] as const]),
    ] as const;
    for (const [id, no] of who) {
      if (no < 1 || no > after.parties.get(id)!.representatives) faults.push(`${id} sends no number ${no}`);
    }
    for (const key of [
      ...who.map(([id, no]) => `${id} ${no} ${one.round}`),
      `table ${one.table} ${one.round}`,
    ]) {
      if (seen.has(key)) faults.push(`${key} twice`);
      seen.add(key);
    }
  }
  return faults;
}

/** A day of these parties, who are all there. */
const smallPlan = (
  day: Pick<Plan, 'rounds' | 'tables' | 'begun'>,
  ids: string[],
  meetings: PlannedMeeting[],
): Plan => ({
  ...day,
  tableFeatures: {},
  closedTables: [],
  parties: new Map(ids.map((id) => [id, party(id)])),
  meetings,
});

describe('the ways to go on', () => {
  it('touch nothing that has begun, move nothing pinned, and keep to who and what is there', () => {
    fc.assert(
      fc.property(plans, incidents, (plan, incident) => {
        if (faultOf(plan, incident, ROUNDS)) return;
        const { after, among, named } = waysOf(plan, incident);
        for (const { shown, meetings } of named) {
          expect(faultsOf(plan, after, meetings, among)).toEqual([]);
          const { moved, reseated, dropped, added, kept } = shown;
          const ahead = plan.meetings.filter((one) => one.round > plan.begun).length;
          expect(kept + moved.length + reseated.length + dropped.length).toBe(ahead);
          expect(meetings.length).toBe(plan.meetings.length - dropped.length + added.length);
          const gone = plan.meetings.filter(
            (one) => one.third !== null && meetings.some(({ id, third }) => id === one.id && third === null),
          );
          expect(shown.withoutThird).toHaveLength(gone.length);
          const old = new Map(plan.meetings.map((one) => [one.id, placeOf(one)]));
          const misplaced = meetings.filter(
            (one) => old.get(one.id) !== placeOf(one) && !suits(after, one, one.table),
          );
          expect(shown.unsuited.length > 0).toBe(misplaced.length > 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('would move pinned meetings without the pins, so the guard above sees it', () => {
    const plan = smallPlan(
      { rounds: 3, tables: 1, begun: 0 },
      ['i1', 'i2', 'e1', 'e2'],
      [
        { id: 'm1', ...everyPair[0]!, ...first, round: 1, table: 1, pinned: true },
        { id: 'm2', a: 'i2', b: 'e2', ...facts, ...first, score: 1, round: 2, table: 1, pinned: false },
      ],
    );
    // e2 is there in the first round only, which the pinned meeting has.
    const incident: Incident = { type: 'absent', registration: 'e2', from: 2 };
    const unpinned = waysOf(plan, incident, { pins: false });
    const faults = unpinned.named.map(({ meetings }) => faultsOf(plan, unpinned.after, meetings, null));
    expect(faults[0]).toEqual(['moves the pinned m1']);
    const [best] = waysOf(plan, incident).named;
    expect(best!.shown.dropped.map(({ a, b }) => [a.name, b.name])).toEqual([['单位i2', '单位e2']]);
  });

  it('give a walk-in meetings, and say so', () => {
    const plan = smallPlan(
      { rounds: 2, tables: 2, begun: 1 },
      ['i1', 'e1', 'e2'],
      [{ id: 'm1', ...everyPair[0]!, ...first, round: 1, table: 1, pinned: false }],
    );
    const { named } = waysOf(plan, { type: 'walk_in', organisation: 'i9' }, { newcomer: 'i9' });
    expect(named[0]!.shown.added).toMatchObject([
      { a: { registrationId: 'i9' }, to: { round: 2 }, reason: '单位i9的第一场洽谈' },
    ]);
  });

  it('offer nothing that leaves out what was asked for, where there is a way to have it', () => {
    const plan = smallPlan(
      { rounds: 2, tables: 2, begun: 1 },
      ['i1', 'e1', 'e2'],
      [{ id: 'm1', ...everyPair[0]!, ...first, round: 2, table: 1, pinned: false }],
    );
    const wanted: PossibleMeeting = { a: 'i1', b: 'e2', ...facts, origin: 'walk_in', score: 0 };
    const { named } = waysOf(plan, { type: 'meet', a: 'i1', b: 'e2' }, { wanted });
    expect(named.map(({ shown }) => [shown.added.length, shown.dropped.length, shown.missing])).toEqual([
      [1, 1, []],
    ]);
    const full = { ...plan, meetings: [{ ...plan.meetings[0]!, pinned: true }] };
    const [none] = waysOf(full, { type: 'meet', a: 'i1', b: 'e2' }, { wanted }).named;
    expect(none!.shown).toMatchObject({
      added: [],
      dropped: [],
      missing: [{ b: { registrationId: 'e2' }, nowhere: '双方没有同时空闲的轮次' }],
    });
  });

  it('name the same way alike however often they are asked for', () => {
    fc.assert(
      fc.property(plans, incidents, (plan, incident) => {
        if (faultOf(plan, incident, ROUNDS)) return;
        const digests = () => waysOf(plan, incident).named.map(({ shown }) => shown.digest);
        expect(digests()).toEqual(digests());
      }),
      { numRuns: 30 },
    );
  });

  it('say where a meeting goes when its table is gone', () => {
    const plan = smallPlan(
      { rounds: 1, tables: 3, begun: 0 },
      ['i1', 'i2', 'e1', 'e2'],
      [
        { id: 'm1', ...everyPair[0]!, ...first, round: 1, table: 1, pinned: false },
        { id: 'm2', a: 'i2', b: 'e2', ...facts, ...first, score: 1, round: 1, table: 2, pinned: false },
      ],
    );
    const [best] = waysOf(plan, { type: 'close_table', table: 1 }).named;
    expect(best!.shown).toMatchObject({
      moved: [],
      dropped: [],
      reseated: [{ from: { round: 1, table: 1 }, to: { round: 1, table: 3 }, reason: '第 1 轮没有 1 号桌' }],
    });
  });
});

describe('an absence', () => {
  const plan = (absentRounds: number[], begun = 1): Plan => ({
    rounds: 6,
    tables: 2,
    tableFeatures: {},
    closedTables: [],
    begun,
    parties: new Map([['e1', party('e1', { absentRounds })]]),
    meetings: [],
  });
  const roundsAfter = (known: number[], incident: Incident) =>
    dayAfter(plan(known), incident).parties.get('e1')!.absentRounds;
  const away = (from: number, until?: number): Incident => ({
    type: 'absent',
    registration: 'e1',
    from,
    until,
  });

  it('is about rounds ahead only, to the end of the day where no end is said', () => {
    expect(roundsAfter([], away(1))).toEqual([2, 3, 4, 5, 6]);
    expect(roundsAfter([], away(3, 5))).toEqual([3, 4]);
  });
  it('ends where somebody who was given up says that it will come', () => {
    expect(roundsAfter([2, 3, 4, 5, 6], away(2, 4))).toEqual([2, 3]);
  });
  it('leaves leaving early as it is when one is late besides', () => {
    expect(roundsAfter([5, 6], away(2, 4))).toEqual([2, 3, 5, 6]);
  });
  it('is taken back for the rounds ahead', () => {
    expect(roundsAfter([1, 3, 4], { type: 'present', registration: 'e1' })).toEqual([1]);
  });
  it.each<[string, Incident, string, string]>([
    ['nobody', { type: 'absent', registration: 'x', from: 2 }, 'incident.registration', 'not_found'],
    ['a round that is over', away(1, 2), 'incident.until', 'round_begun'],
    ['an end before its start', away(4, 3), 'incident.until', 'round_begun'],
    ['a round that there is not', away(7), 'incident.from', 'too_big'],
    ['a table that there is not', { type: 'close_table', table: 3 }, 'incident.table', 'not_found'],
    ['a table that is in use', { type: 'open_table', table: 2 }, 'incident.table', 'duplicate'],
    ['a table far away', { type: 'open_table', table: 9 }, 'incident.table', 'too_big'],
    ['an end in the past', { type: 'end_after', round: 0 }, 'incident.round', 'round_begun'],
    ['a meeting of another day', { type: 'cancel', meeting: 'm' }, 'incident.meeting', 'not_found'],
  ])('of %s is refused', (_, incident, field, reason) => {
    expect(faultOf(plan([]), incident, 6)).toMatchObject({ field, reason });
  });
});

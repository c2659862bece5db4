import { describe, expect, it } from '@jest/globals';
import type { Instance, Pair } from '../instance.js';
import type { Meeting, Schedule } from '../schedule.js';
import { BadInstanceError } from '../scheduling-errors.js';
import { BadEventError } from './check-event.js';
import type { Incident, LiveEvent } from './event.js';
import { LiveTimetable, repairTimetable } from './repair-timetable.js';
import { sayReason } from './say-reason.js';

const pair = (a: string, b: string, more: Partial<Pair> = {}): Pair => ({ a, b, score: 100, ...more });
const names = { participant: (id: string) => id, meeting: (k: number) => `#${k}` };

function instanceOf(pairs: readonly Pair[], more: Partial<Instance> = {}): Instance {
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].sort();
  return {
    format: 'meetmatch-instance/1',
    name: 'day',
    rounds: 4,
    tables: 2,
    participants: ids.map((id) => ({ id })),
    pairs,
    objective: { firstMeetingBonus: 1000 },
    ...more,
  };
}

const scheduleOf = (...meetings: Meeting[]): Schedule => ({ format: 'meetmatch-schedule/1', meetings });
const held = (pair: number, round: number, table?: number): Meeting =>
  table === undefined ? { pair, round } : { pair, round, table };
const eventOf = (now: number, ...events: Incident[]): LiveEvent => ({
  format: 'meetmatch-event/1',
  now,
  events,
});
const bestOf = (instance: Instance, schedule: Schedule, event: LiveEvent) =>
  repairTimetable(instance, schedule, event).proposals[0];

const pairs = [pair('i1', 'e1'), pair('i1', 'e2'), pair('i2', 'e1'), pair('i2', 'e2')];
const square = instanceOf(pairs);
const day = scheduleOf(held(0, 0, 0), held(3, 0, 1), held(1, 1, 0), held(2, 1, 1));

describe('repairTimetable', () => {
  it('gives up the meetings of somebody who does not come, and says why', () => {
    const { diff, schedule, after } = bestOf(square, day, eventOf(1, { type: 'noshow', participant: 'e2' }));
    expect(diff.dropped).toMatchObject([
      {
        pair: 1,
        from: { round: 1, table: 0 },
        reason: { code: 'away', participant: 'e2', round: 1 },
        nowhere: { code: 'gone', participant: 'e2' },
      },
    ]);
    expect(schedule.meetings).toEqual([held(0, 0, 0), held(2, 1, 1), held(3, 0, 1)]);
    expect(diff.disturbed).toEqual(['e2', 'i1']);
    expect(after).toEqual({ meetings: 3, score: 300, value: 4300, zeroMeeting: 0 });
  });

  it('moves the meetings of a late comer into free rounds and leaves all others alone', () => {
    const { diff } = bestOf(square, day, eventOf(1, { type: 'late', participant: 'i1', until: 2 }));
    expect(diff).toMatchObject({
      kept: 3,
      moved: [{ pair: 1, from: { round: 1 }, to: { round: 2 }, reason: { code: 'away', participant: 'i1' } }],
      dropped: [],
      byChoice: 0,
    });
  });

  it('moves another meeting where that saves one, and says for which', () => {
    const short = { ...square, rounds: 3, tables: [2, 2, 1] };
    const late = scheduleOf(held(0, 0), held(1, 1), held(2, 2));
    // i1 and e2 have only round 2, whose table i2 and e1 have.
    const { diff } = bestOf(short, late, eventOf(1, { type: 'late', participant: 'e2', until: 2 }));
    expect(diff.moved).toMatchObject([
      { pair: 1, from: { round: 1 }, to: { round: 2 }, reason: { code: 'away' } },
      { pair: 2, from: { round: 2 }, to: { round: 1 }, reason: { code: 'frees-table', pair: 1, round: 2 } },
    ]);
    expect(diff).toMatchObject({ byChoice: 1, dropped: [], disturbed: ['e1', 'e2', 'i1', 'i2'] });
  });

  it('gives up what is worth least when a table is lost and no round has room', () => {
    const full = { ...square, rounds: 2, pairs: square.pairs.with(2, pair('i2', 'e1', { score: 20 })) };
    const before = scheduleOf(held(0, 0), held(3, 0), held(1, 1), held(2, 1));
    const { diff, isProven } = bestOf(full, before, eventOf(1, { type: 'tables', tables: 1 }));
    expect(diff.dropped).toMatchObject([
      { pair: 2, reason: { code: 'fewer-tables', round: 1 }, nowhere: { code: 'no-table' } },
    ]);
    expect(diff.moved).toEqual([]);
    expect(isProven).toBe(true);
  });

  it('counts a change of table apart from moves', () => {
    const { diff } = bestOf(square, scheduleOf(held(0, 1, 1)), eventOf(0, { type: 'tables', tables: 1 }));
    expect(diff.reseated).toMatchObject([
      { pair: 0, from: { round: 1, table: 1 }, to: { round: 1, table: 0 }, reason: { code: 'table-lost' } },
    ]);
    expect(diff).toMatchObject({ moved: [], disturbed: [] });
  });

  it('seats a host at home and asks the others there to another table', () => {
    const hosts = instanceOf([...pairs, pair('h', 'e3')]);
    const atHome = {
      ...hosts,
      participants: hosts.participants.map((person) => (person.id === 'h' ? { id: 'h', table: 0 } : person)),
    };
    const { diff } = bestOf(atHome, day, eventOf(0, { type: 'late', participant: 'e3', until: 1 }));
    const [{ to }] = diff.added as [(typeof diff.added)[number]];
    expect(to).toEqual({ round: 2, table: 0 });
  });

  it('brings a walk-in in, people without a meeting first, without touching announced ones', () => {
    const walkin: Incident = {
      type: 'walkin',
      participant: { id: 'new', maxMeetings: 1 },
      pairs: [pair('i1', 'new', { score: 500 }), pair('i2', 'new', { score: 400 })],
    };
    const { diff, after } = bestOf(square, day, eventOf(1, walkin));
    expect(diff.added).toMatchObject([{ pair: 4, a: 'i1', b: 'new', reason: { code: 'first-meeting' } }]);
    expect(diff).toMatchObject({ kept: 4, moved: [], dropped: [], disturbed: [], gaining: ['i1', 'new'] });
    expect(after.zeroMeeting).toBe(0);
  });

  it('offers to move announced meetings for a walk-in who would have none', () => {
    const narrow = { ...square, rounds: 3, tables: [2, 2, 2] };
    const busy = scheduleOf(held(0, 1), held(1, 0), held(3, 1));
    const walkin: Incident = {
      type: 'walkin',
      participant: { id: 'new', unavailable: [0, 2] },
      pairs: [pair('i2', 'new')],
    };
    const { proposals } = repairTimetable(narrow, busy, eventOf(1, walkin));
    expect(proposals.map(({ kind }) => kind)).toEqual(['fewest-moves', 'first-meetings']);
    expect(proposals[0].diff).toMatchObject({ moved: [] });
    expect(proposals[1]!.diff).toMatchObject({ moved: [{ pair: 3 }], added: [{ pair: 4 }], byChoice: 1 });
  });

  it('holds a newly wished meeting that must be, and drops one that is cancelled', () => {
    const wished = eventOf(
      1,
      { type: 'wish', pair: pair('i1', 'i2', { must: true }) },
      { type: 'cancel', a: 'e2', b: 'i1' },
    );
    const { diff } = bestOf(square, day, wished);
    expect(diff.dropped).toMatchObject([{ pair: 1, reason: { code: 'cancelled' } }]);
    expect(diff.added).toMatchObject([{ pair: 4, reason: { code: 'must' } }]);
  });

  it('takes a wish for a pair that is known as news about that pair', () => {
    const { instance } = repairTimetable(
      square,
      day,
      eventOf(1, { type: 'wish', pair: pair('e1', 'i1', { score: 900 }) }),
    );
    expect(instance.pairs).toHaveLength(4);
    expect(instance.pairs[0]).toMatchObject({ score: 900 });
  });

  it('shifts absences and ends the day sooner when a round is delayed', () => {
    const leaving = {
      ...square,
      participants: square.participants.map((person) =>
        person.id === 'e1' ? { id: 'e1', unavailable: [2, 3] } : person,
      ),
    };
    const { instance, proposals } = repairTimetable(leaving, day, eventOf(1, { type: 'delay', by: 1 }));
    expect(instance.tables).toEqual([2, 2, 2, 0]);
    expect(instance.participants.find(({ id }) => id === 'e1')).toEqual({ id: 'e1', unavailable: [1, 2] });
    expect(proposals[0].diff.dropped).toMatchObject([
      { pair: 2, reason: { code: 'away', participant: 'e1' } },
    ]);
  });

  it('never moves what is pinned or has begun, even if it must be given up', () => {
    const event = { ...eventOf(1, { type: 'late', participant: 'i1', until: 2 } as const), pinned: [1] };
    expect(bestOf(square, day, event).diff).toMatchObject({
      moved: [],
      dropped: [{ pair: 1, nowhere: { code: 'pinned', round: 1 } }],
    });
    const begun = repairTimetable(square, day, eventOf(1, { type: 'tables', tables: 1, until: 2 }), {
      begun: [1],
    });
    expect(begun.proposals[0].diff.moved.map((meeting) => meeting.pair)).toEqual([2]);
  });

  it('proves that a must meeting cannot be held, and still proposes how to go on', () => {
    const must = instanceOf([pair('i1', 'e1', { must: true }), pair('i2', 'e1')]);
    const { impossible, proposals } = repairTimetable(
      must,
      scheduleOf(held(0, 1), held(1, 2)),
      eventOf(1, { type: 'noshow', participant: 'i1' }),
    );
    expect(impossible).toEqual([
      { code: 'must-without-round', item: { pair: 0 } },
      { code: 'must-over-capacity', item: { participant: 'i1' } },
    ]);
    expect(proposals[0]).toMatchObject({ isComplete: false, diff: { kept: 1, dropped: [{ pair: 0 }] } });
  });

  it('cancels a meeting also where all pairs must be held', () => {
    const all = { ...square, mode: 'all' } as const;
    const { isComplete, diff } = bestOf(all, day, eventOf(1, { type: 'cancel', pair: 1 }));
    expect(isComplete).toBe(true);
    expect(diff.dropped).toMatchObject([{ pair: 1 }]);
  });

  it('repairs again and again from memory', () => {
    const live = new LiveTimetable(square, day);
    const noshow = eventOf(1, { type: 'noshow', participant: 'e2' });
    const first = live.repair(noshow);
    live.repair(eventOf(0, { type: 'walkin', participant: { id: 'new' }, pairs: [pair('i1', 'new')] }));
    expect(live.repair(noshow)).toEqual(first);
  });

  it('says every reason in Chinese and English', () => {
    expect(sayReason({ code: 'away', participant: 'e2', round: 1 }, names)).toEqual({
      zh: 'e2第 2 轮不在场',
      en: 'e2 is not there in round 2',
    });
    expect(sayReason({ code: 'frees-table', pair: 3, round: 0 }, names).zh).toBe('第 1 轮腾出一张桌给#3');
  });
});

describe('what repairTimetable refuses', () => {
  const refused = (event: unknown, instance = square, schedule = day) => {
    try {
      repairTimetable(instance, schedule, event as LiveEvent);
    } catch (error) {
      if (error instanceof BadEventError)
        return error.problems.map(({ item, message }) => `${item}: ${message}`);
      throw error;
    }
    return [];
  };
  const one = (incident: unknown, now = 1) =>
    refused({ format: 'meetmatch-event/1', now, events: [incident] });

  it.each([
    ['no object', null, 'event: must be an object'],
    ['another format', { format: 'x', now: 0, events: [] }, 'format: must be meetmatch-event/1'],
    [
      'a round that there is not',
      { format: 'meetmatch-event/1', now: 9, events: [] },
      /^now: .* from 0 to 4/,
    ],
    ['no incidents', { format: 'meetmatch-event/1', now: 0 }, 'events: must be an array'],
    [
      'another instance',
      { format: 'meetmatch-event/1', now: 0, events: [], instance: 'other' },
      'instance: is "other", the instance is day',
    ],
    [
      'an unknown pin',
      { format: 'meetmatch-event/1', now: 0, events: [], pinned: [7] },
      'pinned[0]: there is no pair 7',
    ],
  ])('an event with %s', (_, event, message) => {
    expect(refused(event)).toEqual([
      typeof message === 'string' ? message : (expect.stringMatching(message) as unknown),
    ]);
  });

  it.each<[string, unknown, string]>([
    ['of a type that there is not', { type: 'fire' }, 'events[0].type: there is no event type "fire"'],
    [
      'about somebody unknown',
      { type: 'noshow', participant: 'e9' },
      'events[0].participant: no participant has the id e9',
    ],
    [
      'about the past',
      { type: 'noshow', participant: 'e1', from: 0 },
      'events[0].from: round 0 is over, the next one is 1',
    ],
    [
      'that ended in the past',
      { type: 'late', participant: 'e1', until: 1 },
      'events[0].until: round 1 is not after 1, the next round',
    ],
    ['without an end', { type: 'late', participant: 'e1' }, 'events[0].until: is missing'],
    [
      'with half a table',
      { type: 'tables', tables: 1.5 },
      'events[0].tables: must be a whole number of at least 0',
    ],
    [
      'that brings a known id',
      { type: 'walkin', participant: { id: 'e1' } },
      'events[0].participant.id: the id e1 is taken',
    ],
    [
      'that brings a pair with a stranger',
      { type: 'walkin', participant: { id: 'n' }, pairs: [{ a: 'n', b: 'x' }] },
      'events[0].pairs[0].b: no participant has the id x',
    ],
    [
      'that brings a pair of others',
      { type: 'walkin', participant: { id: 'n' }, pairs: [{ a: 'i1', b: 'e1' }] },
      'events[0].pairs[0]: must be a pair of n',
    ],
    [
      'that wishes a meeting with oneself',
      { type: 'wish', pair: { a: 'i1', b: 'i1' } },
      'events[0].pair: i1 cannot meet itself',
    ],
    [
      'that cancels what there is not',
      { type: 'cancel', a: 'i1', b: 'i2' },
      'events[0]: there is no pair of i1 and i2',
    ],
    [
      'that cancels what is over',
      { type: 'cancel', pair: 0 },
      'events: pair 0 cannot be cancelled, it met in round 0',
    ],
  ])('an incident %s', (_, incident, message) => {
    expect(one(incident)).toEqual([message]);
  });

  it('a wish for a forbidden meeting', () => {
    const event = eventOf(1, { type: 'wish', pair: pair('i1', 'i2') });
    expect(refused(event, { ...square, forbiddenPairs: [['i2', 'i1']] })).toEqual([
      'events[0].pair: i1 and i2 must not meet',
    ]);
  });

  it.each<[string, Schedule, string]>([
    ['of another instance', { ...day, instance: 'other' }, 'instance: is other, the instance is day'],
    [
      'in which somebody is twice',
      scheduleOf(held(0, 1), held(1, 1)),
      'meetings[1]: i1 has meetings[0] in round 1 already',
    ],
    ['that holds a pair twice', scheduleOf(held(0, 1), held(0, 2)), 'meetings[1]: pair 0 is held twice'],
    ['with a pair that there is not', scheduleOf(held(9, 1)), 'meetings[0]: names no pair of the instance'],
    [
      'with a round that there is not',
      scheduleOf(held(0, 4)),
      'meetings[0].round: must be a round from 0 to 3',
    ],
  ])('a timetable %s', (_, schedule, message) => {
    expect(refused(eventOf(0), square, schedule)).toEqual([message]);
  });

  it('a wrong instance', () => {
    expect(() => repairTimetable({ ...square, rounds: 0 }, day, eventOf(0))).toThrow(BadInstanceError);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Instance, Pair } from '../instance.js';
import type { Meeting, Schedule } from '../schedule.js';
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

  it('keeps fixed meetings at their table and proves it where one cannot stay', () => {
    const fixed = { ...square, fixed: [{ pair: 1, round: 1, table: 0 }] };
    const moved = bestOf(fixed, day, eventOf(1, { type: 'tables', tables: 1, until: 2 }));
    expect(moved.diff.moved).toMatchObject([{ pair: 2 }]);
    const { impossible } = repairTimetable(
      fixed,
      day,
      eventOf(1, { type: 'late', participant: 'e2', until: 2 }),
    );
    expect(impossible).toEqual([{ code: 'fixed-conflict', item: { pair: 1, round: 1 } }]);
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

  it('holds nothing twice when what an exchange sets free is filled again', () => {
    const institutes = ['i1', 'i2', 'i3', 'i4'];
    const enterprises = ['e1', 'e2', 'e3', 'e4', 'e5'];
    const all = institutes.flatMap((a, i) =>
      enterprises.map((b, j) => pair(a, b, { score: 100 + ((i * 5 + j * 3) % 7) })),
    );
    const isOf = (a: string, b: string) => (one: Pair) => one.a === a && one.b === b;
    const announced = [isOf('i1', 'e1'), isOf('i3', 'e5'), isOf('i3', 'e3')].map((is) => all.find(is)!);
    const concerned = ['i2', 'i4', 'e2', 'e4'];
    const rest = all.filter(
      (one) => !announced.includes(one) && concerned.some((id) => one.a === id || one.b === id),
    );
    const wide = instanceOf([...announced, ...rest], { rounds: 5, tables: 4 });
    const { schedule } = bestOf(
      wide,
      scheduleOf(held(0, 0, 0), held(1, 4, 0), held(2, 0, 1)),
      eventOf(1, { type: 'leave', participant: 'i2', from: 2 }),
    );
    const pairsHeld = schedule.meetings.map((one) => one.pair);
    expect(new Set(pairsHeld).size).toBe(pairsHeld.length);
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  buildTimetable,
  checkSchedule,
  type Instance,
  type LiveEvent,
  type Meeting,
  repairTimetable,
  type Schedule,
} from '#scheduling';
import { exactRepair } from '../bench/exact-repair.mjs';

interface Day {
  readonly instance: Instance;
  readonly announced: Schedule;
  readonly event: LiveEvent;
}

/** Lost meetings up to which each is placed by itself. */
const MANY = 16;
const ROUNDS = 6;
const HOSTS = 16;
const GUESTS = 24;
const whole = (max: number) => fc.integer({ min: 0, max });

/** Full days of which a round is lost, and with it more meetings than are placed one by one. */
const shortenedDays = fc
  .record({
    absences: fc.array(fc.uniqueArray(whole(ROUNDS - 1), { maxLength: 2 }), {
      minLength: HOSTS + GUESTS,
      maxLength: HOSTS + GUESTS,
    }),
    wanted: fc.uniqueArray(fc.tuple(whole(HOSTS - 1), whole(GUESTS - 1), whole(1300)), {
      minLength: 160,
      maxLength: 160,
      selector: ([host, guest]) => host * GUESTS + guest,
    }),
    now: whole(1),
  })
  .map(({ absences, wanted, now }): Day => {
    const instance: Instance = {
      format: 'meetmatch-instance/1',
      name: 'random',
      rounds: ROUNDS,
      tables: Array.from({ length: ROUNDS }, () => 11),
      participants: absences.map((unavailable, p) => ({ id: `p${p}`, unavailable })),
      pairs: wanted.map(([host, guest, score]) => ({ a: `p${host}`, b: `p${HOSTS + guest}`, score })),
      objective: { firstMeetingBonus: 1000 },
    };
    const { schedule: announced } = buildTimetable(instance, { seed: 1, effort: ROUNDS });
    return {
      instance,
      announced,
      event: { format: 'meetmatch-event/1', now, events: [{ type: 'delay', by: 1 }] },
    };
  });

/** Leaves what can stay and puts each lost meeting into the first round that is free. */
function placeSimply({ announced, event }: Day, after: Instance): Meeting[] {
  const people = new Map(after.participants.map((person) => [person.id, person]));
  const busy = new Set<string>();
  const load = Array.from({ length: ROUNDS }, () => 0);
  const meetings: Meeting[] = [];
  const place = (pair: number, round: number): boolean => {
    const ends = [after.pairs[pair]!.a, after.pairs[pair]!.b];
    if (load[round]! >= (after.tables as number[])[round]! && round >= event.now) return false;
    if (ends.some((id) => busy.has(`${id} ${round}`))) return false;
    if (round >= event.now && ends.some((id) => people.get(id)!.unavailable?.includes(round))) return false;
    ends.forEach((id) => busy.add(`${id} ${round}`));
    load[round]!++;
    meetings.push({ pair, round });
    return true;
  };
  const lost = announced.meetings.filter(({ pair, round }) => !place(pair!, round));
  for (const { pair } of lost) {
    for (let round = event.now; round < ROUNDS; round++) if (place(pair!, round)) break;
  }
  return meetings;
}

describe('a repair of a day that loses a round', () => {
  it('gives up and moves about as few announced meetings as a mixed-integer program', async () => {
    const seen = { days: 0, many: 0, fewDrops: 0, fewMoves: 0, leftOver: 0, simplyFew: 0 };
    await fc.assert(
      fc.asyncProperty(shortenedDays, async (day) => {
        const { instance, proposals } = repairTimetable(day.instance, day.announced, day.event);
        const [{ diff, schedule }] = proposals;
        expect(checkSchedule(instance, schedule)).toEqual([]);
        const held = new Map(schedule.meetings.map((meeting) => [meeting.pair!, meeting]));
        for (const { pair, round } of day.announced.meetings) {
          if (round < day.event.now) expect(held.get(pair!)?.round).toBe(round);
        }
        const exact = (await exactRepair(instance, day.announced, day.event.now))!;
        const more = diff.dropped.length - exact.dropped;
        expect(more).toBeGreaterThanOrEqual(0);
        if (more === 0) expect(diff.byChoice).toBeGreaterThanOrEqual(exact.byChoice);
        seen.days++;
        seen.leftOver += more;
        if (diff.dropped.length + diff.moved.length - diff.byChoice > MANY) seen.many++;
        if (more === 0) seen.fewDrops++;
        if (more === 0 && diff.byChoice === exact.byChoice) seen.fewMoves++;
        if (placeSimply(day, instance).length === day.announced.meetings.length - exact.dropped)
          seen.simplyFew++;
      }),
      { numRuns: 40, seed: 11, endOnFailure: true },
    );
    expect(seen.many).toBeGreaterThan(30);
    // The rest is a search, not a proof: in such full days it misses a meeting now and then.
    expect(seen.fewDrops).toBeGreaterThan(24);
    expect(seen.fewMoves).toBeGreaterThan(22);
    expect(seen.leftOver).toBeLessThan(seen.days / 2);
    // Control: meetings placed one after the other leave more out, so that the days are hard enough to tell.
    expect(seen.simplyFew).toBeLessThan(3);
  });
});

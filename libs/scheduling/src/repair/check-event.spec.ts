import { describe, expect, it } from '@jest/globals';
import type { Instance, Pair } from '../instance.js';
import type { Meeting, Schedule } from '../schedule.js';
import { BadInstanceError } from '../scheduling-errors.js';
import { BadEventError } from './check-event.js';
import type { Incident, LiveEvent } from './event.js';
import { repairTimetable } from './repair-timetable.js';

const pair = (a: string, b: string): Pair => ({ a, b });
const held = (pair: number, round: number): Meeting => ({ pair, round });
const scheduleOf = (...meetings: Meeting[]): Schedule => ({ format: 'meetmatch-schedule/1', meetings });
const eventOf = (now: number, ...events: Incident[]): LiveEvent => ({
  format: 'meetmatch-event/1',
  now,
  events,
});
const square: Instance = {
  format: 'meetmatch-instance/1',
  name: 'day',
  rounds: 4,
  tables: 2,
  participants: ['i1', 'i2', 'e1', 'e2'].map((id) => ({ id })),
  pairs: [pair('i1', 'e1'), pair('i1', 'e2'), pair('i2', 'e1'), pair('i2', 'e2')],
};
const day = scheduleOf(held(0, 0), held(3, 0), held(1, 1), held(2, 1));

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

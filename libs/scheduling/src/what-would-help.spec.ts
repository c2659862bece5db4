import { describe, expect, it } from '@jest/globals';
import { buildTimetable } from './build-timetable.js';
import type { Instance } from './instance.js';
import { unmetByParticipant, whatWouldHelp } from './what-would-help.js';

const hosts = ['i1', 'i2', 'i3'];
const guests = ['e1', 'e2', 'e3'];

function event(part: Partial<Instance>): Instance {
  return {
    format: 'meetmatch-instance/1',
    name: 'event',
    rounds: 3,
    tables: 3,
    objective: { firstMeetingBonus: 1000 },
    participants: [...hosts, ...guests].map((id) => ({ id })),
    pairs: hosts.flatMap((a) => guests.map((b) => ({ a, b, score: 100 }))),
    ...part,
  };
}

describe('whatWouldHelp', () => {
  it('counts the wishes that more tables would meet, and stops where more are of no use', () => {
    const tables = whatWouldHelp(event({ tables: 1 }), { seed: 1 }).filter(
      ({ change }) => change.kind === 'tables',
    );
    expect(tables).toEqual([
      { change: { kind: 'tables', more: 2 }, meetings: 6, value: 600, zeroMeeting: 0 },
      { change: { kind: 'tables', more: 1 }, meetings: 3, value: 300, zeroMeeting: 0 },
    ]);
  });

  it('counts what one more round would bring', () => {
    const helps = whatWouldHelp(event({ rounds: 2 }), { seed: 1 });
    expect(helps).toEqual([{ change: { kind: 'round' }, meetings: 3, value: 300, zeroMeeting: 0 }]);
  });

  it('says for one participant whether its cap or its absence is in the way', () => {
    const capped = event({
      participants: [{ id: 'i1', maxMeetings: 1 }, ...[...hosts.slice(1), ...guests].map((id) => ({ id }))],
    });
    expect(whatWouldHelp(capped, { seed: 1, participant: 'i1' })).toEqual([
      { change: { kind: 'cap', participant: 'i1' }, meetings: 1, own: 1, value: 100, zeroMeeting: 0 },
    ]);
    const away = event({
      participants: [
        { id: 'i1', unavailable: [0, 1, 2] },
        ...[...hosts.slice(1), ...guests].map((id) => ({ id })),
      ],
    });
    expect(whatWouldHelp(away, { seed: 1, participant: 'i1' })).toEqual([
      { change: { kind: 'presence', participant: 'i1' }, meetings: 3, own: 3, value: 1300, zeroMeeting: 1 },
    ]);
  });

  it('promises nothing where all wishes are met', () => {
    expect(whatWouldHelp(event({}), { seed: 1 })).toEqual([]);
  });
});

describe('unmetByParticipant', () => {
  it('counts the reasons of each participant', () => {
    const instance = event({ rounds: 1, tables: 3, pairs: guests.map((b) => ({ a: 'i1', b, score: 1 })) });
    const { unplaced } = buildTimetable(instance, { seed: 1 });
    const [most, ...others] = unmetByParticipant(instance, unplaced);
    expect(most).toEqual({ participant: 'i1', unmet: 2, reasons: { 'party-full': 2 } });
    expect(others.map(({ unmet }) => unmet)).toEqual([1, 1]);
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkInstance, type ProblemCode } from './check-instance.js';
import type { Instance } from './instance.js';

const sound: Instance = {
  format: 'meetmatch-instance/1',
  name: 'small',
  rounds: 3,
  tables: [2, 2, 1],
  sessions: { morning: [0, 1] },
  participants: [
    { id: 'i1', side: 'institute', table: 1, maxMeetings: 2, minMeetings: 1 },
    { id: 'i2', side: 'institute', unavailable: [0] },
    { id: 'e1', side: 'enterprise' },
    { id: 'e2', side: 'enterprise' },
  ],
  pairs: [
    { a: 'i1', b: 'e1', score: 700, session: 'morning' },
    { a: 'i2', b: 'e1', score: 650, rounds: [1, 2] },
    { a: 'i2', b: 'e2', score: 300, mutual: true },
  ],
  forbiddenPairs: [['i1', 'e2']],
  fixed: [{ pair: 0, round: 1, table: 1 }],
  precedences: [[0, 1]],
  objective: { firstMeetingBonus: 1000 },
  limits: { maxBreaks: 2 },
};

const person = (change: object) => ({
  participants: [{ id: 'i1', ...change }, ...sound.participants.slice(1)],
});
const pair = (change: object) => ({ pairs: [{ ...sound.pairs[0], ...change }, ...sound.pairs.slice(1)] });

describe('checkInstance', () => {
  it('finds nothing in a sound instance', () => {
    expect(checkInstance(sound)).toEqual([]);
  });

  const wrong: [string, object, ProblemCode, string][] = [
    ['no representative', person({ representatives: 0 }), 'range', 'participants[0].representatives'],
    ['half a representative', person({ representatives: 1.5 }), 'range', 'participants[0].representatives'],
    ['a third who is unknown', pair({ third: 'v9' }), 'unknown-participant', 'pairs[0].third'],
    ['a third who is one of the two', pair({ third: 'e1' }), 'self-pair', 'pairs[0].third'],
    ['a need that no table meets', pair({ needs: ['stage'] }), 'unknown-feature', 'pairs[0].needs[0]'],
    ['needs that are no list', pair({ needs: 'screen' }), 'shape', 'pairs[0].needs'],
    ['features that are no list', { tableFeatures: ['screen'] }, 'shape', 'tableFeatures[0]'],
    ['a matrix of single kinds', { mayMeet: [['institute']] }, 'shape', 'mayMeet[0]'],
    [
      'a matrix and somebody of no kind',
      { ...person({}), mayMeet: [['institute', 'enterprise']] },
      'unknown-side',
      'participants[0].side',
    ],
    [
      'a fixed table without what the meeting needs',
      { ...pair({ needs: ['screen'] }), tableFeatures: [['screen'], []] },
      'range',
      'fixed[0].table',
    ],
    ['another format', { format: 'x' }, 'shape', 'format'],
    ['an unknown mode', { mode: 'some' }, 'shape', 'mode'],
    ['no rounds', { rounds: undefined }, 'shape', 'rounds'],
    ['a million rounds', { rounds: 1e6, tables: 2 }, 'range', 'rounds'],
    ['tables for another number of rounds', { tables: [1, 1] }, 'shape', 'tables'],
    ['negative tables', { tables: -1 }, 'range', 'tables'],
    ['a null table count', { tables: [2, null, 2] }, 'range', 'tables[1]'],
    ['a negative cap', person({ maxMeetings: -1 }), 'range', 'participants[0].maxMeetings'],
    [
      'a promise above the cap',
      person({ maxMeetings: 1, minMeetings: 2 }),
      'range',
      'participants[0].minMeetings',
    ],
    ['an absence in no round', person({ unavailable: [3] }), 'range', 'participants[0].unavailable[0]'],
    ['an id used twice', person({ id: 'e1' }), 'duplicate-id', 'participants[2].id'],
    ['an unknown participant', pair({ b: 'e9' }), 'unknown-participant', 'pairs[0].b'],
    ['a pair with itself', pair({ b: 'i1' }), 'self-pair', 'pairs[0]'],
    ['an unknown session', pair({ session: 'night' }), 'unknown-session', 'pairs[0].session'],
    [
      'a session named as a property of all objects',
      pair({ session: 'toString' }),
      'unknown-session',
      'pairs[0].session',
    ],
    ['a negative score', pair({ score: -1 }), 'range', 'pairs[0].score'],
    ['a score that is no number', pair({ score: Number.NaN }), 'range', 'pairs[0].score'],
    ['a pair in no round', pair({ rounds: [-1] }), 'range', 'pairs[0].rounds[0]'],
    [
      'a stranger forbidden',
      { forbiddenPairs: [['i1', 'x']] },
      'unknown-participant',
      'forbiddenPairs[0][1]',
    ],
    ['a precedence of an unknown pair', { precedences: [[0, 7]] }, 'unknown-pair', 'precedences[0][1]'],
    ['a precedence with itself', { precedences: [[1, 1]] }, 'self-pair', 'precedences[0]'],
    ['a fixed unknown pair', { fixed: [{ pair: 9, round: 0 }] }, 'unknown-pair', 'fixed[0]'],
    ['a fixed pair of strangers', { fixed: [{ a: 'i1', b: 'i2', round: 0 }] }, 'unknown-pair', 'fixed[0]'],
    ['a meeting fixed after the end', { fixed: [{ pair: 0, round: 3 }] }, 'range', 'fixed[0].round'],
    ['a meeting fixed at no table', { fixed: [{ pair: 1, round: 2, table: 1 }] }, 'range', 'fixed[0].table'],
    [
      'a host fixed away from home',
      { fixed: [{ pair: 0, round: 1, table: 0 }] },
      'home-table',
      'fixed[0].table',
    ],
    [
      'two fixed meetings of one participant at once',
      {
        fixed: [
          { pair: 0, round: 1 },
          { a: 'e1', b: 'i2', round: 1 },
        ],
      },
      'overlapping-fixed',
      'fixed[1]',
    ],
    [
      'a pair fixed twice',
      {
        fixed: [
          { pair: 0, round: 0 },
          { pair: 0, round: 1 },
        ],
      },
      'overlapping-fixed',
      'fixed[1]',
    ],
    ['limits below zero', { limits: { maxBreaks: -1 } }, 'range', 'limits.maxBreaks'],
  ];
  it.each(wrong)('names the item: %s', (_, change, code, item) => {
    expect(checkInstance({ ...sound, ...change })).toContainEqual(expect.objectContaining({ code, item }));
  });

  it('answers any nonsense without throwing', () => {
    const nonsense = fc.oneof(
      fc.anything(),
      fc.record({ participants: fc.anything(), pairs: fc.anything() }),
    );
    fc.assert(
      fc.property(nonsense, (value) => expect(checkInstance(value).length).toBeGreaterThan(0)),
      { seed: 1 },
    );
  });

  it('stops listing after 100 findings', () => {
    expect(checkInstance({ ...sound, pairs: Array.from({ length: 5000 }, () => 7) })).toHaveLength(100);
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Instance, Pair } from '../instance.js';
import { seededRandom } from '../random.js';
import { compilePlacement } from './placement.js';
import { type ConflictItem, conflictItems } from './conflict-items.js';
import { propagate } from './propagate.js';
import { refuteInstance } from './refute-instance.js';
import { bestByTrial, smallInstance } from './small-instances.js';

const instance = (more: Partial<Instance> & { pairs: readonly Pair[] }): Instance => ({
  format: 'meetmatch-instance/1',
  name: 'test',
  mode: 'all',
  rounds: 3,
  participants: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })),
  ...more,
});
const star: Pair[] = ['b', 'c', 'd'].map((b) => ({ a: 'a', b }));

/** The demands of `items` and no others, limits on breaks apart. */
function only(whole: Instance, items: readonly ConflictItem[]): Instance {
  const of = <K extends ConflictItem['kind']>(kind: K) =>
    items.filter((item): item is Extract<ConflictItem, { kind: K }> => item.kind === kind);
  const held = new Set(of('meeting').map((item) => item.pair));
  const has = (kind: 'forbidden' | 'session' | 'pair-rounds', pair: number) =>
    of(kind).some((item) => item.pair === pair);
  return {
    format: whole.format,
    name: whole.name,
    rounds: whole.rounds,
    sessions: whole.sessions,
    tables: Array.from(
      { length: whole.rounds },
      (_, round) => of('tables').find((item) => item.round === round)?.tables ?? 9,
    ),
    participants: whole.participants.map(({ id }) => ({
      id,
      unavailable: of('unavailable').flatMap((item) => (item.participant === id ? [item.round] : [])),
      maxMeetings: of('cap').find((item) => item.participant === id)?.most,
      table: of('home-table').find((item) => item.participant === id)?.table,
    })),
    pairs: whole.pairs.map(({ a, b, session, rounds }, pair) => ({
      a,
      b,
      must: held.has(pair),
      forbidden: has('forbidden', pair),
      ...(has('session', pair) ? { session } : {}),
      ...(has('pair-rounds', pair) ? { rounds } : {}),
    })),
    fixed: of('fixed').filter((item) => held.has(item.pair)),
    precedences: of('precedence').map((item) => [item.before, item.after] as const),
  };
}

describe('refuteInstance', () => {
  it('has nothing against an instance that can be held', () => {
    expect(refuteInstance(instance({ pairs: star }))).toBeNull();
  });

  it('names a participant with more meetings than rounds, and what takes the rounds away', () => {
    const participants = [{ id: 'a', unavailable: [1] }, ...['b', 'c', 'd', 'e'].map((id) => ({ id }))];
    const told = refuteInstance(instance({ participants, pairs: [...star, { a: 'c', b: 'd' }] }))!;
    expect(told.code).toBe('too-few-rounds');
    expect(told.participants[0]).toBe('a');
    expect(told.pairs).toEqual([0, 1, 2]);
    expect(told.rounds).toEqual([0, 2]);
    expect(told.items).toContainEqual({ kind: 'unavailable', participant: 'a', round: 1 });
    expect(told.items).toHaveLength(4);
    expect(told.smallest).toBe(true);
    expect(told.sentence.en).toBe(
      'a has 3 meetings that have to be held in only 2 rounds (a is away in round 2).',
    );
    expect(told.sentence.zh).toBe('a 有 3 场洽谈必须安排，可用的轮次只有 2 个（a 第 2 轮不在场）。');
  });

  it('finds the same behind a chain of consequences', () => {
    const told = refuteInstance(
      instance({
        pairs: [
          { a: 'a', b: 'b' },
          { a: 'b', b: 'c' },
          { a: 'c', b: 'd' },
          { a: 'd', b: 'e' },
        ],
        fixed: [{ pair: 0, round: 1 }],
        precedences: [
          [0, 1],
          [1, 2],
        ],
      }),
    )!;
    expect(told.code).toBe('no-placement');
    expect(told.items.map((item) => item.kind).sort()).toEqual([
      'fixed',
      'meeting',
      'meeting',
      'meeting',
      'precedence',
      'precedence',
    ]);
  });

  it.each<[string, string, Partial<Instance> & { pairs: readonly Pair[] }]>([
    ['no-round', 'a forbidden pair', { pairs: star, forbiddenPairs: [['c', 'a']] }],
    ['no-round', 'an empty session', { pairs: [{ a: 'a', b: 'b', session: 'am' }], sessions: { am: [] } }],
    [
      'no-round',
      'two home tables',
      {
        pairs: [{ a: 'a', b: 'b' }],
        participants: [
          { id: 'a', table: 0 },
          { id: 'b', table: 1 },
        ],
      },
    ],
    [
      'over-cap',
      'a cap',
      { pairs: star, participants: [{ id: 'a', maxMeetings: 2 }, { id: 'b' }, { id: 'c' }, { id: 'd' }] },
    ],
    ['too-few-tables', 'tables', { pairs: [...star, { a: 'b', b: 'c' }], tables: 1 }],
    [
      'too-many-breaks',
      'breaks',
      {
        pairs: star.slice(1),
        limits: { maxBreaks: 0 },
        fixed: [
          { pair: 0, round: 0 },
          { pair: 1, round: 2 },
        ],
      },
    ],
    [
      'no-placement',
      'a circle of precedences',
      {
        pairs: star,
        precedences: [
          [0, 1],
          [1, 0],
        ],
      },
    ],
    [
      'no-placement',
      'three who would have to meet in two rounds',
      {
        rounds: 2,
        pairs: [
          { a: 'a', b: 'b' },
          { a: 'b', b: 'c' },
          { a: 'c', b: 'a' },
        ],
      },
    ],
    [
      'uneven-breaks',
      'a spread that only holding all days together refutes',
      {
        rounds: 4,
        limits: { maxBreakSpread: 0 },
        participants: ['a', 'b', 'c', 'd'].map((id) => ({ id })),
        pairs: [
          { a: 'a', b: 'b', rounds: [0] },
          { a: 'a', b: 'b', rounds: [2, 3] },
          { a: 'c', b: 'd', rounds: [0] },
          { a: 'c', b: 'd', rounds: [1] },
        ],
        precedences: [],
        fixed: [{ pair: 1, round: 2 }],
      },
    ],
  ])('tells %s: %s', (code, _, more) => {
    expect(refuteInstance(instance(more))?.code).toBe(code);
  });

  it('looks only at required pairs in mode select', () => {
    const crowd = ['b', 'c', 'd', 'e'].map((b, index): Pair => ({ a: 'a', b, must: index < 3 }));
    expect(refuteInstance(instance({ mode: 'select', pairs: crowd }))).toBeNull();
    const told = refuteInstance(
      instance({ mode: 'select', pairs: crowd, fixed: [{ a: 'e', b: 'a', round: 0 }] }),
    );
    expect(told?.code).toBe('too-few-rounds');
    expect(told?.pairs).toEqual([0, 1, 2, 3]);
  });

  it.each(['all', 'select'] as const)(
    'is right about small instances in mode %s, and no item can be spared',
    (mode) => {
      const seen = { told: 0, feasible: 0 };
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const drawn = smallInstance(seededRandom(seed), mode);
          const told = refuteInstance(drawn);
          expect(told !== null).toBe(bestByTrial(drawn) === undefined);
          seen[told ? 'told' : 'feasible']++;
          if (!told) return;
          expect(JSON.parse(JSON.stringify(told))).toEqual(told);
          expect(refuteInstance(structuredClone(drawn))).toEqual(told);
          if (told.code === 'uneven-breaks') return;
          expect(told.smallest).toBe(true);
          if (drawn.limits) return;
          expect(bestByTrial(only(drawn, told.items))).toBeUndefined();
          for (const item of told.items) {
            expect(
              bestByTrial(
                only(
                  drawn,
                  told.items.filter((other) => other !== item),
                ),
              ),
            ).toBeDefined();
          }
        }),
        { numRuns: 150, seed: 7 },
      );
      expect(Math.min(seen.told, seen.feasible)).toBeGreaterThan(25);
    },
  );
});

describe('control: inference that closes a round too many', () => {
  it('is caught by trying all placements', () => {
    let falseAlarms = 0;
    for (let seed = 0; seed < 200; seed++) {
      const drawn = smallInstance(seededRandom(seed), 'all');
      const placement = compilePlacement(drawn, conflictItems(drawn));
      const open = placement.open.slice();
      const first = open.indexOf(1);
      open.fill(0, first, first + 1);
      if (propagate(placement, open) && bestByTrial(drawn) !== undefined) falseAlarms++;
    }
    expect(falseAlarms).toBeGreaterThan(5);
  });
});

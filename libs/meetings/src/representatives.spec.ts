import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Party } from './plan.js';
import { withRepresentatives } from './representatives.js';

const party = (id: string, representatives: number): [string, Party] => [
  id,
  {
    ...{ id, name: id, kind: 'institute' as const },
    ...{ rounds: [], absentRounds: [], representatives, homeTable: null, tableNeeds: [], hasSeat: true },
  },
];
const plan = {
  parties: new Map([party('i1', 2), party('i2', 1), ...['e1', 'e2', 'e3'].map((id) => party(id, 1))]),
};
const meeting = (b: string, round: number, table: number, representativeA = 0) => ({
  ...{ id: `${b} ${round}`, a: 'i1', b, round, table },
  ...{ representativeA, representativeB: 0, third: null, representativeThird: 1 },
});
const who = (meetings: { representativeA: number }[]) => meetings.map((one) => one.representativeA);

describe('which representative sits where', () => {
  it('is another one for each meeting of a round, and the only one where one comes', () => {
    const made = withRepresentatives(plan, [meeting('e1', 1, 1), meeting('e2', 1, 2)]);
    expect(who(made)).toEqual([1, 2]);
    expect(made.map((one) => one.representativeB)).toEqual([1, 1]);
  });

  it('keeps the number that is known and the table from the meeting before', () => {
    const made = withRepresentatives(plan, [
      ...[meeting('e1', 1, 1, 2), meeting('e2', 1, 5)],
      ...[meeting('e2', 2, 1), meeting('e3', 2, 7)],
    ]);
    expect(who(made)).toEqual([2, 1, 2, 1]);
  });

  it('sends whoever has met least where nothing else speaks for one', () => {
    expect(who(withRepresentatives(plan, [meeting('e1', 1, 1), meeting('e2', 2, 2)]))).toEqual([1, 2]);
  });

  it('leaves settled meetings alone and shows what is too much by a number beyond', () => {
    const made = withRepresentatives(
      plan,
      [meeting('e1', 1, 1, 2), meeting('e2', 1, 2, 2), meeting('e3', 1, 3)],
      ({ b }) => b === 'e2',
    );
    expect(who(made)).toEqual([1, 2, 3]);
  });

  it('never puts one person at two tables of a round', () => {
    const meetings = fc.array(
      fc.record({
        a: fc.constantFrom('i1', 'i2'),
        b: fc.constantFrom('e1', 'e2', 'e3'),
        round: fc.integer({ min: 1, max: 3 }),
        table: fc.integer({ min: 1, max: 4 }),
        representativeA: fc.nat(3),
        representativeB: fc.nat(2),
        third: fc.constant(null),
        representativeThird: fc.constant(1),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(meetings, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (list, settled) => {
        const made = withRepresentatives(
          plan,
          list.map((one, i) => ({ ...one, id: String(i) })),
          ({ id }) => settled[Number(id)]!,
        );
        const seats = made.flatMap((one) => [
          `${one.a} ${one.representativeA} ${one.round}`,
          `${one.b} ${one.representativeB} ${one.round}`,
        ]);
        expect(new Set(seats).size).toBe(seats.length);
        expect(Math.min(1, ...made.flatMap((one) => [one.representativeA, one.representativeB]))).toBe(1);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { type CarriedMeeting, carryOver } from './carry-over.js';

const row = (id: string, timetableId: string, pair: string, round: number, table: number, changes = {}) =>
  ({
    id,
    timetableId,
    a: `a${pair}`,
    b: `b${pair}`,
    round,
    table,
    pinned: false,
    origin: 'wish',
    score: 1,
    technologyId: null,
    needId: null,
    state: 'planned',
    seatedA: null,
    seatedB: null,
    missedSide: null,
    ...changes,
  }) as CarriedMeeting;
const rowsOf = (outcome: ReturnType<typeof carryOver>) => {
  if ('differsIn' in outcome) throw new Error(`differs in ${outcome.differsIn}`);
  return new Map(outcome.rows.map((one) => [one.id, one]));
};

describe('what a new version takes over from the announced one', () => {
  const seatedA = new Date(0);
  const announced = [
    row('x1', 'old', '1', 1, 1, { state: 'seated', seatedA }),
    row('x2', 'old', '2', 2, 1, { seatedA }),
    row('x3', 'old', '3', 2, 2),
  ];
  it('ids go with the pair; marks stay with what stays', () => {
    const draft = [row('y1', 'new', '1', 1, 1), row('y2', 'new', '2', 3, 1), row('y4', 'new', '4', 2, 1)];
    const rows = rowsOf(carryOver(announced, draft, 1));
    expect(rows.get('x1')).toEqual(row('x1', 'new', '1', 1, 1, { state: 'seated', seatedA }));
    expect(rows.get('y1')).toEqual(row('y1', 'old', '1', 1, 1, { state: 'seated', seatedA }));
    expect(rows.get('x2')).toEqual(row('x2', 'new', '2', 3, 1));
    expect(rows.get('y2')).toEqual(row('y2', 'old', '2', 2, 1, { seatedA }));
    expect(rows.get('x3')).toEqual(announced[2]);
    expect(rows.get('y4')).toEqual(draft[2]);
  });
  it('nothing where they differ in a round that has begun: moved, dropped or added', () => {
    const same = row('y1', 'new', '1', 1, 1);
    expect(carryOver(announced, [row('y1', 'new', '1', 1, 2)], 1)).toEqual({ differsIn: 1 });
    expect(carryOver(announced, [], 1)).toEqual({ differsIn: 1 });
    expect(carryOver(announced, [same, row('y5', 'new', '5', 1, 3)], 1)).toEqual({ differsIn: 1 });
    expect(carryOver(announced, [same], 1)).toHaveProperty('rows');
    expect(carryOver(announced, [same], 2)).toEqual({ differsIn: 2 });
  });
});

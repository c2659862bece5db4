import { describe, expect, it } from '@jest/globals';
import { changesSince, type SeenMeeting } from './changed-meetings';

const at = (id: string, round: number, table: number): SeenMeeting => ({
  id,
  round,
  table,
  name: `单位${id}`,
});

describe('what changed since one looked', () => {
  it('is what moved, came and went in rounds ahead, round by round', () => {
    const seen = [at('a', 1, 1), at('b', 3, 1), at('c', 4, 2), at('d', 5, 1)];
    const now = [at('b', 5, 3), at('e', 3, 1), at('d', 5, 1)];
    expect(changesSince(seen, now, 1)).toEqual([
      { what: 'added', meeting: at('e', 3, 1) },
      { what: 'dropped', meeting: at('c', 4, 2) },
      { what: 'moved', meeting: at('b', 5, 3) },
    ]);
  });
  it('is nothing where only time went by', () => {
    const day = [at('a', 1, 1), at('b', 2, 2)];
    expect(changesSince(day, day, 0)).toEqual([]);
    expect(changesSince(day, [], 2)).toEqual([]);
  });
});

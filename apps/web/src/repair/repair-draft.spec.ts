import { describe, expect, it } from '@jest/globals';
import { incidentOf, type LiveDay, roundChoices, withParty } from './repair-draft';

const day = (more: Partial<LiveDay> = {}): LiveDay => ({
  begun: 2,
  lastRound: 5,
  plannedRounds: 6,
  tables: 4,
  closedTables: [],
  parties: [],
  meetings: [{ id: 'm', round: 3, table: 1, a: 'i', b: 'e', pinned: false }],
  ...more,
});

describe('what happened', () => {
  it('is asked about as soon as it is known, with the rounds that most often are meant', () => {
    expect(incidentOf({ kind: 'absent' }, day())).toBeNull();
    expect(incidentOf({ kind: 'absent', party: 'e' }, day())).toEqual({
      type: 'absent',
      registration: 'e',
      from: 3,
    });
    expect(incidentOf({ kind: 'late', party: 'e' }, day())).toMatchObject({ from: 3, until: 4 });
    expect(incidentOf({ kind: 'leave', party: 'e', round: 5 }, day())).toMatchObject({ from: 5 });
    expect(incidentOf({ kind: 'meet', party: 'e' }, day())).toBeNull();
    expect(incidentOf({ kind: 'end_after' }, day())).toBeNull();
    expect(incidentOf({ kind: 'end_after', round: 4 }, day())).toEqual({ type: 'end_after', round: 4 });
    expect(incidentOf({}, day())).toBeNull();
  });

  it('is about the side of the table that it was said at', () => {
    expect(withParty({ kind: 'absent', meeting: 'm', side: 'b' }, day()).party).toBe('e');
    expect(withParty({ kind: 'absent', meeting: 'gone', side: 'b' }, day()).party).toBeUndefined();
  });

  it('offers only rounds that make sense', () => {
    expect(roundChoices('late', day())).toEqual([4, 5]);
    expect(roundChoices('late', day({ begun: 4 }))).toEqual([]);
    expect(roundChoices('leave', day())).toEqual([3, 4, 5]);
    expect(roundChoices('end_after', day())).toEqual([2, 3, 4, 6]);
    expect(roundChoices('end_after', day({ begun: 0 }))).toEqual([1, 2, 3, 4, 6]);
  });
});

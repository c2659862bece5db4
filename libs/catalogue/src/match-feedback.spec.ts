import { describe, expect, it } from '@jest/globals';
import { gradeOf, ratingsOf, type Statement } from './match-feedback.js';

const statement = (changes: Partial<Statement> = {}): Statement => ({
  needId: 'n',
  technologyId: 't',
  source: 'wish',
  authorId: 'a',
  value: 'must',
  reason: null,
  ...changes,
});

describe('what statements teach', () => {
  it('is a level from 1 to 4, by source', () => {
    const level = (source: Statement['source'], value: string) => gradeOf(statement({ source, value }));
    expect(['must', 'maybe', 'no'].map((value) => level('wish', value))).toEqual([4, 3, 1]);
    expect(['strong', 'fair', 'weak', 'none'].map((value) => level('grade', value))).toEqual([4, 3, 2, 1]);
    expect(['contracted', 'confirmed', 'rejected'].map((value) => level('intent', value))).toEqual([4, 3, 2]);
  });

  it('is nothing for a “no” whose reason is not about the fit', () => {
    const no = (reason: Statement['reason']) => gradeOf(statement({ value: 'no', reason }));
    expect([no(null), no('irrelevant'), no('immature'), no('expensive')]).toEqual([1, 1, 2, 2]);
    expect([no('solved'), no('competitor'), no('later')]).toEqual([null, null, null]);
  });

  it('is counted by source, pair and person', () => {
    const { ratings, learned } = ratingsOf([
      statement(),
      statement({ authorId: 'b', value: 'no', reason: 'later' }),
      statement({ authorId: 'c', source: 'grade', value: 'weak' }),
      statement({ authorId: 'i', source: 'intent', value: 'contracted', technologyId: 'u' }),
    ]);
    expect(ratings.map(({ technologyId, level }) => [technologyId, level])).toEqual([
      ['t', 4],
      ['t', 2],
      ['u', 4],
    ]);
    expect(learned).toEqual({ pairs: 2, wish: 1, grade: 1, intent: 1, people: 2 });
  });
});

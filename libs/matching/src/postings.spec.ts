import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Postings } from './postings.js';

function read(postings: Postings, term: number): [number, number][] {
  if (postings.length(term) === 0) return [];
  const { slots, impacts, from, end } = postings.list(term);
  return Array.from({ length: end - from }, (_, i) => [slots[from + i]!, impacts[from + i]!]);
}

describe('Postings', () => {
  it('holds each list as a sorted map would', () => {
    const change = fc.record({
      term: fc.nat(3),
      slot: fc.nat(40),
      impact: fc.nat(0xffff),
      add: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const postings = new Postings();
        const expected = [0, 1, 2, 3].map(() => new Map<number, number>());
        for (const { term, slot, impact, add } of changes) {
          const list = expected[term]!;
          if (!add) postings.remove(term, slot);
          else if (!list.has(slot)) postings.insert(term, slot, impact);
          if (!add) list.delete(slot);
          else if (!list.has(slot)) list.set(slot, impact);
        }
        expected.forEach((list, term) => {
          expect(read(postings, term)).toEqual([...list].sort(([a], [b]) => a - b));
        });
      }),
    );
  });

  it('holds lists longer than a page beside short ones', () => {
    const postings = new Postings();
    const many = 300_000;
    for (let slot = 0; slot < many; slot++) {
      postings.insert(0, slot, slot & 0xffff);
      if (slot % 1000 === 0) postings.insert(1, slot, 7);
    }
    expect(postings.length(0)).toBe(many);
    const { slots, from, end } = postings.list(0);
    expect([slots[from], slots[end - 1], end - from]).toEqual([0, many - 1, many]);
    expect(read(postings, 1)).toEqual(Array.from({ length: 300 }, (_, i) => [i * 1000, 7]));
  });
});

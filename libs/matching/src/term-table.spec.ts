import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { TermTable } from './term-table.js';

describe('TermTable', () => {
  it('numbers keys in the order of their first appearance', () => {
    const key = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 0xffffffff }));
    fc.assert(
      fc.property(fc.array(key, { minLength: 700, maxLength: 2500 }), (keys) => {
        const table = new TermTable();
        const expected = [...new Set(keys)];
        for (const key of keys) table.add(key);
        expect(expected.map((key) => table.find(key))).toEqual(expected.map((_, i) => i));
        expect(table.find(0xfffffffe)).toBe(expected.indexOf(0xfffffffe));
        expect(table.find(-1)).toBe(-1);
      }),
      { numRuns: 20 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { readSnapshot, SnapshotError, writeSnapshot, type SnapshotContent } from './snapshot.js';

const content: SnapshotContent = {
  words: ['5g', 'al2o3'],
  documents: [
    { id: 'a', text: '锂\u0001电\u0000', facets: { field: ['新能源'], trl: [6] } },
    { id: '', text: 'x'.repeat(10_000), facets: {} },
  ],
};

describe('snapshot', () => {
  it('gives back what was written, also from the middle of a larger buffer', () => {
    const bytes = writeSnapshot(content);
    expect(readSnapshot(bytes)).toEqual(content);
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 5);
    expect(readSnapshot(larger.subarray(5, 5 + bytes.length))).toEqual(content);
    const empty = { words: [], documents: [] };
    expect(readSnapshot(writeSnapshot(empty))).toEqual(empty);
  });

  it('refuses every cut and every changed byte', () => {
    const bytes = writeSnapshot({ words: ['5g'], documents: [content.documents[0]!] });
    for (let i = 0; i < bytes.length; i++) {
      expect(() => readSnapshot(bytes.subarray(0, i))).toThrow(SnapshotError);
      const changed = bytes.slice();
      changed[i]! ^= 0x10;
      expect(() => readSnapshot(changed)).toThrow(SnapshotError);
    }
  });

  it('says what is wrong', () => {
    const bytes = writeSnapshot(content);
    const changed = (at: number): Uint8Array => bytes.with(at, bytes[at]! + 1);
    expect(() => readSnapshot(new TextEncoder().encode('{"no":"snapshot"}'))).toThrow(/is no snapshot/);
    expect(() => readSnapshot(changed(4))).toThrow(/has version 2, this program reads version 1/);
    expect(() => readSnapshot(bytes.subarray(1, 40))).toThrow(/is no snapshot/);
    expect(() => readSnapshot(bytes.subarray(0, 40))).toThrow(/should have \d+ bytes but has 40/);
    expect(() => readSnapshot(changed(bytes.length - 1))).toThrow(/its checksum differs/);
  });
});

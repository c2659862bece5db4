import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Labels } from './labels.js';
import { isLetter, SoundPattern } from './sound-pattern.js';

const title = fc.string({ unit: fc.constantFrom(...'水处理膜重庆长绿a5z 的'), minLength: 1, maxLength: 12 });
const query = fc.string({ unit: fc.constantFrom(...'schulimozqa水5'), minLength: 1, maxLength: 6 });

/** The places that a query by sound may begin at, read from one end to the other. */
function readThrough(labels: Labels, pattern: SoundPattern): number[] {
  const { codes } = labels;
  return Array.from(codes.keys()).filter((at) => {
    const { met } = pattern.matchAt(codes, at, codes.indexOf(0, at));
    return codes[at] !== 0 && met === pattern.codes.length;
  });
}

describe('the places of sounds in labels', () => {
  it('are all that a reading from one end to the other finds, each once, whatever came and went', () => {
    fc.assert(
      fc.property(fc.array(title, { minLength: 1, maxLength: 8 }), query, fc.nat(), (titles, asked, gone) => {
        const labels = new Labels();
        const pattern = new SoundPattern(asked);
        const found = (): number[] => {
          const places: number[] = [];
          labels.scan(pattern, (at) => places.push(at));
          return places;
        };
        const add = (text: string, slot: number): void => labels.add(slot, [{ text, kind: 'title' }]);
        const compare = (): void => {
          const places = found();
          expect(new Set(places).size).toBe(places.length);
          expect(places).toEqual(expect.arrayContaining(readThrough(labels, pattern)));
          if (!isLetter(pattern.codes.charCodeAt(0))) return;
          for (const at of places)
            expect(pattern.mayBegin(labels.codes[at]!, labels.codes[at + 1] ?? 0)).toBe(true);
        };
        titles.forEach(add);
        compare();
        const slot = gone % titles.length;
        labels.remove(slot, [{ text: titles[slot]!, kind: 'title' }]);
        compare();
        add(`膜${titles[slot]!}理`, slot);
        compare();
      }),
    );
  });

  it('are found in labels beyond the first segment', () => {
    const labels = new Labels();
    for (let i = 0; i < 12_000; i++) labels.add(i, [{ text: `第${i}号水处理`, kind: 'title' }]);
    let count = 0;
    labels.scan(new SoundPattern('shuichuli'), () => count++);
    expect(count).toBe(12_000);
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { commonPhrases, placedUnits, type Phrase } from './phrases.js';

function phrases(need: string, technology: string, weigh: (term: string) => number = () => 1): Phrase[] {
  return commonPhrases(
    placedUnits([{ field: 'title', text: need }]),
    placedUnits([{ field: 'text', text: technology }]),
    weigh,
    0.5,
  );
}

const texts = (need: string, technology: string): string[] =>
  phrases(need, technology).map(({ text }) => text);

describe('common phrases', () => {
  it('quote both originals, also across the spaces of a segmented title', () => {
    const need = '高性能锂离子电池的回收';
    const technology = '废旧 锂离子 电池';
    const [phrase] = phrases(need, technology);
    expect(phrase?.text).toBe('锂离子电池');
    expect(need.slice(phrase!.need.start, phrase!.need.end)).toBe('锂离子电池');
    expect(technology.slice(phrase!.technology.start, phrase!.technology.end)).toBe('锂离子 电池');
    expect([phrase!.need.field, phrase!.technology.field]).toEqual(['title', 'text']);
  });

  it('leave out what is part of another phrase', () => {
    expect(texts('石墨烯材料', '石墨烯材料，石墨，材料')).toEqual(['石墨烯材料']);
  });

  it('take whole words, as the need spells them, and no bare numbers', () => {
    expect(texts('采用 PEEK 材质，2024', 'peek 复合 2024 PEE')).toEqual(['PEEK']);
  });

  it('end with words, without particles', () => {
    expect(texts('材料的研究', '新材料的探索')).toEqual(['材料']);
  });

  it('drop what is too common and put the weightiest first', () => {
    const weigh = (term: string): number => (term === '技术' ? 0.1 : term === '电池' ? 3 : 1);
    expect(phrases('电池，机械，技术', '技术；机械；电池', weigh).map(({ text }) => text)).toEqual([
      '电池',
      '机械',
    ]);
  });

  it('are at most five', () => {
    const text = '电池，机械，材料，石墨，水泥，玻璃，陶瓷';
    expect(texts(text, text)).toHaveLength(5);
  });

  it('find their way through long and repetitive texts', () => {
    const started = performance.now();
    expect(texts('电池'.repeat(50_000), '电池'.repeat(50_000)).length).toBeLessThanOrEqual(5);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('always stand at the places they name', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('锂电池的 ，材料aＢ5')), maxLength: 30 });
    fc.assert(
      fc.property(text, text, (need, technology) => {
        for (const phrase of phrases(need, technology)) {
          const spelled = need.slice(phrase.need.start, phrase.need.end);
          expect(spelled.replaceAll(/\s/g, '')).toBe(phrase.text.replaceAll(/\s/g, ''));
          expect(phrase.technology.end).toBeLessThanOrEqual(technology.length);
        }
      }),
    );
  });
});

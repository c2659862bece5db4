import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { FacetFilter } from './facet-columns.js';
import { TextIndex } from './text-index.js';

function catalogue(): TextIndex {
  const index = new TextIndex();
  index.set(
    'a',
    { title: '水处理膜材料', keywords: '膜 水处理', names: '徐州新材料研究院' },
    { field: ['材料', '环境'], trl: [6] },
  );
  index.set('b', { title: '工业水处理装置', text: '不用膜的方法' }, { field: ['环境'], trl: [8] });
  index.set('c', { title: '锂电池回收' }, { field: ['能源'], trl: [4] });
  index.set('d', { title: '水处理药剂' }, { field: ['环境'] });
  return index;
}

const ids = (query: string, options = {}): string[] =>
  catalogue()
    .find(query, { limit: 10, ...options })
    .hits.map(({ id }) => id);

describe('find', () => {
  it('counts facets as if their own choice were lifted, and the total under all of them', () => {
    const { hits, total, facets } = catalogue().find('水处理', {
      limit: 1,
      where: { field: ['环境'], trl: { min: 5 } },
      facets: ['field', 'trl'],
    });
    expect(hits).toHaveLength(1);
    expect(total).toBe(2);
    expect(facets.field).toEqual([
      { value: '环境', count: 2 },
      { value: '材料', count: 1 },
    ]);
    expect(facets.trl).toEqual([
      { value: 6, count: 1 },
      { value: 8, count: 1 },
    ]);
  });

  it('requires phrases and leaves out what is excluded', () => {
    expect(ids('水处理').toSorted()).toEqual(['a', 'b', 'd']);
    expect(ids('"处理膜" 水')).toEqual(['a']);
    expect(ids('水处理 -膜')).toEqual(['d']);
    expect(ids('水处理 -"处理药"').toSorted()).toEqual(['a', 'b']);
    expect(ids('- "" -- “')).toEqual([]);
    expect(ids('-水处理')).toEqual([]);
  });

  it('reads pinyin with a letter wrong, missing, too many or swapped, where nothing sounds as typed', () => {
    for (const query of [
      'shuichli',
      'shuichuni',
      'shuihuli',
      'shuiichuli',
      'shuichuil',
      'shui chli',
      'shuicholi 膜',
    ]) {
      expect(ids(query)).toContain('a');
    }
    expect(ids('shuichlimo')[0]).toBe('a');
    expect(ids('lidianchhuishou')).toEqual(['c']);
    for (const query of ['shchli', 'qwrtz', 'zhuzhizhuzhi', 'huichli']) expect(ids(query)).toEqual([]);
    expect(ids('shuichulidianchi').toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives everything for a blank query, sorted and in pages', () => {
    expect(ids(' ')).toEqual(['a', 'b', 'c', 'd']);
    const sort = { facet: 'trl', order: 'descending' };
    expect(ids('', { sort })).toEqual(['b', 'a', 'c', 'd']);
    expect(ids('', { sort, offset: 1, limit: 2 })).toEqual(['a', 'c']);
    expect(ids('', { sort: { facet: 'trl', order: 'ascending' } })).toEqual(['c', 'a', 'b', 'd']);
    expect(ids('', { offset: 1_000_000 })).toEqual([]);
    expect(ids('水处理', { accept: (id: string) => id !== 'd' })).toEqual(['a', 'b']);
  });

  it('counts what it would list', () => {
    const title = fc.string({ unit: fc.constantFrom(...'锂电池回收水处理膜 '), maxLength: 8 });
    const document = fc.record({
      title,
      color: fc.constantFrom('r', 'g'),
      size: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(document, { maxLength: 12 }), title, (documents, query) => {
        const index = new TextIndex();
        documents.forEach(({ title, color, size }, i) =>
          index.set(`d${i}`, { title }, { color: [color], size: [size] }),
        );
        const list = (where: FacetFilter): number => index.find(query, { limit: 100, where }).hits.length;
        const found = index.find(query, { limit: 1, where: { color: ['r'] }, facets: ['color', 'size'] });
        expect(found.total).toBe(list({ color: ['r'] }));
        for (const { value, count } of found.facets.color!) expect(count).toBe(list({ color: [value] }));
        for (const { value, count } of found.facets.size!) {
          expect(count).toBe(list({ color: ['r'], size: [value] }));
        }
      }),
    );
  });
});

describe('find by sound', () => {
  it('reads pinyin, initials and a mixture as what titles and names say', () => {
    for (const query of ['shuichulimo', 'shui chuli mo', 'sclm', 'shui处理mo', "shui'chu li膜"]) {
      expect([query, ids(query)[0]]).toEqual([query, 'a']);
    }
    expect(ids('xzxcl')).toEqual(['a']);
    expect(ids('ldc回收')).toEqual(['c']);
    expect(ids('mocailiao yaoji').toSorted()).toEqual(['a', 'd']);
  });

  it('leaves words alone that documents have, and finds nothing by letters that mean nothing', () => {
    const index = catalogue();
    index.set('e', { title: 'SCLM 模型' });
    expect(index.find('sclm', { limit: 5 }).hits.map(({ id }) => id)).toEqual(['e']);
    expect(ids('qqqqqq')).toEqual([]);
    expect(ids('v')).toEqual([]);
  });
});

describe('find for people who slip', () => {
  it('finds what has one character wrong, missing or too many, and says what was meant', () => {
    const index = catalogue();
    index.set('e', { title: '膜法海水淡化' });
    for (const query of ['水处里膜', '水处膜材料', '水处理理膜', '水理处膜']) {
      const { hits, didYouMean } = index.find(query, { limit: 3 });
      expect([query, hits[0]?.id, didYouMean?.slice(0, 3)]).toEqual([query, 'a', '水处理']);
    }
    expect(index.find('谁储里默', { limit: 3 })).toMatchObject({ total: 0, didYouMean: '水处理膜' });
    expect(index.find('水处理膜', { limit: 3 }).didYouMean).toBeUndefined();
    expect(index.find('轴承', { limit: 3 })).toEqual({ hits: [], total: 0, facets: {} });
  });

  it('takes pinyin for a slip in what much is called by, before an accidental mix with initials', () => {
    const index = new TextIndex();
    index.set('mix', { title: '水产合力' });
    ['膜', '药剂', '装置', '工艺'].forEach((rest, i) => index.set(`${i}`, { title: `水处理${rest}` }));
    const found = index.find('shuichli', { limit: 5 }).hits.map(({ id }) => id);
    expect(found.slice(0, 4).toSorted()).toEqual(['0', '1', '2', '3']);
    expect(index.find('shuichul', { limit: 5 }).total).toBe(4);
  });

  it('reads pinyin of those who do not tell zh from z or ng from n, though words be found in it', () => {
    const index = catalogue();
    index.set('e', { title: '智能传感器' });
    index.set('f', { title: '自能' });
    index.set('g', { title: '产改企' });
    for (const query of ['zinencuanganqi', 'zhinengchuangganqi', 'zi nen cuan gan qi']) {
      expect([query, index.find(query, { limit: 1 }).hits[0]?.id]).toEqual([query, 'e']);
    }
  });

  it('reads no sense into letters that nothing much sounds like, and reads the other words all the same', () => {
    const index = catalogue();
    index.set('e', { title: '全球气候' });
    index.set('f', { title: '族自治州' });
    for (const nonsense of ['qqqzzz', 'hello world', 'qqqxzxz'])
      expect(index.find(nonsense, { limit: 1 }).total).toBe(0);
    expect(index.find('shuichulimo qqqzzz', { limit: 1 }).hits[0]?.id).toBe('a');
  });

  it('takes letters apart so that words come of all of them, be the first one shorter', () => {
    const index = catalogue();
    index.set('e', { title: '固态电解质' });
    index.set('f', { title: '电池的固态封装' });
    const [first] = index.find('gutaidianchi', { limit: 1 }).hits;
    expect(first!.score).toBeCloseTo(index.find('固态 电池', { limit: 1 }).hits[0]!.score, 6);
  });

  it('weighs what initials may stand for beside other words', () => {
    const index = catalogue();
    ['', '与效益', '测算', '理论'].forEach((rest, i) => index.set(`${i}`, { title: `生产率${rest}` }));
    index.set('g', { title: '高校的水处理' });
    index.set('h', { title: '高校' });
    expect(index.find('scl gaoxiao', { limit: 1 })).toMatchObject({ hits: [{ id: 'g' }], total: 1 });
  });

  it('folds width, case and traditional characters', () => {
    expect(ids('鋰電池回收')).toEqual(ids('锂电池回收'));
    expect(ids('"鋰電池"')).toEqual(['c']);
  });
});

describe('find with synonyms', () => {
  it('finds the other wording below the one that was typed, and says so', () => {
    const index = catalogue();
    index.set('e', { title: '锂离子电池材料' });
    expect(index.find('锂电池', { limit: 5 }).hits.map(({ id }) => id)).toEqual(['c', 'e']);
    index.useSynonyms([
      ['锂电池', '锂离子电池'],
      ['光伏', '太阳能电池'],
    ]);
    const { hits } = index.find('锂电池', { limit: 5, explain: true });
    expect(hits.map(({ id }) => id)).toEqual(['c', 'e']);
    expect(hits[1]!.explanation!.reading).toEqual({ text: '锂离子电池', because: 'synonym' });
  });
});

describe('explanation', () => {
  it('says what each term adds through each field, as much as the whole score by terms', () => {
    const index = catalogue();
    const [hit] = index.find('水处理膜', { limit: 1, explain: true }).hits;
    const { terms, secondLook, reading } = hit!.explanation!;
    expect(reading).toBeUndefined();
    expect(new Set(terms.map(({ term }) => term))).toEqual(new Set('水 处 理 膜 水处 处理 理膜'.split(' ')));
    expect(new Set(terms.map(({ field }) => field))).toEqual(new Set(['title', 'keywords']));
    expect(secondLook).toHaveProperty('title');
    expect(terms.every(({ contribution }) => contribution > 0)).toBe(true);
    expect(index.find('水处理膜', { limit: 1 }).hits[0]).not.toHaveProperty('explanation');
    expect(index.find('sclm', { limit: 1, explain: true }).hits[0]!.explanation!.reading).toEqual({
      text: '水处理膜',
      because: 'sound',
    });
  });
});

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

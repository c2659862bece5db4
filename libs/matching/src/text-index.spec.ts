import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { TextIndex, type IndexedFields } from './text-index.js';

function indexOf(docs: Record<string, IndexedFields | string>): TextIndex {
  const index = new TextIndex();
  for (const [id, doc] of Object.entries(docs)) index.set(id, typeof doc === 'string' ? { title: doc } : doc);
  return index;
}

const ids = (index: TextIndex, query: string, limit = 10): string[] =>
  index.search(query, { limit }).map(({ id }) => id);

describe('TextIndex', () => {
  it('ranks the rarer word, the weightier field and the whole phrase first', () => {
    const index = indexOf({
      a: '锂电池回收技术',
      b: { title: '废旧金属回收', text: '也处理锂电池' },
      c: '水处理技术',
      d: '电池用锂盐的回收',
    });
    expect(ids(index, '锂电池')[0]).toBe('a');
    expect(ids(index, '锂电池')).not.toContain('c');
    expect(ids(index, '锂电池 回收技术')[0]).toBe('a');
  });

  it('puts titles that contain the query on top, the shortest first', () => {
    const index = indexOf({
      long: '面向新能源汽车的动力电池热管理系统研究',
      exact: '热管理系统',
      often: { title: '系统管理', text: '热管理 热管理 热管理 系统 系统 热 热 管理系统' },
    });
    expect(ids(index, '热管理 系统')).toEqual(['exact', 'long', 'often']);
  });

  it('replaces and removes documents', () => {
    const index = indexOf({ a: '石墨烯', b: '石墨电极' });
    index.set('a', { title: '玄武岩纤维' });
    expect(ids(index, '石墨')).toEqual(['b']);
    expect(index.remove('b')).toBe(true);
    expect(index.remove('b')).toBe(false);
    expect(ids(index, '石墨')).toEqual([]);
    expect([index.has('a'), index.has('b'), index.size]).toEqual([true, false, 1]);
  });

  it('filters before the cut', () => {
    const index = indexOf({ a: '电机', b: '电机控制', c: '电机控制器设计' });
    expect(index.search('电机', { limit: 1, accept: (id) => id === 'c' }).map(({ id }) => id)).toEqual(['c']);
    expect(index.search('电机', { limit: 0 })).toEqual([]);
  });

  it('finds nothing for queries that say nothing', () => {
    const index = indexOf({ a: '电机', b: '' });
    for (const query of ['', '  ', '，。！', '\u0000', '磁']) expect(ids(index, query)).toEqual([]);
    expect(ids(new TextIndex(), '电机')).toEqual([]);
  });

  it('answers a query of 10,000 characters at once', () => {
    const alphabet = Array.from({ length: 3_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    const index = new TextIndex();
    for (let i = 0; i < 2_000; i++) index.set(`d${i}`, { title: alphabet.slice(i, i + 30) });
    const started = performance.now();
    expect(ids(index, alphabet.repeat(4).slice(0, 10_000))).toHaveLength(10);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('answers after any changes as an index that was built from what is left', () => {
    const title = fc.string({ unit: fc.constantFrom(...Array.from('锂电池回收 ，a5')), maxLength: 8 });
    const change = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), title: fc.option(title) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), title, (changes, query) => {
        const changed = new TextIndex();
        const left: Record<string, string> = {};
        for (const { id, title } of changes) {
          delete left[id];
          if (title === null) changed.remove(id);
          else {
            changed.set(id, { title });
            left[id] = title;
          }
        }
        expect(changed.search(query, { limit: 10 })).toEqual(indexOf(left).search(query, { limit: 10 }));
      }),
    );
  });

  it('scores fields outside the index as it would inside', () => {
    const docs = { a: { title: '锂电池', keywords: '回收', text: '电池回收工艺' }, b: { title: '电机' } };
    const index = indexOf(docs);
    const terms = new Map([
      ['电池', 2],
      ['回', 0.5],
      ['无', 9],
    ]);
    expect(index.scoreOf(docs.a, terms)).toBe(index.rank(terms, { limit: 1 })[0]?.score);
    expect(index.scoreOf({ title: '' }, terms)).toBe(0);
  });
});

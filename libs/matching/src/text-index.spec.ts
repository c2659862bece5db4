import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { tokens } from '#text';
import type { FacetFilter } from './facet-columns.js';
import { TextIndex, type IndexedFields } from './text-index.js';

function indexOf(docs: Record<string, IndexedFields | string>): TextIndex {
  const index = new TextIndex();
  for (const [id, doc] of Object.entries(docs)) index.set(id, typeof doc === 'string' ? { title: doc } : doc);
  return index;
}

const ids = (index: TextIndex, query: string, limit = 10): string[] =>
  index.search(query, { limit }).map(({ id }) => id);

const anyText = fc.string({
  unit: fc.constantFrom(...Array.from('锂电池回收，a5 \n'), 'Al2O3'),
  maxLength: 12,
});

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

  it('prefers titles whose words the query has to those whose words it cuts', () => {
    const index = indexOf({ a: '青年文化学习研究', b: '青年的化学实验室' });
    expect(ids(index, '化学')).toEqual(['b', 'a']);
    expect(ids(index, '化学 青年')).toEqual(['b', 'a']);
    index.set('b', { title: '老年文化学习研究' });
    index.set('a', { title: '老年的化学实验室' });
    expect(ids(index, '化学')).toEqual(['a', 'b']);
  });

  it('says what the parts of a query add that a text holds as they stand', () => {
    const index = indexOf({
      a: { title: '', text: '控制分布的方式，数据的挖法和发掘' },
      b: { title: '', text: '数据挖掘，分布控制的方式' },
    });
    const { hits } = index.find('分布式控制 数据挖掘', { limit: 2, explain: true });
    const added = hits.map(({ id, explanation }) => [id, explanation!.secondLook!.wholeParts > 0]);
    expect(added).toEqual([
      ['b', true],
      ['a', false],
    ]);
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

  it('answers a query of 10,000 characters', () => {
    const alphabet = Array.from({ length: 3_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    const index = new TextIndex();
    for (let i = 0; i < 2_000; i++) index.set(`d${i}`, { title: alphabet.slice(i, i + 30) });
    expect(ids(index, alphabet.repeat(4).slice(0, 10_000))).toHaveLength(10);
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

  it('does not let an added document change what another one scores, idf aside', () => {
    const terms = new Map([['电池', 1]]);
    const index = indexOf({ a: '锂电池' });
    const before = index.rank(terms, { limit: 1 });
    index.set('b', { title: '水处理', text: '长'.repeat(500) });
    expect(index.rank(terms, { limit: 1 })).toEqual(before);
  });

  it('never scores lower for a term more in the question, nor for one more that is met', () => {
    const fields = { title: anyText, text: anyText };
    fc.assert(
      fc.property(fc.record(fields), anyText, anyText, (doc, asked, more) => {
        const index = new TextIndex();
        const few = new Map(tokens(asked).map(({ term }) => [term, 1]));
        const many = new Map([...few, ...tokens(more).map(({ term }) => [term, 1] as const)]);
        expect(index.reading(doc)(many)).toBeGreaterThanOrEqual(index.reading(doc)(few));
        const fuller = { ...doc, keywords: asked };
        expect(index.reading(fuller)(few)).toBeGreaterThanOrEqual(index.reading(doc)(few));
      }),
    );
  });

  it('finds the same best whether it looks for few or for all', () => {
    const titles = fc.array(anyText, { minLength: 1, maxLength: 60 });
    const weights = fc.array(fc.tuple(anyText, fc.double({ min: 0.01, max: 9, noNaN: true })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(titles, weights, fc.integer({ min: 1, max: 5 }), (titles, weighted, limit) => {
        const index = indexOf(Object.fromEntries(titles.map((title, i) => [`d${i}`, title])));
        const terms = new Map(weighted.flatMap(([text, n]) => tokens(text).map(({ term }) => [term, n])));
        const all = index.rank(terms, { limit: 1_000 });
        expect(index.rank(terms, { limit })).toEqual(all.slice(0, limit));
        const accept = (id: string): boolean => Number(id.slice(1)) % 3 > 0;
        const accepted = all.filter(({ id }) => accept(id)).slice(0, limit);
        expect(index.rank(terms, { limit, accept })).toEqual(accepted);
      }),
    );
  });

  it('filters by facets before the cut', () => {
    const index = new TextIndex();
    index.set('a', { title: '电机' }, { field: ['机械'], trl: [4] });
    index.set('b', { title: '电机控制' }, { field: ['机械', '电子'], trl: [7] });
    index.set('c', { title: '电机控制器设计' });
    const found = (where: FacetFilter): string[] =>
      index.search('电机', { limit: 1, where }).map(({ id }) => id);
    expect(found({ field: ['电子'] })).toEqual(['b']);
    expect(found({ trl: { min: 5 } })).toEqual(['b']);
    expect(found({ field: ['机械'], trl: { max: 4 } })).toEqual(['a']);
    expect(found({ field: ['化工'] })).toEqual([]);
    expect(found({ district: ['x'] })).toEqual([]);
    index.set('b', { title: '电机控制' }, { field: ['化工'] });
    expect([found({ field: ['化工'] }), found({ trl: { min: 5 } })]).toEqual([['b'], []]);
  });

  it('answers on after a filter that failed as if it had never been asked', () => {
    const index = indexOf({ a: '电机', b: '电机控制' });
    const before = index.search('电机', { limit: 2 });
    const accept = (): boolean => {
      throw new Error('no policy');
    };
    expect(() => index.search('电机', { limit: 2, accept })).toThrow('no policy');
    expect(index.search('电机', { limit: 2 })).toEqual(before);
  });

  it('holds words that run together or miss a character against titles that have all of them', () => {
    const index = indexOf({
      part: '供给结构性失衡的机理',
      all: '供给侧结构性改革下的企业',
      other: '结构设计',
    });
    expect(ids(index, '供给结构性革')[0]).toBe('all');
    expect(ids(index, '供给结构性')[0]).toBe('part');
  });

  it('finds a title by a piece with one character wrong, missing or too many', () => {
    const index = indexOf({ a: '锂离子电池热失控预警', b: '热电池的失控与电离', c: '电子预警热控池' });
    for (const piece of ['离子电也热失控', '离子电热失控', '离子电大池热失控', '离子池电热失控']) {
      expect(ids(index, piece)[0]).toBe('a');
    }
  });

  it('gives finite scores and an end to any query and any document', () => {
    const odd = [
      '',
      '啊',
      'only latin words',
      '3.14159 42',
      '\u0000\u0007\ud800',
      '锂'.repeat(100_000),
      'ab '.repeat(30_000),
      '\u202e电池\u{1f50b}',
    ];
    const index = new TextIndex();
    odd.forEach((text, i) => index.set(`d${i}`, { title: text }));
    for (const query of odd) {
      for (const { score } of index.search(query, { limit: 10 })) {
        expect(Number.isFinite(score)).toBe(true);
        expect(score).toBeGreaterThan(0);
      }
    }
  });

  it('is the same after a snapshot, and goes on from there', () => {
    const document = fc.record({ id: fc.string(), title: anyText, text: anyText });
    const documents = fc.uniqueArray(document, { selector: ({ id }) => id, maxLength: 12 });
    fc.assert(
      fc.property(documents, anyText, (documents, query) => {
        const index = new TextIndex();
        for (const { id, ...fields } of documents) index.set(id, fields, { letter: [id.length] });
        for (const { id } of documents.slice(0, 3)) index.remove(id);
        const loaded = TextIndex.load(index.snapshot());
        const options = { limit: 20, where: { letter: { min: 1 } } };
        for (const one of [index, loaded]) one.set('more', { title: query + '新' }, { letter: [9] });
        expect(loaded.size).toBe(index.size);
        expect(loaded.search(query, options)).toEqual(index.search(query, options));
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
    expect(index.reading(docs.a)(terms)).toBe(index.rank(terms, { limit: 1 })[0]?.score);
    expect(index.reading({ title: '' })(terms)).toBe(0);
  });
});

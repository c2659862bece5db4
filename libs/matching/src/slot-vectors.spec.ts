import { describe, expect, it } from '@jest/globals';
import { TextIndex } from './text-index.js';

/** A unit vector that points mostly one way. */
function towards(way: number, dimensions = 8): Float32Array {
  const numbers = Array.from({ length: dimensions }, (_, i) => (i === way ? 1 : 0.1));
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (value) => value / length);
}
const membranes = towards(0);

function catalogue(): TextIndex {
  const index = new TextIndex();
  index.set('membrane', { title: '低压分离膜' }, { field: ['环境'], trl: [6] }, membranes);
  index.set('filter', { title: '净水滤芯' }, { field: ['环境'], trl: [8] }, towards(1));
  for (let i = 0; i < 30; i++) {
    index.set(`other${i}`, { title: `第${i}号净水设备` }, { field: ['装备'] }, towards(1 + (i % 7)));
  }
  index.set('unknown', { title: '净水滤芯支架' }, { field: ['装备'] });
  return index;
}
const find = (query: string, options: object = {}) => catalogue().find(query, { limit: 40, ...options });
const ids = (query: string, options?: object) => find(query, options).hits.map(({ id }) => id);

describe('finding by sense', () => {
  it('finds what only means the same, and not without a vector', () => {
    expect(ids('净水滤芯')).not.toContain('membrane');
    const found = ids('净水滤芯', { vector: membranes });
    expect(found.slice(0, 3)).toContain('membrane');
    expect(found).toContain('filter');
    expect(ids('毫不相干', { vector: membranes })).toEqual(['membrane']);
  });

  it('counts it in totals and facets, under filters, exclusions and in every order', () => {
    const asked = { vector: membranes, facets: ['field'] };
    const { total, facets } = find('毫不相干', { ...asked, where: { field: ['装备'] } });
    expect(total).toBe(0);
    expect(facets.field).toEqual([{ value: '环境', count: 1 }]);
    expect(ids('毫不相干', { ...asked, where: { trl: { min: 7 } } })).toEqual([]);
    expect(ids('毫不相干 -分离', asked)).toEqual([]);
    expect(ids('毫不相干', { ...asked, accept: (id: string) => id !== 'membrane' })).toEqual([]);
    const sort = { facet: 'trl', order: 'descending' };
    expect(ids('净水滤芯', { ...asked, sort }).slice(0, 2)).toEqual(['filter', 'membrane']);
  });

  it('cuts pages that together hold each hit once', () => {
    const whole = ids('净水设备', { vector: membranes });
    const pages = [0, 7, 14, 21, 28, 35].flatMap((offset) =>
      ids('净水设备', { vector: membranes, offset, limit: 7 }),
    );
    expect(pages).toEqual(whole);
    expect(new Set(whole).size).toBe(whole.length);
  });

  it('explains it, takes no notice of a vector of another length, and forgets what was removed', () => {
    const [hit] = find('毫不相干', { vector: membranes, explain: true }).hits;
    expect(hit!.explanation!.sense).toBeGreaterThan(3);
    expect(ids('净水滤芯', { vector: towards(0, 4) })).toEqual(ids('净水滤芯'));
    const index = catalogue();
    index.set('membrane', { title: '低压分离膜' });
    expect(index.find('毫不相干', { limit: 9, vector: membranes }).hits).toEqual([]);
  });

  it('reads pinyin as pinyin', () => {
    expect(ids('jingshuilvxin', { vector: membranes })).toEqual(ids('jingshuilvxin'));
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import {
  BuiltinIndex,
  MeilisearchIndex,
  MOST_FACET_VALUES,
  type SearchDocument,
  type SearchIndex,
  type SearchRequest,
  ThreadedIndex,
} from '#platform';

const schema = { facets: ['kind', 'field', 'mode', 'owner', 'disclosure'], numbers: ['trl', 'publishedAt'] };
const url = process.env.MEILI_URL;
const adapters: Record<string, () => Promise<SearchIndex>> = {
  builtin: async () => new BuiltinIndex(schema),
  'builtin in a thread': async () => new ThreadedIndex(schema),
};
if (url) {
  adapters.meilisearch = async () => {
    const name = `contract-${randomBytes(6).toString('hex')}`;
    const index = new MeilisearchIndex({ url, key: process.env.MEILI_KEY, name, schema, vectors: true });
    await index.prepare();
    return index;
  };
}
process.stdout.write(
  url
    ? `Search contract: runs on the built-in index and on Meilisearch at ${new URL(url).host}.\n`
    : 'Search contract: runs on the built-in index; Meilisearch is left out, since MEILI_URL is not set.\n',
);

const document = (
  id: string,
  title: string,
  rest: Partial<Omit<SearchDocument, 'fields'>> & {
    names?: string;
    summary?: string;
    text?: string;
    keywords?: string;
  } = {},
): SearchDocument => {
  const { names, summary, text, keywords, ...others } = rest;
  return {
    id,
    stamp: `${id}-1`,
    fields: {
      title,
      ...(keywords ? { keywords } : {}),
      ...(names ? { names } : {}),
      ...(summary ? { summary } : {}),
      ...(text ? { text } : {}),
    },
    facets: { kind: ['technology'], field: ['materials'], disclosure: ['public'], owner: ['o1'] },
    numbers: { trl: 5, publishedAt: 100 },
    ...others,
  };
};
const facets = (field: string, mode: string[], disclosure = 'public', owner = 'o1') => ({
  kind: ['technology'],
  field: [field],
  mode,
  disclosure: [disclosure],
  owner: [owner],
});
const documents = [
  document('membrane', '聚酰胺反渗透水处理膜', {
    summary: '高通量复合膜，用于海水淡化',
    names: '西南新材料研究所',
    facets: facets('environment', ['license', 'transfer']),
    numbers: { trl: 7, publishedAt: 300 },
  }),
  document('agent', '水处理药剂', {
    text: '絮凝剂的配方与投加',
    facets: facets('environment', ['service']),
    numbers: { trl: 9, publishedAt: 200 },
  }),
  document('solid', '固态电池电解质', {
    summary: '硫化物体系，Al2O3 包覆',
    facets: facets('energy', ['license']),
    numbers: { trl: 4, publishedAt: 400 },
  }),
  document('lithium', '锂离子电池回收', {
    text: '动力电池梯次利用',
    facets: facets('energy', ['service'], 'registered', 'o2'),
    numbers: { publishedAt: 500 },
  }),
  document('radio', '5G通信基站散热材料', { text: 'TRL7 已量产', facets: facets('electronics', []) }),
  document('imaging', 'AI+医疗影像辅助诊断', { facets: facets('health', ['license']) }),
  document('secret', '高温合金涡轮叶片', { facets: facets('materials', ['license'], 'confidential', 'o3') }),
  document('welding', '激光焊接质量在线检测', { names: '先进制造产业技术研究院' }),
  document('markup', '<b>标题</b> & "引号" 的处理', {}),
];
const everything: SearchRequest = { q: '', where: [], choices: {}, facets: [], limit: 20, offset: 0 };

describe.each(Object.keys(adapters))('search index: %s', (name) => {
  let index: SearchIndex;
  const find = async (q: string, rest: Partial<SearchRequest> = {}) => {
    const answer = await index.search({ ...everything, q, ...rest });
    const counts = Object.entries(answer.facets).map(
      ([facet, of]) => [facet, Object.fromEntries(of)] as const,
    );
    return { ...answer, facets: Object.fromEntries(counts) };
  };
  const ids = async (q: string, rest: Partial<SearchRequest> = {}) =>
    (await find(q, rest)).hits.map((hit) => hit.id);
  beforeAll(async () => {
    index = await adapters[name]!();
    await index.setSynonyms([
      ['光伏', '太阳能电池'],
      ['海水淡化', '脱盐制水'],
    ]);
    await index.put(documents);
  }, 120_000);
  afterAll(async () => {
    await index.remove(documents.map(({ id }) => id));
    if (index instanceof ThreadedIndex) await index.close();
  });

  describe('query', () => {
    it.each([
      ['a title', '水处理药剂', 'agent'],
      ['a part of a title', '水处理膜', 'membrane'],
      ['words in another order', '电解质 固态', 'solid'],
      ['a word of the summary', '海水淡化', 'membrane'],
      ['a word of the text', '絮凝剂', 'agent'],
      ['digits and Latin in Chinese', '5G', 'radio'],
      ['lower case', '5g通信', 'radio'],
      ['full width', '５Ｇ', 'radio'],
      ['a formula', 'al2o3', 'solid'],
      ['a plus sign', 'AI+医疗', 'imaging'],
      ['a level', 'TRL7', 'radio'],
      ['an organisation', '西南新材料', 'membrane'],
      ['traditional characters', '固態電池', 'solid'],
      ['a phrase', '"电池电解质"', 'solid'],
      ['pinyin', 'shuichulimo', 'membrane'],
      ['spaced pinyin', 'shui chuli mo', 'membrane'],
      ['the beginning of pinyin', 'gutaidianch', 'solid'],
      ['pinyin with a letter missing', 'shuichlimo', 'membrane'],
      ['pinyin with a wrong letter', 'gutaidianche', 'solid'],
      ['initials of a title', 'gtdcdjz', 'solid'],
      ['initials of an organisation', 'xnxclyjs', 'membrane'],
      ['a wrong character', '固太电池电解质', 'solid'],
      ['a missing character', '固态池电解质', 'solid'],
      ['a synonym', '脱盐制水', 'membrane'],
    ])('finds by %s: %s', async (_, q, first) => {
      expect((await ids(q))[0]).toBe(first);
    });
    it('finds a phrase only where it stands whole', async () => {
      expect(await ids('"水处理" "药剂"')).toEqual(['agent']);
      expect(await ids('"药剂水处理"')).toEqual([]);
    });
    it('leaves out what a minus sign excludes', async () => {
      const both = await ids('电池');
      expect(both.sort()).toEqual(['lithium', 'solid']);
      expect(await ids('电池 -锂离子')).toEqual(['solid']);
      expect(await ids('水处理 -"药剂"')).toEqual(['membrane']);
    });
    it('puts a match in the title before one in the text', async () => {
      await index.put([document('aside', '包装机', { text: '可用于水处理药剂的包装' })]);
      const found = await ids('水处理药剂');
      await index.remove(['aside']);
      expect(found[0]).toBe('agent');
      expect(found).toContain('aside');
    });
    it('says what was meant where nothing was found as typed', async () => {
      expect((await find('固太电池')).didYouMean).toBe('固态电池');
      expect((await find('固态电池')).didYouMean).toBeUndefined();
    });
    it.each(['""', '-', '--- "', '。，！', '😀', '\u0000\u0001', '   -   '])(
      'finds nothing by %j',
      async (q) => {
        expect(await find(q)).toMatchObject({ hits: [], total: 0 });
      },
    );
    it.each([
      'x'.repeat(10_000),
      '水'.repeat(10_000),
      '水处理 '.repeat(2_000),
      "'; DROP TABLE listings; --",
      'kind = "need" OR 1=1',
      '\ud800',
    ])('answers a hostile query within two seconds', async (q) => {
      const from = performance.now();
      await find(q);
      expect(performance.now() - from).toBeLessThan(2_000);
    });
  });

  describe('conditions, facets and order', () => {
    const mine = {
      either: [
        { facet: 'disclosure', in: ['public'] },
        { facet: 'owner', in: ['o2'] },
      ],
    };
    it('finds all by an empty query', async () => {
      expect((await find('')).total).toBe(documents.length);
    });
    it('shows, counts and suggests only what the conditions admit', async () => {
      expect(await ids('高温合金', { where: [mine] })).toEqual([]);
      expect(await ids('电池', { where: [mine] })).toHaveLength(2);
      const { facets: counts } = await find('', { where: [mine], facets: ['disclosure', 'owner'] });
      expect(counts.disclosure).toEqual({ public: documents.length - 2, registered: 1 });
      expect(counts.owner).not.toHaveProperty('o3');
      expect(await index.suggest({ q: '高温', where: [mine], limit: 8 })).toEqual([]);
      expect(await index.suggest({ q: '高温', where: [], limit: 8 })).toHaveLength(1);
    });
    it('admits nothing for an empty list of values', async () => {
      expect(await ids('', { where: [{ facet: 'owner', in: [] }] })).toEqual([]);
    });
    it('takes a value with quotes for a value', async () => {
      expect(
        await ids('', { where: [{ facet: 'owner', in: ['o1" OR facet_owner = "o3', "o1' OR 1"] }] }),
      ).toEqual([]);
    });
    it('counts a facet under all choices but its own', async () => {
      const answer = await find('', {
        facets: ['field', 'mode'],
        choices: { field: { facet: 'field', in: ['energy'] }, mode: { facet: 'mode', in: ['license'] } },
      });
      expect(answer.hits.map((hit) => hit.id)).toEqual(['solid']);
      expect(answer.total).toBe(1);
      expect(answer.facets.field).toEqual({ environment: 1, energy: 1, health: 1, materials: 1 });
      expect(answer.facets.mode).toEqual({ license: 1, service: 1 });
    });
    it('counts the most frequent values of a facet that has very many', async () => {
      const many = Array.from({ length: MOST_FACET_VALUES + 20 }, (_, i) =>
        document(`many-${i}`, '众多机构', { facets: facets('materials', [], 'public', `owner-${i}`) }),
      );
      const second = document('many-more', '众多机构', {
        facets: facets('materials', [], 'public', `owner-${MOST_FACET_VALUES + 19}`),
      });
      await index.put([...many, second]);
      const { facets: counts, total } = await find('众多机构', { facets: ['owner'] });
      expect(total).toBe(many.length + 1);
      expect(Object.keys(counts.owner!)).toHaveLength(MOST_FACET_VALUES);
      expect(counts.owner![`owner-${MOST_FACET_VALUES + 19}`]).toBe(2);
      await index.remove([...many, second].map(({ id }) => id));
    });

    it('counts the hits of the query, not all documents', async () => {
      const { facets: counts, total } = await find('电池', { facets: ['field'] });
      expect(counts.field).toEqual({ energy: 2 });
      expect(total).toBe(2);
    });
    it('narrows by the bounds of a number, both inclusive, unknown outside', async () => {
      const within = async (min?: number, max?: number) =>
        (await ids('', { where: [{ number: 'trl', min, max }] })).sort();
      expect(await within(7, 9)).toEqual(['agent', 'membrane']);
      expect(await within(undefined, 4)).toEqual(['solid']);
      expect(await within(1, 9)).not.toContain('lithium');
    });
    it('orders by a number, those without it last', async () => {
      const newest = await ids('', { sort: { number: 'publishedAt', order: 'descending' } });
      expect(newest.slice(0, 4)).toEqual(['lithium', 'solid', 'membrane', 'agent']);
      const mature = await ids('', { sort: { number: 'trl', order: 'descending' } });
      expect(mature.slice(0, 2)).toEqual(['agent', 'membrane']);
      expect(mature.at(-1)).toBe('lithium');
      expect(await ids('水处理', { sort: { number: 'trl', order: 'ascending' } })).toEqual([
        'membrane',
        'agent',
      ]);
    });
    it('cuts pages that together hold each hit once', async () => {
      const sort = { number: 'publishedAt', order: 'descending' } as const;
      const whole = await ids('', { sort });
      const pages = await Promise.all([0, 4, 8].map((offset) => ids('', { sort, limit: 4, offset })));
      expect(pages.flat()).toEqual(whole);
      expect(await ids('', { sort, limit: 3, offset: 2 })).toEqual(whole.slice(2, 5));
      expect(await find('', { limit: 0 })).toMatchObject({ hits: [], total: documents.length });
      expect(await ids('', { limit: 20, offset: 100_000 })).toEqual([]);
    });
    it('cuts pages of many hits by relevance, each hit once, beyond those that are looked at', async () => {
      const many = Array.from({ length: 130 }, (_, i) =>
        document(`many-${String(i).padStart(3, '0')}`, `纳米隔热涂层第${i}号`, {
          facets: facets('many', []),
        }),
      );
      await index.put(many);
      const q = '纳米隔热涂层 第129号';
      const pages = await Promise.all([0, 45, 90].map((offset) => find(q, { limit: 45, offset })));
      const { facets: counts } = await find(q, { limit: 0, facets: ['field'] });
      await index.remove(many.map(({ id }) => id));
      expect(pages.map(({ total }) => total)).toEqual([130, 130, 130]);
      expect(counts.field).toEqual({ many: 130 });
      const found = pages.flatMap(({ hits }) => hits.map(({ id }) => id));
      expect(found).toHaveLength(130);
      expect(new Set(found).size).toBe(130);
      expect(found[0]).toBe('many-129');
    });
    it('explains a score when asked', async () => {
      const [hit] = (await find('水处理膜', { explain: true })).hits;
      expect(hit!.explanation!.length).toBeGreaterThan(0);
      expect((await find('水处理膜')).hits[0]!.explanation).toBeUndefined();
    });
  });

  describe('vectors', () => {
    const towards = (way: number) => {
      const numbers = Array.from({ length: 8 }, (_, i) => (i === way ? 1 : 0.1));
      return Float32Array.from(numbers, (value) => value / Math.hypot(...numbers));
    };
    const near = (id: string, title: string, way: number) => ({
      ...document(id, title),
      vector: towards(way),
    });
    const titles = ['小麦育种', '卫星遥感', '疫苗佐剂', '语音识别', '焊接机器人', '船舶涂料', '桥梁监测'];
    const added = [
      near('cell', '钠离子储能单元', 0),
      ...titles.map((title, i) => near(`v${i}`, title, i + 1)),
    ];
    const found = async (q: string, way?: number) =>
      (await ids(q, way === undefined ? {} : { vector: towards(way) })).slice(0, 3);
    beforeAll(() => index.put(added));
    afterAll(() => index.remove(added.map(({ id }) => id)));

    it('find what means the same in other words, and nothing of it without one', async () => {
      expect(await found('蓄电装置')).not.toContain('cell');
      expect(await found('蓄电装置', 0)).toContain('cell');
    });
    it('leave a title that says the query where it is', async () => {
      expect((await found('水处理药剂', 0))[0]).toBe('agent');
    });
    it('of another length say nothing', async () => {
      const vector = Float32Array.of(1, 0);
      expect(await ids('固态电池', { vector })).toEqual(await ids('固态电池'));
    });
    it('find nothing that the conditions do not admit', async () => {
      const where = [{ facet: 'owner', in: ['o2'] }];
      expect(await ids('蓄电装置', { vector: towards(0), where })).not.toContain('cell');
    });
  });

  describe('suggestions', () => {
    it.each([
      ['characters', '固态', '固态电池电解质'],
      ['the middle of a title', '焊接质量', '激光焊接质量在线检测'],
      ['pinyin', 'jiguang', '激光焊接质量在线检测'],
      ['initials', 'gtdc', '固态电池电解质'],
    ])('completes %s', async (_, q, text) => {
      const suggestions = await index.suggest({ q, where: [], limit: 8 });
      expect(suggestions.map((one) => one.text)).toContain(text);
    });
    it('completes the last of several words by what the hits for the others say', async () => {
      const [first] = await index.suggest({ q: '水处理 药', where: [], limit: 8 });
      expect(first).toMatchObject({ text: '水处理 药剂', says: '药剂', holders: ['agent'] });
      const where = [{ facet: 'field', in: ['energy'] }];
      expect(await index.suggest({ q: '水处理 药', where, limit: 8 })).toEqual([]);
    });
    it('has none for nothing and for nonsense', async () => {
      expect(await index.suggest({ q: '', where: [], limit: 8 })).toEqual([]);
      expect(await index.suggest({ q: '"-', where: [], limit: 8 })).toEqual([]);
      expect(await index.suggest({ q: 'qqqqzzzz', where: [], limit: 8 })).toEqual([]);
    });
  });

  describe('changes', () => {
    it('replaces a document, keeps none of its former words, and forgets a removed one', async () => {
      await index.put([document('change', '石墨烯导热膜')]);
      expect(await ids('石墨烯')).toEqual(['change']);
      await index.put([{ ...document('change', '气凝胶隔热毡'), stamp: 'change-2' }]);
      expect(await ids('石墨烯')).toEqual([]);
      expect(await ids('气凝胶')).toEqual(['change']);
      expect((await index.stamps()).get('change')).toBe('change-2');
      await index.remove(['change', 'never-there']);
      expect(await ids('气凝胶')).toEqual([]);
      expect((await index.stamps()).has('change')).toBe(false);
    });
    it('drops a facet that a document no longer has', async () => {
      await index.put([document('change', '气凝胶隔热毡', { facets: { mode: ['license'] } })]);
      await index.put([document('change', '气凝胶隔热毡', { facets: {} })]);
      const { facets: counts } = await find('气凝胶', { facets: ['mode'] });
      await index.remove(['change']);
      expect(counts.mode).toEqual({});
    });
    it('knows the stamp of everything it holds', async () => {
      const stamps = await index.stamps();
      expect([...stamps.keys()].sort()).toEqual(documents.map(({ id }) => id).sort());
      expect(stamps.get('membrane')).toBe('membrane-1');
    });
    it('follows an edited synonym table', async () => {
      expect(await ids('脱盐制水')).toContain('membrane');
      await index.setSynonyms([['涡轮叶片', '发动机桨']]);
      expect(await ids('发动机桨')).toEqual(['secret']);
      await index.setSynonyms([['海水淡化', '脱盐制水']]);
      expect(await ids('发动机桨')).toEqual([]);
    });
    it('is rebuilt beside the live one, which answers until the new one takes its place', async () => {
      const progress: number[] = [];
      const during: number[] = [];
      async function* anew() {
        during.push((await find('')).total);
        yield documents.slice(0, 4);
        during.push((await find('')).total);
        yield [document('rebuilt', '重建后的条目')];
      }
      await index.rebuild(anew(), (done) => progress.push(done));
      expect(during).toEqual([documents.length, documents.length]);
      expect(progress.at(-1)).toBe(5);
      expect((await find('')).total).toBe(5);
      expect(await ids('重建后')).toEqual(['rebuilt']);
      expect(await ids('脱盐制水')).toContain('membrane');
      await index.rebuild(
        (async function* () {
          yield documents;
        })(),
      );
      expect((await find('')).total).toBe(documents.length);
    });
    it('stays whole when a rebuild breaks off', async () => {
      async function* broken() {
        yield documents.slice(0, 2);
        throw new Error('the source broke off');
      }
      await expect(index.rebuild(broken())).rejects.toThrow('the source broke off');
      expect((await find('')).total).toBe(documents.length);
    });
  });
});

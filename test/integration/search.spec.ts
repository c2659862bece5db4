import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  archiveListing,
  listListings,
  type RequestOf,
  saveListing,
  readListing,
  readSearchIndex,
  reconcileSearchIndex,
  suggestListings,
} from '#contracts';
import { OwnIndex } from '#catalogue';
import { eventually } from '../support/eventually.js';
import { officer, participant, type Participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { need, publish, technology } from '../support/samples.js';

type Query = Omit<NonNullable<RequestOf<typeof listListings>['query']>, 'kind'> & {
  kind?: 'technology' | 'need';
};

let product: Product;
let bureau: Person;
let institute: Participant;
let enterprise: Participant;
let pending: Participant;
beforeAll(async () => {
  product = await startProduct();
  bureau = await officer(product);
  institute = await participant(product, 'institute', { name: '海河膜科学研究院' });
  enterprise = await participant(product, 'enterprise', { name: '云帆光电集团' });
  pending = await participant(product, 'enterprise', { state: 'pending' });
});
afterAll(() => product.stop());

const ask = (query: Query, by?: Person) =>
  (by?.agent ?? product.visitor()).get(listListings, { query: { kind: 'technology', ...query } });
const ids = async (query: Query, by?: Person) => (await ask(query, by)).items.map(({ id }) => id);
const suggested = async (q: string, by?: Person) =>
  (await (by?.agent ?? product.visitor()).get(suggestListings, { query: { kind: 'technology', q } }))
    .suggestions;
const make = (title: string, changes: object = {}, disclosure?: 'registered' | 'confidential') =>
  publish(institute, bureau, { kind: 'technology', content: technology({ title, ...changes }), disclosure });
const shown = (id: string, query: Query, by?: Person, seconds = 2) =>
  eventually(`${id} in the search`, async () => (await ids(query, by)).includes(id), seconds);
const gone = (id: string, query: Query, by?: Person, seconds = 2) =>
  eventually(`${id} out of the search`, async () => !(await ids(query, by)).includes(id), seconds);
/** Changes a listing behind the product's back: nothing tells the index. */
const secretly = (sql: string, id: string) =>
  product.database.query(`UPDATE listings SET ${sql} WHERE id = $1`, [id]);

describe('in step with the data', () => {
  it('shows a publication, a change, a withdrawal and another disclosure within 2 s', async () => {
    const listing = await make('柔性钙钛矿组件');
    const params = { id: listing.id };
    await shown(listing.id, { q: '钙钛矿' });
    const other = await product.another();
    const elsewhere = await fetch(
      `${other.url}/api/listings?kind=technology&q=${encodeURIComponent('钙钛矿')}`,
    );
    expect(((await elsewhere.json()) as { total: number }).total).toBe(1);

    const content = technology({ title: '柔性钙钛矿组件' });
    const at = (await institute.agent.get(readListing, { params })).version;
    const saved = await institute.agent.get(saveListing, {
      params,
      body: { version: at, content, disclosure: 'registered' },
    });
    await gone(listing.id, { q: '钙钛矿' });
    await shown(listing.id, { q: '钙钛矿' }, enterprise);
    await institute.agent.get(archiveListing, { params, body: { version: saved.version } });
    await gone(listing.id, { q: '钙钛矿' }, enterprise);
  });
});

describe('access', () => {
  it('never finds, counts or suggests what is confidential to others', async () => {
    const { id } = await make('量子密钥分发终端', { field: 'nuclear', modes: ['equity'] }, 'confidential');
    await shown(id, { q: '量子密钥' }, institute);
    expect(await ids({ q: '量子密钥' }, bureau)).toEqual([id]);
    for (const by of [undefined, enterprise, pending]) {
      const all = await ask({ q: '量子密钥' }, by);
      expect(all.items).toEqual([]);
      expect(all.total).toBe(0);
      const facets = JSON.stringify((await ask({}, by)).facets);
      expect(facets).not.toContain('nuclear');
      expect(facets).not.toContain('equity');
      for (const typed of ['量子', 'liangzi', 'lzmy']) expect(await suggested(typed, by)).toEqual([]);
    }
    expect(await suggested('量子', institute)).toMatchObject([{ listingId: id }]);
  });

  it('lets nobody but owner and bureau ask whose an anonymous need is', async () => {
    const { id } = await publish(enterprise, bureau, {
      kind: 'need',
      content: need({ title: '透明导电膜溅射', anonymous: true }),
    });
    await shown(id, { kind: 'need', q: '透明导电膜' });
    const organisation = enterprise.organisation.id;
    for (const by of [undefined, institute]) {
      const answer = await ask({ kind: 'need', q: '透明导电膜' }, by);
      expect(answer.organisations).toEqual([]);
      expect(JSON.stringify(answer)).not.toContain('云帆');
      expect(await ids({ kind: 'need', organisation }, by)).toEqual([]);
      expect(await ids({ kind: 'need', q: '云帆' }, by)).toEqual([]);
    }
    expect(await ids({ kind: 'need', organisation }, bureau)).toEqual([id]);
    expect((await ask({ kind: 'need', q: '透明导电膜' }, bureau)).organisations).toEqual([
      { id: organisation, name: '云帆光电集团', count: 1 },
    ]);
  });

  it('filters by price only for those who may see prices, and explains to the bureau only', async () => {
    const { id } = await make('纳米压印光刻', { price: { kind: 'range', min: 100_00, max: 300_00 } });
    await shown(id, { q: '纳米压印' });
    const range = { q: '纳米压印', priceMin: 200_00, priceMax: 250_00 };
    expect(await ids(range, enterprise)).toEqual([id]);
    expect(await ids({ ...range, priceMin: 301_00, priceMax: 400_00 }, enterprise)).toEqual([]);
    for (const agent of [product.visitor(), pending.agent]) {
      const refused = await agent.refused(listListings, { query: { kind: 'technology', ...range } });
      expect(refused.fields).toMatchObject([
        { field: 'priceMin', reason: 'members_only' },
        { field: 'priceMax', reason: 'members_only' },
      ]);
    }
    const explain = { q: '纳米压印', explain: 'true' as const };
    expect((await ask(explain, bureau)).items[0]!.explanation!.length).toBeGreaterThan(0);
    const query = { kind: 'technology', ...explain };
    expect((await enterprise.agent.refused(listListings, { query })).code).toBe('not_allowed');
  });

  it('shows no hit from an index that is behind, and fills the page', async () => {
    const made = [];
    for (const n of [1, 2, 3, 4]) made.push((await make(`深海采矿装备${'甲乙丙丁'[n - 1]}`)).id);
    for (const id of made) await shown(id, { q: '深海采矿' });
    const before = await ids({ q: '深海采矿' });
    await secretly(`disclosure = 'confidential'`, before[0]!);
    await secretly(`state = 'expired'`, before[1]!);
    const first = await ask({ q: '深海采矿', pageSize: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(before.slice(2));
    expect(first.total).toBe(2);
    expect(first.facets['mode']!.every(({ count }) => count <= first.total)).toBe(true);
    await secretly(`published = NULL, state = 'archived'`, before[2]!);
    expect((await suggested('深海采矿')).map(({ listingId }) => listingId)).not.toContain(before[2]);
  });
});

describe('a long summary', () => {
  it('is shortened on the card and whole on the page of its listing', async () => {
    const summary = '铝镁合金半固态流变压铸'.repeat(40);
    const { id } = await make('流变压铸', { summary });
    await shown(id, { q: '流变压铸' });
    const [card] = (await ask({ q: '流变压铸' })).items;
    expect(card!.summary).toBe(`${summary.slice(0, 159)}…`);
    const detail = await product.visitor().get(readListing, { params: { id } });
    expect(detail.summary).toBe(summary);
  });
});

describe('what matched far down in a listing', () => {
  it('is shown on the card in the place of the summary, marked, and only to those who may see the listing', async () => {
    const text = `${'整线由上料、清洗与包装三段组成。'.repeat(20)}关键一步是等静压石墨提纯。`;
    const { id } = await make('整线集成', { summary: '面向中小企业的整线集成服务', text }, 'registered');
    await shown(id, { q: '等静压石墨' }, enterprise);
    const [card] = (await ask({ q: '等静压石墨' }, enterprise)).items;
    expect(card!.summary).toMatch(/^….*等静压石墨提纯。$/);
    expect(card!.marks!.summary.map(([from, to]) => card!.summary.slice(from, to))).toEqual(['等静压石墨']);
    const [plain] = (await ask({ q: '整线集成' }, enterprise)).items;
    expect(plain!.summary).toBe('面向中小企业的整线集成服务');
    expect((await ask({ q: '等静压石墨' })).items).toEqual([]);
  });
});

describe('suggestions from an index that is behind', () => {
  const inIndex = async (q: string) =>
    (await product.api.get(OwnIndex).index.suggest({ q, where: [], limit: 8 })).map(({ text }) => text);
  const texts = async (q: string, by?: Person) => (await suggested(q, by)).map(({ text }) => text);

  it('never show a keyword, a word of a title or a name of what became private', async () => {
    const owner = await participant(product, 'institute', { name: '银杏谷精密仪器研究院' });
    const offer = (title: string, keywords: string[]) =>
      publish(owner, bureau, { kind: 'technology', content: technology({ title, keywords }) });
    const first = (await offer('太赫兹成像芯片甲', ['暗场探针', '太赫兹'])).id;
    const second = (await offer('太赫兹成像芯片乙', ['太赫兹'])).id;
    for (const id of [first, second]) await shown(id, { q: '太赫兹' });
    for (const said of ['暗场探针', '太赫兹', '银杏谷精密仪器研究院']) {
      expect(await texts(said.slice(0, 3))).toContain(said);
    }
    expect(await texts('太赫兹 暗')).toContain('太赫兹 暗场探针');

    await secretly(`disclosure = 'confidential'`, first);
    // The control: the index still says it.
    expect(await inIndex('暗场')).toContain('暗场探针');
    expect(await inIndex('太赫兹 暗')).toContain('太赫兹 暗场探针');
    expect(await texts('太赫兹 暗')).not.toContain('太赫兹 暗场探针');
    await product.api.get(OwnIndex).reconcile();
    await secretly(`disclosure = 'public'`, first);
    await product.api.get(OwnIndex).reconcile();
    await secretly(`disclosure = 'confidential'`, first);
    expect(await texts('暗场')).toEqual([]);
    expect(await texts('太赫兹')).toContain('太赫兹');
    expect(await texts('暗场', owner)).toContain('暗场探针');

    await secretly(`state = 'expired'`, second);
    expect(await inIndex('银杏谷')).toContain('银杏谷精密仪器研究院');
    expect(await texts('银杏谷')).toEqual([]);
  });

  it('show no keyword that was taken out, and no name of a need that became anonymous', async () => {
    const { id } = await publish(enterprise, bureau, {
      kind: 'need',
      content: need({ title: '卷绕机张力控制', keywords: ['纠偏导辊'] }),
    });
    await shown(id, { kind: 'need', q: '卷绕机' });
    const ofNeeds = async (q: string) =>
      (await product.visitor().get(suggestListings, { query: { kind: 'need', q } })).suggestions.map(
        ({ text }) => text,
      );
    expect(await ofNeeds('云帆')).toEqual(['云帆光电集团']);
    await secretly(`published = published || '{"anonymous": true, "keywords": []}'`, id);
    expect(await inIndex('云帆')).toContain('云帆光电集团');
    expect(await ofNeeds('云帆')).toEqual([]);
    expect(await ofNeeds('纠偏')).toEqual([]);
    expect(await ofNeeds('卷绕')).toContain('卷绕机张力控制');
  });
});

describe('reconciliation', () => {
  it('mends on demand what was changed behind the index, and counts it', async () => {
    const there = (await make('超临界流体萃取')).id;
    const unseen = (await make('静电纺丝')).id;
    await shown(there, { q: '超临界' });
    await shown(unseen, { q: '静电纺丝' });
    await secretly(`published = published || '{"title": "磁悬浮轴承"}', published_version = 9`, there);
    await secretly(`published = NULL, state = 'archived'`, unseen);
    expect(await ids({ q: '磁悬浮' })).toEqual([]);
    expect((await institute.agent.refused(reconcileSearchIndex, {})).code).toBe('not_allowed');
    const before = (await bureau.agent.get(readSearchIndex, {})).reconciliation?.at;
    await bureau.agent.get(reconcileSearchIndex, {});
    const { reconciliation } = await eventually('the reconciliation', async () => {
      const state = await bureau.agent.get(readSearchIndex, {});
      return state.reconciliation && state.reconciliation.at !== before ? state : null;
    });
    expect(reconciliation).toMatchObject({ missing: 0, stale: 1, surplus: 1 });
    expect(await ids({ q: '磁悬浮' })).toEqual([there]);
  });
});

describe('bad input', () => {
  const refused = async (query: object) =>
    (await product.visitor().refused(listListings, { query: { kind: 'technology', ...query } })).fields!.map(
      ({ field }) => field,
    );

  it('names the field of a page too far, an unknown facet value and a bound below another', async () => {
    expect(await refused({ page: 1_000_000 })).toEqual(['page']);
    expect(await refused({ field: 'alchemy' })).toEqual(['field.0']);
    expect(await refused({ organisation: 'x' })).toEqual(['organisation']);
    expect(await refused({ trlMin: 8, trlMax: 2 })).toEqual(['trlMax']);
    expect(await refused({ sort: 'price' })).toEqual(['sort']);
    expect(await refused({ q: 'x'.repeat(10_001) })).toEqual(['q']);
  });

  it('says that an address of 90,000 letters is too long', async () => {
    const query = { kind: 'technology', q: '水处理膜'.repeat(2_500) };
    expect(await product.visitor().refused(listListings, { query })).toMatchObject({
      status: 431,
      code: 'too_large',
    });
  });

  it.each([
    ['thousands of characters', '水处理膜'.repeat(400)],
    ['10,000 letters', 'x'.repeat(10_000)],
    ['operators only', '-"" -- "'],
    ['control characters', '\u0000\u0001\u0007'],
    ['emoji', '🧪🧪'],
    ['SQL', `'; DROP TABLE listings; --`],
    ['a filter', 'field = "energy" OR 1 = 1'],
  ])('answers a query of %s', async (_, q) => {
    const answer = await ask({ q });
    expect(answer.page).toBe(1);
    expect(answer.items.length).toBeLessThanOrEqual(20);
  });
});

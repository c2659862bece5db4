import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  archiveListing,
  createListing,
  listListings,
  listMatches,
  listReviewQueue,
  listVersions,
  rateMatch,
  readListing,
  reviewListing,
  saveListing,
  submitListing,
} from '#contracts';
import { eventually } from '../support/eventually.js';
import { officer, participant, type Participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { need, publish, technology } from '../support/samples.js';

let product: Product;
let bureau: Person;
let institute: Participant;
let enterprise: Participant;
let stranger: Participant;
beforeAll(async () => {
  product = await startProduct({ worker: true });
  bureau = await officer(product);
  institute = await participant(product, 'institute', { name: '海河膜科学研究院' });
  enterprise = await participant(product, 'enterprise', { name: '云帆光电集团' });
  stranger = await participant(product, 'enterprise');
});
afterAll(() => product.stop());

const found = async (
  query: { kind: 'technology' | 'need'; q?: string; organisation?: string },
  by?: Person,
) => (await (by?.agent ?? product.visitor()).get(listListings, { query })).items;
/** Searches follow the database's notifications, a moment later. */
const shows = (q: string, id: string, there = true) =>
  eventually(
    `${id} ${there ? 'in' : 'out of'} the search`,
    async () => (await found({ kind: 'technology', q })).some((one) => one.id === id) === there,
  );

/** Listings on other matters: the engine judges a match by how far it stands out among the rest. */
async function publishOthers(): Promise<void> {
  for (const matter of [
    '焊接机器人',
    '疫苗佐剂',
    '卫星遥感',
    '小麦育种',
    '轨道交通信号',
    '语音识别',
    '钢渣制砖',
    '储能电站',
    '内窥镜',
    '芯片封装',
  ]) {
    const content = {
      title: matter,
      summary: `${matter}的方法`,
      problem: `${matter}成本高`,
      field: 'urban' as const,
    };
    await publish(institute, bureau, { kind: 'technology', content: technology(content) });
    const { title, problem, field } = content;
    await publish(stranger, bureau, { kind: 'need', content: need({ title, problem, field }) });
  }
}

describe('the way of a listing', () => {
  it('leads from a draft through review into the search, and out of it again', async () => {
    const { agent } = institute;
    const content = { title: '石墨烯改性超滤膜' };
    let listing = await agent.get(createListing, { body: { kind: 'technology', content } });
    const params = { id: listing.id };
    expect(listing).toMatchObject({ state: 'draft', version: 1, canEdit: true });
    expect(listing.missing).toEqual(['summary', 'problem', 'field', 'trl', 'modes']);

    const incomplete = await agent.refused(submitListing, { params, body: { version: 1 } });
    expect(incomplete).toMatchObject({ status: 422, code: 'listing_incomplete' });
    expect(incomplete.fields!.map((one) => one.field)).toEqual(
      listing.missing.map((one) => `content.${one}`),
    );

    const save = (version: number, changes: object = {}) => ({
      params,
      body: { version, content: technology({ ...content, ...changes }) },
    });
    listing = await agent.get(saveListing, save(1));
    expect((await agent.refused(saveListing, save(1))).code).toBe('stale_version');
    expect((await agent.refused(saveListing, save(2, { trl: 'six' }))).fields).toMatchObject([
      { field: 'content.trl', reason: 'wrong_type' },
    ]);
    const price = { price: { kind: 'range', min: 200, max: 100 } };
    expect((await agent.refused(saveListing, save(2, price))).fields).toMatchObject([
      { field: 'content.price.max', reason: 'max_below_min' },
    ]);

    listing = await agent.get(submitListing, { params, body: { version: 2 } });
    expect((await agent.refused(saveListing, save(listing.version))).code).toBe('wrong_state');
    const queue = await bureau.agent.get(listReviewQueue, {});
    expect(queue.items.map((one) => one.id)).toContain(listing.id);
    const review = (version: number, decision: 'publish' | 'return', reason?: string) => ({
      params,
      body: { version, decision, reason },
    });
    expect((await agent.refused(reviewListing, review(3, 'publish'))).code).toBe('not_allowed');
    expect((await bureau.agent.refused(reviewListing, review(3, 'return'))).fields).toMatchObject([
      { field: 'reason', reason: 'required' },
    ]);
    await bureau.agent.get(reviewListing, review(3, 'return', '请补充检测报告'));
    listing = await agent.get(readListing, { params });
    expect(listing).toMatchObject({ state: 'returned', returnReason: '请补充检测报告' });
    listing = await agent.get(submitListing, { params, body: { version: listing.version } });
    expect((await found({ kind: 'technology', q: '石墨烯' })).length).toBe(0);
    listing = await bureau.agent.get(reviewListing, review(listing.version, 'publish'));
    expect(listing.state).toBe('published');
    expect((await bureau.agent.refused(reviewListing, review(listing.version, 'publish'))).code).toBe(
      'wrong_state',
    );
    await shows('石墨烯超滤', listing.id);

    // A new working copy does not touch what is published.
    const edited = await agent.get(saveListing, save(listing.version, { summary: '新的简介' }));
    const outside = await product.visitor().get(readListing, { params });
    expect(outside.content).toMatchObject({ summary: technology().summary });
    expect((await agent.get(listVersions, { params })).versions.map((one) => one.version)).toEqual([1]);
    expect((await stranger.agent.refused(listVersions, { params })).code).toBe('not_found');
    expect((await stranger.agent.refused(saveListing, save(edited.version))).code).toBe('not_allowed');
    await agent.get(archiveListing, { params, body: { version: edited.version } });
    await shows('石墨烯超滤', listing.id, false);
    expect((await product.visitor().refused(readListing, { params })).code).toBe('not_found');
  });

  it('does not admit a foreign draft to exist, and gives each kind of organisation its kind of listing', async () => {
    const body = { kind: 'technology' as const, content: technology() };
    const { id, version } = await institute.agent.get(createListing, { body });
    const params = { id };
    for (const agent of [product.visitor(), stranger.agent]) {
      expect((await agent.refused(readListing, { params })).code).toBe('not_found');
    }
    expect((await stranger.agent.refused(submitListing, { params, body: { version } })).code).toBe(
      'not_found',
    );
    expect((await enterprise.agent.refused(createListing, { body })).code).toBe('not_allowed');
    const asNeed = { body: { kind: 'need' as const, content: need() } };
    expect((await institute.agent.refused(createListing, asNeed)).code).toBe('not_allowed');
    expect((await product.visitor().refused(createListing, asNeed)).code).toBe('not_signed_in');
  });
});

describe('the search', () => {
  it('reads Chinese, counts facets under the other filters, and stays calm about odd queries', async () => {
    const make = (title: string, changes: object) =>
      publish(institute, bureau, { kind: 'technology', content: technology({ title, ...changes }) });
    const a = await make('钠离子电池正极材料', { field: 'energy', modes: ['licence'] });
    const b = await make('钠离子电池回收工艺', { field: 'environment', modes: ['transfer'] });
    await shows('钠电池', a.id);
    await shows('钠电池', b.id);
    const ask = (query: object) =>
      product.visitor().get(listListings, { query: { kind: 'technology', q: '钠离子电池', ...query } });
    const all = await ask({});
    expect(all.total).toBe(2);
    expect(all.facets['field']).toEqual(
      expect.arrayContaining([
        { code: 'energy', count: 1 },
        { code: 'environment', count: 1 },
      ]),
    );
    const energy = await ask({ field: ['energy'] });
    expect(energy.items.map((one) => one.id)).toEqual([a.id]);
    expect(energy.facets['field']).toHaveLength(2);
    expect(energy.facets['mode']).toEqual([{ code: 'licence', count: 1 }]);
    expect((await ask({ field: ['energy', 'environment'], mode: ['transfer'] })).items[0]?.id).toBe(b.id);
    for (const q of ['%', "' OR 1=1 --", '\\', '🧪', '膜'.repeat(1_500), '   ', '(((']) {
      expect((await ask({ q })).page).toBe(1);
    }
    const refused = await product.visitor().refused(listListings, { query: { kind: 'gadget', page: 0 } });
    expect(refused.fields!.map((one) => one.field).sort()).toEqual(['kind', 'page']);
  });
});

describe('what others may see', () => {
  it('keeps registered and confidential parts from the public, and says that there are some', async () => {
    const { id } = await publish(institute, bureau, {
      kind: 'technology',
      content: technology({
        title: '耐酸碱纳滤膜',
        price: { kind: 'range', min: 100, max: 200 },
        confidentialNotes: '配方',
      }),
    });
    const seen = async (agent = product.visitor()) => {
      const { content, hiddenParts } = await agent.get(readListing, { params: { id } });
      return [content['price'] !== undefined, content['confidentialNotes'] !== undefined, hiddenParts];
    };
    expect(await seen()).toEqual([false, false, ['registered', 'confidential']]);
    const pending = await participant(product, 'enterprise', { state: 'pending' });
    expect(await seen(pending.agent)).toEqual([false, false, ['registered', 'confidential']]);
    expect(await seen(enterprise.agent)).toEqual([true, false, ['confidential']]);
    expect(await seen(institute.agent)).toEqual([true, true, []]);
    expect(await seen(bureau.agent)).toEqual([true, true, []]);
  });

  it('shows a registered listing to the registered and a confidential one to its owner and the bureau', async () => {
    for (const [disclosure, seenBy] of [
      ['registered', [false, true, true, true]],
      ['confidential', [false, false, true, true]],
    ] as const) {
      const { id } = await publish(institute, bureau, {
        kind: 'technology',
        content: technology(),
        disclosure,
      });
      await eventually('the own search', async () =>
        (await found({ kind: 'technology' }, institute)).some((one) => one.id === id),
      );
      const readers = [product.visitor(), enterprise.agent, institute.agent, bureau.agent];
      const read = await Promise.all(readers.map((agent) => agent.send(readListing, { params: { id } })));
      expect(read.map((one) => one.status === 200)).toEqual(seenBy);
      const lists = await Promise.all(
        readers.map((agent) => agent.get(listListings, { query: { kind: 'technology', pageSize: 100 } })),
      );
      expect(lists.map((list) => list.items.some((one) => one.id === id))).toEqual(seenBy);
    }
  });

  it('hides the organisation of an anonymous need everywhere, and lists matches with reasons', async () => {
    await publishOthers();
    const offer = await publish(institute, bureau, { kind: 'technology', content: technology() });
    const { id } = await publish(enterprise, bureau, { kind: 'need', content: need({ anonymous: true }) });
    const params = { id };
    await eventually('the need in the search', async () => (await found({ kind: 'need' })).length > 0);
    const hidden = JSON.stringify([
      await found({ kind: 'need' }),
      await found({ kind: 'need' }, stranger),
      await product.visitor().get(readListing, { params }),
      await stranger.agent.get(readListing, { params }),
    ]);
    expect(hidden).not.toContain(enterprise.organisation.id);
    expect(hidden).not.toContain(enterprise.organisation.name);
    expect(await found({ kind: 'need', organisation: enterprise.organisation.id })).toEqual([]);
    const byName = await found({ kind: 'need', q: enterprise.organisation.name });
    expect(byName.map((one) => one.id)).not.toContain(id);
    // Control: a need that is not anonymous is found by the name.
    const named = await publish(enterprise, bureau, { kind: 'need', content: need({ title: '激光测距' }) });
    await eventually('the named need', async () =>
      (await found({ kind: 'need', q: enterprise.organisation.name })).some((one) => one.id === named.id),
    );
    for (const by of [bureau, enterprise]) {
      expect((await by.agent.get(readListing, { params })).organisation?.id).toBe(enterprise.organisation.id);
    }

    const mine = await eventually('the match list of the need', async () => {
      const list = await enterprise.agent.get(listMatches, { params, query: {} });
      return list.matches.some((one) => one.listing.id === offer.id) && list;
    });
    const match = mine.matches.find((one) => one.listing.id === offer.id)!;
    expect(match.reasons.length).toBeGreaterThan(0);
    expect(match.reasons.length).toBeLessThanOrEqual(3);
    expect(match.phrases.map((one) => one.text).join()).toMatch(/膜|再生水/);
    const theirs = await eventually('the match list of the technology', async () => {
      const list = await institute.agent.get(listMatches, { params: { id: offer.id } });
      return list.matches.some((one) => one.listing.id === id) && list;
    });
    expect(theirs.matches.find((one) => one.listing.id === id)?.listing.organisation).toBeNull();
    expect((await stranger.agent.refused(listMatches, { params })).code).toBe('not_allowed');

    const rate = (level: 'must' | null) =>
      enterprise.agent.get(rateMatch, { params: { id, other: offer.id }, body: { level } });
    const wish = async () =>
      (await enterprise.agent.get(listMatches, { params })).matches.find((one) => one.listing.id === offer.id)
        ?.wish;
    await rate('must');
    expect(await wish()).toBe('must');
    await rate(null);
    expect(await wish()).toBeNull();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { ComputeMatchLists } from '#catalogue';
import {
  activateMatchModel,
  gradeMatch,
  listMatches,
  listMatchFeedback,
  listMatchModels,
  listThesisMatches,
  rateMatch,
  rateThesisMatch,
  readThesis,
  refitMatchModel,
  saveThesis,
} from '#contracts';
import { eventually } from '../support/eventually.js';
import { officer, participant, type Participant, type Person, signedIn } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { need, openEvent, otherMatters, publish, technology } from '../support/samples.js';

let product: Product;
let bureau: Person;
let institute: Participant;
let enterprise: Participant;
let stranger: Participant;
let investor: Participant;
/** A need, and what is offered for it. */
let wanted: string;
let offers: string[];

beforeAll(async () => {
  product = await startProduct({ worker: true });
  bureau = await officer(product);
  institute = await participant(product, 'institute');
  enterprise = await participant(product, 'enterprise');
  stranger = await participant(product, 'enterprise');
  investor = await participant(product, 'investor');
  for (const matter of otherMatters) {
    const content = { title: matter, problem: `${matter}成本高`, field: 'urban' as const };
    await publish(institute, bureau, {
      kind: 'technology',
      content: technology({ ...content, summary: `${matter}的方法` }),
    });
    await publish(stranger, bureau, { kind: 'need', content: need(content) });
  }
  const offer = async (title: string) =>
    (await publish(institute, bureau, { kind: 'technology', content: technology({ title }) })).id;
  offers = [
    await offer('低压反渗透膜制备技术'),
    await offer('抗污染反渗透膜表面改性'),
    await offer('再生水回用膜组件'),
  ];
  wanted = (await publish(enterprise, bureau, { kind: 'need', content: need() })).id;
  await eventually('the list of the need', async () => {
    const { matches } = await listOf();
    return offers.every((id) => matches.some((one) => one.listing.id === id));
  });
}, 60_000);
afterAll(() => product.stop());

const listOf = (by: Person = enterprise) => by.agent.get(listMatches, { params: { id: wanted } });
const order = async () => (await listOf()).matches.map((one) => one.listing.id);
const grade = (other: string, level: 'strong' | 'fair' | 'weak' | 'none' | null) =>
  bureau.agent.get(gradeMatch, { params: { id: wanted, other }, body: { level } });
const models = async () => (await bureau.agent.get(listMatchModels, {})).models;
/** Learns now, and waits until all ratings are learned and all lists follow. */
async function learn() {
  await bureau.agent.get(refitMatchModel, {});
  return settled();
}
const settled = () =>
  eventually('the model', async () => {
    const { models: all, waiting, outdated } = await bureau.agent.get(listMatchModels, {});
    return waiting === 0 && outdated === 0 && all.find((one) => one.active)!;
  });

describe('a kept list', () => {
  it('says the same of a pair from either side, with the places of each quote turned round', async () => {
    const mine = (await listOf()).matches.find((one) => one.listing.id === offers[0])!;
    const theirs = await eventually('the pair in the list of the technology', async () => {
      const list = await institute.agent.get(listMatches, { params: { id: offers[0]! } });
      return list.matches.find((one) => one.listing.id === wanted);
    });
    expect([theirs.level, theirs.reasons, theirs.risk]).toEqual([mine.level, mine.reasons, mine.risk]);
    expect(mine.phrases.length).toBeGreaterThan(0);
    expect(theirs.phrases).toEqual(
      mine.phrases.map(({ text, ours, theirs: other }) => ({ text, ours: other, theirs: ours })),
    );
    for (const { text, ours } of mine.phrases) expect(ours.text).toContain(text);
  });
});

describe('ratings', () => {
  it('are kept as a history with author and reason; the last word stands, and can be taken back', async () => {
    const other = offers[1]!;
    const say = (level: 'must' | 'maybe' | 'no' | null, reason?: 'immature') =>
      enterprise.agent.get(rateMatch, { params: { id: wanted, other }, body: { level, reason } });
    const card = async () => (await listOf()).matches.find((one) => one.listing.id === other)!;
    await say('must');
    await say('no', 'immature');
    await say('no', 'immature');
    expect(await card()).toMatchObject({ wish: 'no', declineReason: 'immature' });
    await say(null);
    expect(await card()).toMatchObject({ wish: null, declineReason: null });
    const log = (await bureau.agent.get(listMatchFeedback, {})).items.filter(
      (one) => one.technology.id === other,
    );
    expect(log.map(({ author, value, reason, standing }) => ({ author, value, reason, standing }))).toEqual([
      { author: enterprise.name, value: null, reason: null, standing: false },
      { author: enterprise.name, value: 'no', reason: 'immature', standing: false },
      { author: enterprise.name, value: 'must', reason: null, standing: false },
    ]);
    await expect(product.database.query('DELETE FROM match_feedback')).rejects.toThrow('append-only');
  });

  it('are refused of foreign listings, of two of a kind, and with a reason for what is no “no”', async () => {
    const rate = (by: Person, other: string, body: object) =>
      by.agent.refused(rateMatch, { params: { id: wanted, other }, body });
    expect((await rate(stranger, offers[0]!, { level: 'must' })).code).toBe('not_allowed');
    expect((await rate(bureau, offers[0]!, { level: 'must' })).code).toBe('not_allowed');
    expect((await rate(enterprise, wanted, { level: 'must' })).code).toBe('invalid_input');
    expect((await rate(enterprise, offers[0]!, { level: 'must', reason: 'later' })).fields).toMatchObject([
      { field: 'reason', reason: 'only_with_no' },
    ]);
    const hidden = await publish(institute, bureau, {
      kind: 'technology',
      content: technology(),
      disclosure: 'confidential',
    });
    expect((await rate(enterprise, hidden.id, { level: 'must' })).code).toBe('not_found');
    // Control: the bureau may know of it.
    await grade(hidden.id, 'weak');
    await grade(hidden.id, null);
  });
});

describe('the model', () => {
  it('learns from ratings, says so, forgets what is withdrawn, and goes back to an earlier version', async () => {
    await learn();
    const cold = await order();
    const [best] = cold;
    const last = cold.findLast((id) => offers.includes(id))!;
    await grade(best!, 'none');
    await grade(last, 'strong');
    const first = await learn();
    expect(first).toMatchObject({ learned: { pairs: 2, grade: 2, people: 1 }, pinned: false });
    expect(first.changes!.changed).toBeGreaterThan(0);
    const taught = await order();
    expect(taught.indexOf(last)).toBeLessThan(cold.indexOf(last));
    const list = await listOf();
    expect(list.modelVersion).toMatch(new RegExp(`\\+${first.no}$`));
    expect(list.matches.find((one) => one.listing.id === last)!.reasons.join()).toMatch(/评价/);

    await grade(best!, null);
    await grade(last, null);
    const second = await learn();
    expect(second).toMatchObject({ no: first.no + 1, learned: { pairs: 0 } });
    expect(await order()).toEqual(cold);

    // Back to the first: it stays in force although newer ratings make newer versions.
    await bureau.agent.get(activateMatchModel, { params: { id: first.id } });
    expect(await settled()).toMatchObject({ no: first.no, pinned: true });
    expect(await order()).toEqual(taught);
    await grade(offers[2]!, 'weak');
    await learn();
    const all = await models();
    expect(all[0]!.no).toBe(second.no + 1);
    expect(all.filter((one) => one.active).map((one) => one.no)).toEqual([first.no]);
    // The latest again: no longer pinned.
    await bureau.agent.get(activateMatchModel, { params: { id: all[0]!.id } });
    expect(await settled()).toMatchObject({ no: all[0]!.no, pinned: false });
    const { rows } = await product.database.query<{ action: string }>(
      `SELECT action FROM audit_log WHERE subject = 'match-model' ORDER BY id`,
    );
    expect(rows.filter((row) => row.action === 'match-model.activate')).toHaveLength(2);
  }, 30_000);

  it('has one version in force; two need the index gone (control)', async () => {
    const two = 'UPDATE match_models SET active = true';
    await expect(product.database.query(two)).rejects.toThrow('match_models_one_active');
    const client = await product.database.connect();
    try {
      await client.query('BEGIN; DROP INDEX match_models_one_active');
      expect((await client.query(two)).rowCount).toBeGreaterThan(1);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

describe('who may see matches and steer them', () => {
  it('is the owner, the bureau and organizers; nobody else', async () => {
    const params = { id: wanted };
    expect((await listOf()).asBroker).toBe(false);
    expect((await listOf(bureau)).asBroker).toBe(true);
    for (const other of [stranger, institute, investor])
      expect((await other.agent.refused(listMatches, { params })).code).toBe('not_allowed');
    expect((await product.visitor().refused(listMatches, { params })).code).toBe('not_signed_in');
    for (const route of [listMatchModels, refitMatchModel, listMatchFeedback])
      expect((await enterprise.agent.refused(route, {})).code).toBe('not_allowed');
    const pair = { id: wanted, other: offers[0]! };
    expect((await enterprise.agent.refused(gradeMatch, { params: pair, body: { level: 'weak' } })).code).toBe(
      'not_allowed',
    );
  });

  it('lets an organizer see what the registered see, not what is confidential', async () => {
    const { rows } = await product.database.query<{ id: string }>(
      `INSERT INTO people (name, login) VALUES ('组织者', 'organizer@example.cn') RETURNING id`,
    );
    const { id } = rows[0]!;
    const before = await signedIn(product, id);
    expect((await before.refused(listMatches, { params: { id: wanted } })).code).toBe('not_allowed');
    await product.database.query('INSERT INTO event_organizers VALUES ($1, $2)', [
      await openEvent(bureau),
      id,
    ]);
    const agent = await signedIn(product, id);
    expect((await agent.get(listMatches, { params: { id: wanted } })).asBroker).toBe(true);
    const hidden = await publish(enterprise, bureau, {
      kind: 'need',
      content: need(),
      disclosure: 'confidential',
    });
    expect((await agent.refused(listMatches, { params: { id: hidden.id } })).code).toBe('not_found');
    // Control: the bureau sees it.
    expect((await bureau.agent.get(listMatches, { params: { id: hidden.id } })).asBroker).toBe(true);
  });
});

describe('an investor', () => {
  it('says what it looks for and gets the technologies that suit it, with reasons', async () => {
    const { agent } = investor;
    expect((await agent.get(readThesis, {})).version).toBe(0);
    const content = { fields: ['environment' as const], keywords: ['反渗透膜'] };
    await agent.get(saveThesis, { body: { version: 0, content } });
    expect((await agent.refused(saveThesis, { body: { version: 0, content } })).code).toBe('stale_version');
    const list = await eventually('the list of the thesis', async () => {
      const now = await agent.get(listThesisMatches, {});
      return now.computedAt !== null && now;
    });
    expect(list.matches[0]!.listing.field).toBe('environment');
    expect(list.matches[0]!.reasons.join()).toMatch(/关注领域/);
    expect(list.matches[0]!.reasons.join()).toMatch(/反渗透/);
    const params = { id: list.matches[0]!.listing.id };
    await agent.get(rateThesisMatch, { params, body: { level: 'must' } });
    expect((await agent.get(listThesisMatches, {})).matches[0]!.wish).toBe('must');
    expect((await enterprise.agent.refused(readThesis, {})).code).toBe('not_allowed');
  });
});

describe('computing all lists', () => {
  it('stops when its process stops, and begins anew when asked again', async () => {
    const worker = await createWorker(product.config);
    const lists = worker.get(ComputeMatchLists);
    const all = lists.forAll().then(
      () => 'finished',
      (error: Error) => error.message,
    );
    lists.beforeApplicationShutdown();
    expect(await all).toContain('the process is stopping');
    await worker.close();
    const next = await createWorker(product.config);
    expect((await next.get(ComputeMatchLists).forAll()).lists).toBeGreaterThan(offers.length);
    await next.close();
  });
});

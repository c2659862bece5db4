import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  diagnoseNeed,
  fitWeights,
  listCounterparts,
  listCoverageRows,
  listMatches,
  previewFitWeights,
  readCoverage,
  readFitWeights,
  register,
  saveFitWeights,
} from '#contracts';
import { eventually } from '../support/eventually.js';
import { officer, participant, type Participant, type Person, signedIn } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { need, openEvent, otherMatters, publish, technology } from '../support/samples.js';

let product: Product;
let bureau: Person;
let institute: Participant;
let rival: Participant;
let enterprise: Participant;
let event: string;

const offer = async (by: Participant, title: string, changes: object = {}) =>
  (await publish(by, bureau, { kind: 'technology', content: technology({ title, ...changes }) })).id;

beforeAll(async () => {
  product = await startProduct({ worker: true });
  bureau = await officer(product);
  institute = await participant(product, 'institute', { name: '甲膜研究院' });
  rival = await participant(product, 'institute', { name: '乙膜研究院' });
  enterprise = await participant(product, 'enterprise');
  const others = await participant(product, 'enterprise');
  for (const matter of otherMatters) {
    const content = { title: matter, problem: `${matter}成本高`, field: 'urban' as const };
    await offer(institute, matter, { ...content, summary: `${matter}的方法` });
    await publish(others, bureau, { kind: 'need', content: need(content) });
  }
  const budget = { min: 0, max: 1_000 };
  await publish(enterprise, bureau, {
    kind: 'need',
    content: need({ keywords: ['反渗透膜', '钕铁硼油泥'], budget }),
  });
  const price = (fen: number) => ({ price: { kind: 'fixed' as const, min: fen } });
  await offer(institute, '抗污染反渗透膜改性', price(9_000));
  await offer(rival, '低压反渗透膜制备技术', price(900));
  await publish(others, bureau, {
    kind: 'need',
    content: need({ title: '深海热泉采样', problem: '采样器易堵', keywords: ['热泉采样'] }),
    disclosure: 'confidential',
  });
  event = await openEvent(bureau);
  for (const one of [institute, rival, enterprise])
    await one.agent.get(register, { params: { id: event }, body: {} });
  await eventually('all lists', async () => {
    const { rows } = await product.database.query<{ done: boolean }>(
      `SELECT (SELECT count(*) FROM outbox_events WHERE relayed_at IS NULL)
            + (SELECT count(*) FROM outbox_events WHERE name IN ('listing.changed', 'match-lists.touched'))
            - (SELECT count(*) FROM handled_events
                WHERE consumer IN ('listing.changed', 'match-lists.touched')) = 0 AS done`,
    );
    return rows[0]!.done;
  });
}, 60_000);
afterAll(() => product.stop());

/** Counts again from the tables: listings whose list has nothing strong or fair, among these others if given. */
async function recount(kind: string, among: string[] | null = null): Promise<number> {
  const { rows } = await product.database.query<{
    id: string;
    matches: { otherId: string; level: string }[];
  }>(
    `SELECT l.id, coalesce(m.matches, '[]') AS matches FROM listings l LEFT JOIN match_lists m ON m.listing_id = l.id
      WHERE l.kind = $1 AND l.published IS NOT NULL`,
    [kind],
  );
  return rows
    .filter(({ id }) => !among || among.includes(id))
    .filter(
      ({ matches }) =>
        !matches.some(
          ({ otherId, level }) => ['strong', 'fair'].includes(level) && (!among || among.includes(otherId)),
        ),
    ).length;
}
const coverage = (query: { event?: string } = {}) => bureau.agent.get(readCoverage, { query });

describe('the coverage', () => {
  it('counts what a recount of the tables counts, and lists the rows behind each number', async () => {
    const now = await coverage();
    expect(now).toMatchObject({ needs: 10, technologies: 10 });
    expect(now.unansweredNeeds).toBe(await recount('need'));
    expect(now.unwantedTechnologies).toBe(await recount('technology'));
    for (const [figure, count] of [
      ['unanswered_needs', now.unansweredNeeds],
      ['unwanted_technologies', now.unwantedTechnologies],
    ] as const) {
      const rows = await bureau.agent.get(listCoverageRows, { query: { figure, pageSize: 100 } });
      expect(rows.total).toBe(count);
      expect(rows.items).toHaveLength(count);
      expect(rows.items.every((row) => ['none', 'weak'].includes(row.best))).toBe(true);
    }
  });

  it('counts at an event among what comes to it', async () => {
    const { rows } = await product.database.query<{ id: string }>(
      'SELECT id FROM listings WHERE organisation_id = ANY($1)',
      [[institute, rival, enterprise].map((one) => one.organisation.id)],
    );
    const ids = rows.map((row) => row.id);
    const now = await coverage({ event });
    expect(now).toMatchObject({ needs: 1, technologies: 10 });
    expect(now.unwantedTechnologies).toBe(await recount('technology', ids));
    expect(now.unansweredNeeds).toBe(await recount('need', ids));
  });

  it('names the words that no technology uses, with the needs that use them', async () => {
    const { words } = await coverage();
    expect(words.map((one) => one.word)).toContain('钕铁硼油泥');
    expect(words.map((one) => one.word)).not.toContain('反渗透膜');
    const rows = await bureau.agent.get(listCoverageRows, { query: { word: '钕铁硼油泥' } });
    expect(rows.items.map((row) => row.listing.title)).toEqual([need().title]);
  });

  it('is for the bureau, and for organizers without what is confidential', async () => {
    expect((await enterprise.agent.refused(readCoverage, {})).code).toBe('not_allowed');
    const person = await product.database.query<{ id: string }>(
      `INSERT INTO people (name, login) VALUES ('组织者', 'organizer@example.cn') RETURNING id`,
    );
    const { id } = person.rows[0]!;
    await product.database.query('INSERT INTO event_organizers VALUES ($1, $2)', [event, id]);
    const organizer = await signedIn(product, id);
    const seen = await organizer.get(readCoverage, {});
    expect(seen.needs).toBe((await coverage()).needs - 1);
    expect(seen.words.map((one) => one.word)).not.toContain('热泉采样');
    expect((await organizer.get(readCoverage, { query: { event } })).needs).toBe(1);
    const foreign = await openEvent(bureau);
    expect((await organizer.refused(readCoverage, { query: { event: foreign } })).code).toBe('not_allowed');
  });
});

describe('the weights of the fits', () => {
  const params = () => ({ id: event });
  const order = async () =>
    (await enterprise.agent.get(listCounterparts, { params: params() })).items.map(
      (one) => one.organisation.name,
    );

  it('show what they change before they are saved, and then change it at this event', async () => {
    const { weights, version } = await bureau.agent.get(readFitWeights, { params: params() });
    expect([weights, version]).toEqual([fitWeights.parse({}), 0]);
    const before = await order();
    const preview = (budget: number) =>
      bureau.agent.get(previewFitWeights, { params: params(), body: { weights: { ...weights, budget } } });
    expect(await preview(1)).toMatchObject({ participants: 3, changed: 0, topThree: 0, examples: [] });
    const found = await Promise.all([0, 2].map(preview));
    const changing = found.findIndex((one) => one.changed > 0);
    expect(changing).not.toBe(-1);
    expect(await order()).toEqual(before);
    const body = { version: 0, weights: { ...weights, budget: changing * 2 } };
    expect(await bureau.agent.get(saveFitWeights, { params: params(), body })).toMatchObject({ version: 1 });
    expect(await order()).not.toEqual(before);
    expect((await bureau.agent.refused(saveFitWeights, { params: params(), body })).code).toBe(
      'stale_version',
    );
    // Control: the kept lists themselves stay.
    const { matches } = await enterprise.agent.get(listMatches, {
      params: { id: await needOf() },
    });
    expect(matches.length).toBeGreaterThan(0);
  });

  it('are refused beyond their bounds, and to others', async () => {
    const body = { version: 1, weights: { budget: 2.1 } };
    expect((await bureau.agent.refused(saveFitWeights, { params: params(), body })).fields).toMatchObject([
      { field: 'weights.budget', reason: 'too_big' },
    ]);
    expect((await enterprise.agent.refused(readFitWeights, { params: params() })).code).toBe('not_allowed');
  });
});

const needOf = async () => {
  const { rows } = await product.database.query<{ id: string }>(
    `SELECT id FROM listings WHERE organisation_id = $1`,
    [enterprise.organisation.id],
  );
  return rows[0]!.id;
};

describe('a need while it is written', () => {
  it('is told what it lacks in words, and which published needs are like it', async () => {
    const ask = (content: object, id?: string) =>
      enterprise.agent.get(diagnoseNeed, { body: { id, content } });
    const vague = await ask({ title: '反渗透膜' });
    expect(vague.clarity).toBe('vague');
    expect(vague.missing.map((one) => one.code)).toEqual(
      expect.arrayContaining(['no-problem', 'no-targets', 'no-budget']),
    );
    expect(vague.missing.every((one) => /[\u4e00-\u9fff]/.test(one.message))).toBe(true);
    expect(vague.similar.map((one) => one.title)).toContain(need().title);
    const own = await ask({ title: '反渗透膜' }, await needOf());
    expect(own.similar.map((one) => one.title)).not.toContain(need().title);

    const target = (value: string) => ({ name: '脱盐率', unit: '%', target: value });
    const full = {
      ...need({ targets: [target('≥98')], budget: { min: 1, max: 2 }, keywords: ['膜'], minTrl: 6 }),
      problem: `${need().problem}${need().problem}`,
    };
    expect(await ask(full)).toMatchObject({ clarity: 'clear', missing: [] });
    const contradicting = await ask({ ...full, targets: [target('≥98'), target('≤90')] });
    expect(contradicting.missing.map((one) => one.code)).toEqual(['contradictory-figures']);
  });

  it('does not betray confidential needs', async () => {
    const ask = (by: Person) => by.agent.get(diagnoseNeed, { body: { content: { title: '深海热泉采样' } } });
    expect((await ask(enterprise)).similar.map((one) => one.title)).not.toContain('深海热泉采样');
    expect((await product.visitor().refused(diagnoseNeed, { body: { content: {} } })).code).toBe(
      'not_signed_in',
    );
  });
});

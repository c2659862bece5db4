import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explainPair, listMatches } from '#contracts';
import { eventually } from '../support/eventually.js';
import { officer, participant, type Participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { need, otherMatters, publish, technology } from '../support/samples.js';

let product: Product;
let bureau: Person;
let institute: Participant;
let enterprise: Participant;
let wanted: string;
const offers = new Map<string, string>();
/** More than a list shows. */
const membranes = Array.from({ length: 24 }, (_, i) => `反渗透膜第${i + 1}型`);

beforeAll(async () => {
  product = await startProduct({ worker: true });
  bureau = await officer(product);
  institute = await participant(product, 'institute');
  enterprise = await participant(product, 'enterprise');
  // A match is judged by how far it stands out: most of a catalogue is about other matters.
  await product.database.query(
    `INSERT INTO listings (kind, code, organisation_id, state, content, published, published_at)
     SELECT 'technology', 'T' || i, $1, 'published', content, content, now()
       FROM generate_series(1, 240) i, jsonb_build_object('title', ($2::text[])[1 + i % 8] || i) content`,
    [institute.organisation.id, otherMatters],
  );
  for (const title of [otherMatters[2]!, ...membranes]) {
    const content = technology({
      title,
      summary: title,
      problem: title,
      trl: title === membranes[0] ? 2 : 6,
    });
    offers.set(title, (await publish(institute, bureau, { kind: 'technology', content })).id);
  }
  const content = need({ title: '反渗透膜', problem: '反渗透膜更换', minTrl: 5 });
  wanted = (await publish(enterprise, bureau, { kind: 'need', content })).id;
  await eventually('the whole list', async () => {
    const { rows } = await product.database.query<{ kept: number }>(
      'SELECT jsonb_array_length(matches) AS kept FROM match_lists WHERE listing_id = $1',
      [wanted],
    );
    return (rows[0]?.kept ?? 0) >= membranes.length;
  });
}, 90_000);
afterAll(() => product.stop());

const why = (title: string, by: Person = bureau) =>
  by.agent.get(explainPair, { params: { id: wanted, other: offers.get(title)! } });

describe('a kept list', () => {
  it('holds more than it shows, for the weights of an event', async () => {
    const list = await enterprise.agent.get(listMatches, { params: { id: wanted }, query: { top: 50 } });
    expect([list.total, list.matches.length]).toEqual([20, 20]);
  });
});

describe('why a pair stands where it stands', () => {
  it('says place and sums beside the last that is shown, and which condition speaks against it', async () => {
    const best = await enterprise.agent.get(listMatches, { params: { id: wanted } });
    const inList = await why(best.matches[0]!.listing.title);
    expect(inList).toMatchObject({ place: 1, shown: 20, level: best.matches[0]!.level });
    expect(inList.reasons).toEqual(best.matches[0]!.reasons);
    const immature = await why(membranes[0]!);
    expect(immature.place).toBeGreaterThan(20);
    expect(immature.fits.find(({ aspect }) => aspect === 'maturity')).toMatchObject({ verdict: 'misfit' });
    expect(immature.parts[0]!.part).toBe('fits');
    expect(immature.parts[0]!.pair).toBeLessThan(immature.parts[0]!.last!);
    expect(immature.last).not.toBeNull();
  });

  it('explains what is not in the list at all: its words fall behind', async () => {
    const stranger = await why('卫星遥感');
    expect(stranger).toMatchObject({ place: null, level: 'none' });
    expect(stranger.parts[0]!.part).toBe('words');
  });

  it('is for the bureau and organizers, of published listings of two kinds', async () => {
    const params = { id: wanted, other: offers.get('卫星遥感')! };
    expect((await enterprise.agent.refused(explainPair, { params })).code).toBe('not_allowed');
    expect((await bureau.agent.refused(explainPair, { params: { id: wanted, other: wanted } })).code).toBe(
      'invalid_input',
    );
    const unknown = { id: wanted, other: '00000000-0000-4000-8000-000000000000' };
    expect((await bureau.agent.refused(explainPair, { params: unknown })).code).toBe('not_found');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IntentDetail, IntentStage, listTallyRows, ResponseOf, Tally } from '#contracts';
import { holdEvents, onDay, walkIntents } from '../support/intent-history.js';
import { readLedger, type Recorded, recount } from '../support/ledger-recount.js';
import { TestApi } from '../support/test-api.js';

type Call = Awaited<ReturnType<TestApi['as']>>;
type Rows = ResponseOf<typeof listTallyRows>;
let api: TestApi;
let asBureau: Call;
let asDistrict: Call;
let events: string[];
let institutes: string[];
let enterprises: string[];
let history: Recorded[];

beforeAll(async () => {
  api = await TestApi.open();
  asBureau = await api.as(await api.person({ platformRole: 'bureau_officer' }));
  asDistrict = await api.as(await api.person({ platformRole: 'district_officer', district: 'xiqing' }));
  institutes = await Promise.all(
    ['binhai', 'xiqing', 'binhai'].map((district) => api.organisation({ kind: 'institute', district })),
  );
  enterprises = await Promise.all(
    ['xiqing', 'hexi', 'wuqing', 'xiqing'].map((district) =>
      api.organisation({ kind: 'enterprise', district }),
    ),
  );
  await api.rows(`UPDATE organisations SET created_at = $1`, [onDay(0)]);
  await api.organisation({ kind: 'enterprise', district: 'xiqing', state: 'pending' });
  const hosts = { institutes, enterprises };
  events = await holdEvents(api, hosts);
  await walkIntents(api, { ...hosts, events, asBureau });
  history = await readLedger(api);
}, 120_000);
afterAll(async () => {
  await api?.close();
});

const tallyOf = async (call: Call, query: Record<string, string> = {}): Promise<Tally> =>
  (await call('get', '/api/bureau/tally').query(query).expect(200)).body as Tally;
const rowsOf = async (call: Call, query: Record<string, string>): Promise<Rows['items']> => {
  const items: Rows['items'] = [];
  for (let page = 1; ; page++) {
    const { body } = await call('get', '/api/bureau/tally/rows')
      .query({ ...query, page: String(page), pageSize: '25' })
      .expect(200);
    items.push(...(body as Rows).items);
    if (items.length >= (body as Rows).total) return items;
  }
};
const countOf = (tally: Tally, figure: string, key: string | null = null) =>
  tally.figures.find((one) => one.figure === figure && one.key === key)?.count;

describe('the tally', () => {
  it('has a history worth counting', () => {
    const stages = new Set(history.flatMap((intent) => intent.entries.map((entry) => entry.to_stage)));
    for (const stage of [
      'contracted',
      'registered',
      'paid',
      'on_hold',
      'terminated',
      'void',
      'rejected',
    ] as const) {
      expect(stages).toContain(stage);
    }
  });

  it('equals a recount of the ledger at any instant, for the city, a district and an event', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -1_000, max: 200_000 }),
        fc.boolean(),
        fc.constantFrom(null, 0, 1),
        async (thousandth, city, event) => {
          const asOf = onDay(thousandth / 1_000);
          const eventId = event === null ? undefined : events[event]!;
          const tally = await tallyOf(city ? asBureau : asDistrict, {
            asOf: asOf.toISOString(),
            ...(eventId ? { eventId } : {}),
          });
          const expected = recount(history, { asOf, district: city ? null : 'xiqing', eventId, institutes });
          expect(tally.asOf).toBe(asOf.toISOString());
          expect(tally.byStage).toEqual(expected.byStage);
          expect(tally.amounts).toEqual(expected.amounts);
          expect(countOf(tally, 'intents_confirmed')).toBe(expected.confirmed);
          expect(Object.fromEntries(tally.byInstitute.map((one) => [one.organisation.id, one]))).toEqual(
            expected.byInstitute,
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has as many rows behind every count as the count says', async () => {
    const queries: [Call, Record<string, string>][] = [
      [asBureau, {}],
      [asBureau, { asOf: onDay(60).toISOString() }],
      [asBureau, { eventId: events[0]! }],
      [asDistrict, {}],
    ];
    for (const [call, query] of queries) {
      const { figures } = await tallyOf(call, query);
      for (const { figure, key, count } of figures) {
        const rows = await rowsOf(call, { ...query, figure, ...(key ? { key } : {}) });
        expect([figure, key, rows.length, new Set(rows.map((row) => row.id)).size]).toEqual([
          figure,
          key,
          count,
          count,
        ]);
        expect(rows.map((row) => row.at)).toEqual(
          rows
            .map((row) => row.at)
            .toSorted()
            .toReversed(),
        );
      }
    }
  }, 60_000);

  it('control: counting from the present stage instead of the ledger gives another past', async () => {
    const asOf = onDay(60);
    const tally = await tallyOf(asBureau, { asOf: asOf.toISOString() });
    const careless = await api.rows<{ stage: IntentStage; count: number }>(
      `SELECT stage, count(*)::int AS count FROM intents WHERE created_at <= $1 AND stage <> 'void' GROUP BY stage`,
      [asOf],
    );
    const counted = tally.byStage
      .filter((one) => one.count > 0)
      .map(({ stage, count }) => ({ stage, count }));
    expect(new Set(careless.map((one) => JSON.stringify(one)))).not.toEqual(
      new Set(counted.map((one) => JSON.stringify(one))),
    );
  });

  it('of a past instant stays the same whatever happens later', async () => {
    const asOf = onDay(100).toISOString();
    const before = await tallyOf(asBureau, { asOf });
    const open = history.find((intent) => !['void'].includes(intent.entries.at(-1)!.to_stage))!;
    const { body } = await asBureau('get', `/api/intents/${open.id}`).expect(200);
    await asBureau('post', `/api/intents/${open.id}/transitions`)
      .send({ version: (body as IntentDetail).version, to: 'void', reason: '重复登记' })
      .expect(200);
    expect(await tallyOf(asBureau, { asOf })).toEqual(before);
    history = await readLedger(api);
  });

  it('counts events, seats and meetings by when they happened', async () => {
    const tally = await tallyOf(asBureau);
    expect(countOf(tally, 'events')).toBe(2);
    expect(countOf(tally, 'organisations')).toBe(7);
    expect(countOf(tally, 'registrations')).toBe(4);
    expect(countOf(tally, 'check_ins')).toBe(3);
    expect(countOf(tally, 'meetings_held')).toBe(1);
    expect(countOf(tally, 'technologies')).toBe(1);
    const early = await tallyOf(asBureau, { asOf: onDay(1).toISOString() });
    expect(countOf(early, 'events')).toBe(0);
    expect(countOf(early, 'meetings_held')).toBe(0);
    expect(countOf(early, 'organisations')).toBe(7);
    // The fifth registration was cancelled on day 8.
    expect(countOf(await tallyOf(asBureau, { asOf: onDay(7).toISOString() }), 'registrations')).toBe(5);
    const district = await tallyOf(asDistrict);
    expect(countOf(district, 'events')).toBe(1);
    expect(countOf(district, 'organisations')).toBe(3);
    const [row] = await rowsOf(asBureau, { figure: 'organisations' });
    expect(row).toMatchObject({ subtitle: expect.stringMatching(/^(产研院|企业) · .*区$/), link: null });
  });

  it('refuses keys it does not know, unknown events and everybody else', async () => {
    const rows = (query: Record<string, string>) => asBureau('get', '/api/bureau/tally/rows').query(query);
    await rows({ figure: 'intents_at_stage' }).expect(422);
    await rows({ figure: 'intents_at_stage', key: 'void' }).expect(422);
    await rows({ figure: 'intents_at_stage', key: `paid' OR true --` }).expect(422);
    await rows({ figure: 'intents_of_institute', key: 'x' }).expect(422);
    await rows({ figure: 'intents_of_institute', key: `${institutes[0]!}:all` }).expect(422);
    await rows({ figure: 'profits' }).expect(422);
    await asBureau('get', '/api/bureau/tally').query({ asOf: 'yesterday' }).expect(422);
    await asBureau('get', '/api/bureau/tally').query({ eventId: institutes[0]! }).expect(404);
    const asEnterprise = await api.as(await api.person({ organisationId: enterprises[0]! }));
    await asEnterprise('get', '/api/bureau/tally').expect(403);
    await asEnterprise('get', '/api/audit').expect(403);
    await asDistrict('get', '/api/audit').expect(403);
  });

  it('never counts the future', async () => {
    const tally = await tallyOf(asBureau, { asOf: '2999-01-01T00:00:00Z' });
    expect(Date.parse(tally.asOf)).toBeLessThanOrEqual(Date.now());
  });
});

describe('the audit', () => {
  it('tells who moved an intent, the newest first', async () => {
    const intent = history[0]!;
    const { body } = await asBureau('get', '/api/audit').query({ subjectId: intent.id }).expect(200);
    const entries = await api.rows('SELECT 1 FROM intent_ledger WHERE intent_id = $1', [intent.id]);
    expect(body.total).toBe(entries.length);
    expect(body.items.at(-1)).toMatchObject({
      action: 'intent.express',
      subject: 'intent',
      subjectId: intent.id,
    });
  });
});

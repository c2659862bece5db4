import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ExpireIntents } from '#intents';
import type { IntentDetail, Problem } from '#contracts';
import { TestApi } from '../support/test-api.js';

type Call = Awaited<ReturnType<TestApi['as']>>;

let api: TestApi;
let institute: string;
let enterprise: string;
let technology: string;
let asInstitute: Call;
let asEnterprise: Call;
let asStranger: Call;
let asBureau: Call;
let asDistrict: Call;

beforeAll(async () => {
  api = await TestApi.open();
  const stranger = await api.organisation({ kind: 'enterprise', district: 'wuqing' });
  asStranger = await api.as(await api.person({ organisationId: stranger }));
  asBureau = await api.as(await api.person({ platformRole: 'bureau_officer' }));
  asDistrict = await api.as(await api.person({ platformRole: 'district_officer', district: 'xiqing' }));
});
afterAll(() => api?.close());
beforeEach(async () => {
  institute = await api.organisation({ kind: 'institute', district: 'binhai' });
  enterprise = await api.organisation({ kind: 'enterprise', district: 'xiqing' });
  technology = await api.listing(institute, 'technology');
  asInstitute = await api.as(await api.person({ organisationId: institute }));
  asEnterprise = await api.as(await api.person({ organisationId: enterprise }));
});

const express = async (changes: Record<string, unknown> = {}): Promise<IntentDetail> => {
  const { body } = await asEnterprise('post', '/api/intents')
    .send({ counterpartId: institute, technologyId: technology, kind: 'licence', ...changes })
    .expect(201);
  return body as IntentDetail;
};
const advance = (call: Call, intent: { id: string; version: number }, body: Record<string, unknown>) =>
  call('post', `/api/intents/${intent.id}/transitions`).send({ version: intent.version, ...body });
const ledgerOf = (id: string) =>
  api.rows<{ seq: number; to_stage: string }>(
    'SELECT seq, to_stage FROM intent_ledger WHERE intent_id = $1 ORDER BY seq',
    [id],
  );
const confirm = async (intent: IntentDetail): Promise<IntentDetail> =>
  (await advance(asInstitute, intent, { to: 'confirmed' }).expect(200)).body as IntentDetail;

describe('expressing', () => {
  it('awaits the other side, which confirms; both see the ledger', async () => {
    const intent = await express({ intendedMin: 100, intendedMax: 200, nextStep: '下周到院里看样机' });
    expect(intent).toMatchObject({
      code: expect.stringMatching(/^YX-\d{4}-\d{4,}$/),
      stage: 'pending',
      awaitsMe: false,
      a: { id: enterprise },
      b: { id: institute },
      technology: { id: technology },
      amounts: { intendedMin: 100, intendedMax: 200, contractValue: null, received: 0 },
      next: [{ to: 'terminated', needs: ['reason'] }],
    });
    const { body: list } = await asInstitute('get', '/api/intents').expect(200);
    expect(list).toMatchObject({ total: 1, items: [{ id: intent.id, awaitsMe: true }] });

    const confirmed = await confirm(intent);
    expect(confirmed).toMatchObject({ stage: 'confirmed', awaitsMe: false, version: 2 });
    expect(confirmed.ledger.map(({ seq, from, to }) => [seq, from, to])).toEqual([
      [1, null, 'pending'],
      [2, 'pending', 'confirmed'],
    ]);
    const trace = await api.rows<{ action: string }>(
      'SELECT action FROM audit_log WHERE subject_id = $1 ORDER BY id',
      [intent.id],
    );
    expect(trace.map(({ action }) => action)).toEqual(['intent.express', 'intent.advance']);
    const events = await api.rows(
      `SELECT 1 FROM outbox_events WHERE name = 'intent.changed' AND payload->>'intentId' = $1`,
      [intent.id],
    );
    expect(events).toHaveLength(2);
  });

  it('from a meeting takes the other side, the event and the listings', async () => {
    const { eventId, meetingId, needId } = await meetingOf(institute, enterprise, technology);
    const { body } = await asEnterprise('post', '/api/intents')
      .send({ meetingId, kind: 'development' })
      .expect(201);
    expect(body).toMatchObject({
      a: { id: enterprise },
      b: { id: institute },
      event: { id: eventId },
      technology: { id: technology },
      need: { id: needId },
    });
    const foreign = await asStranger('post', '/api/intents').send({ meetingId, kind: 'other' }).expect(422);
    expect(foreign.body.fields).toMatchObject([{ field: 'meetingId', reason: 'not_found' }]);
    await api.rows(`UPDATE meetings SET state = 'cancelled' WHERE id = $1`, [meetingId]);
    await asInstitute('post', '/api/intents').send({ meetingId, kind: 'other' }).expect(409);
  });

  it.each([
    ['no other side', { counterpartId: undefined }, 'counterpartId', 'required'],
    [
      'an unknown organisation',
      { counterpartId: '6f9619ff-8b86-4011-b42d-00c04fc964ff' },
      'counterpartId',
      'not_found',
    ],
    ['an upside-down range', { intendedMin: 2, intendedMax: 1 }, 'intendedMax', 'max_below_min'],
    ['a technology given as a need', { needId: 'technology' }, 'needId', 'not_found'],
    ['an unknown kind', { kind: 'gift' }, 'kind', 'unknown_value'],
    ['a text that is too long', { content: '长'.repeat(501) }, 'content', 'too_long'],
  ])('refuses %s', async (_, changes, field, reason) => {
    const fixed = 'needId' in changes ? { needId: technology } : changes;
    const { body } = await asEnterprise('post', '/api/intents')
      .send({ counterpartId: institute, technologyId: technology, kind: 'licence', ...fixed })
      .expect(422);
    expect((body as Problem).fields).toMatchObject([{ field, reason }]);
    expect(await api.rows('SELECT 1 FROM intents WHERE a_id = $1', [enterprise])).toEqual([]);
  });

  it('refuses oneself, a matter that is open already, and the bureau', async () => {
    const own = await asEnterprise('post', '/api/intents')
      .send({ counterpartId: enterprise, kind: 'other' })
      .expect(422);
    expect(own.body.code).toBe('same_party');
    await express();
    const mirrored = { counterpartId: enterprise, technologyId: technology, kind: 'licence' };
    const again = await asInstitute('post', '/api/intents').send(mirrored).expect(409);
    expect(again.body.code).toBe('intent_exists');
    await asBureau('post', '/api/intents').send({ counterpartId: enterprise, kind: 'other' }).expect(403);
    await asDistrict('post', '/api/intents').send({ counterpartId: enterprise, kind: 'other' }).expect(403);
  });

  it('does not tell whose an anonymous need is', async () => {
    const open = await api.listing(enterprise, 'need');
    const anonymous = await api.listing(enterprise, 'need', {}, { anonymous: true });
    const other = await api.organisation({ kind: 'enterprise' });
    const ask = (counterpartId: string, needId: string) =>
      asInstitute('post', '/api/intents').send({ counterpartId, needId, kind: 'service' });
    const right = await ask(enterprise, anonymous).expect(422);
    const wrong = await ask(other, anonymous).expect(422);
    expect(right.body.fields).toEqual(wrong.body.fields);
    await ask(enterprise, open).expect(201);
  });
});

describe('advancing', () => {
  it('walks to the money with evidence and adds the payments up', async () => {
    let intent = await confirm(await express());
    const step = async (call: Call, body: Record<string, unknown>) => {
      intent = (await advance(call, intent, body).expect(200)).body as IntentDetail;
    };
    const date = '2026-01-15';
    await step(asEnterprise, { to: 'negotiating' });
    await step(asInstitute, {
      to: 'agreed',
      evidence: { date, fileHash: 'b'.repeat(64), fileName: '框架协议.pdf' },
    });
    await step(asEnterprise, {
      to: 'contracted',
      evidence: { date, contractKind: 'licence', contractValue: 900_000_000_000 },
    });
    const evidence = { date, registrationNumber: '2026120000000001', technologyValue: 800_000_000_000 };
    const buyer = await advance(asEnterprise, intent, { to: 'registered', evidence }).expect(403);
    expect(buyer.body.code).toBe('wrong_side');
    await step(asInstitute, { to: 'registered', evidence });
    await step(asInstitute, { to: 'partly_paid', evidence: { date, received: 300_000_000_000 } });
    const tooMuch = await advance(asInstitute, intent, {
      to: 'paid',
      evidence: { date, received: 600_000_000_001 },
    });
    expect(tooMuch.body).toMatchObject({
      status: 422,
      code: 'amount_too_high',
      detail: expect.stringContaining('累计到账额'),
    });
    await step(asBureau, { to: 'paid', evidence: { date, received: 600_000_000_000 } });
    await step(asEnterprise, { to: 'completed', evidence: { date } });
    expect(intent.amounts).toMatchObject({
      contractValue: 900_000_000_000,
      technologyValue: 800_000_000_000,
      received: 900_000_000_000,
    });
    expect(intent.ledger[3]).toMatchObject({ to: 'agreed', evidence: { date, fileName: '框架协议.pdf' } });
    expect(intent.ledger[6]).toMatchObject({
      to: 'partly_paid',
      evidence: { date, received: 300_000_000_000 },
    });

    const second = await confirm(await express({ kind: 'service' }));
    const talk = (await advance(asInstitute, second, { to: 'negotiating' }).expect(200)).body as IntentDetail;
    const contract = (
      await advance(asInstitute, talk, {
        to: 'contracted',
        evidence: { date, contractKind: 'service', contractValue: 900_000_000_000 },
      }).expect(200)
    ).body as IntentDetail;
    const taken = await advance(asInstitute, contract, { to: 'registered', evidence }).expect(409);
    expect(taken.body.code).toBe('registration_number_taken');
    expect(await ledgerOf(second.id)).toHaveLength(4);
  });

  it('says in words which step is not possible', async () => {
    const intent = await express();
    const { body } = await advance(asInstitute, intent, { to: 'paid' }).expect(409);
    expect(body).toMatchObject({ code: 'stage_not_reachable', detail: '不能从“待对方确认”转到“到账”。' });
    const own = await advance(asEnterprise, intent, { to: 'confirmed' }).expect(403);
    expect(own.body.code).toBe('wrong_side');
  });

  it('hides intents of others and lets a district read its own without steps', async () => {
    const intent = await express();
    await asStranger('get', `/api/intents/${intent.id}`).expect(404);
    await advance(asStranger, intent, { to: 'terminated', reason: '不合适' }).expect(404);
    const { body } = await asDistrict('get', `/api/intents/${intent.id}`).expect(200);
    expect(body.next).toEqual([]);
    await advance(asDistrict, intent, { to: 'void', reason: '重复' }).expect(403);
    expect(await ledgerOf(intent.id)).toHaveLength(1);
  });

  it('expires what was not confirmed in 14 days, once', async () => {
    const intent = await express();
    const expire = api.app.get(ExpireIntents);
    const days = (count: number) => new Date(Date.parse(intent.createdAt) + count * 86_400_000 + 1);
    expect(await expire.run(days(13))).toBe(0);
    const [first, second] = await Promise.all([expire.run(days(14)), expire.run(days(14))]);
    expect((await ledgerOf(intent.id)).map((entry) => entry.to_stage)).toEqual(['pending', 'expired']);
    expect(first + second).toBeGreaterThan(0);
    await express();
  });
});

async function meetingOf(a: string, b: string, technologyId: string) {
  const eventId = await api.insert('events', {
    state: 'live',
    content: { title: '产研汇第九场', district: 'binhai', venue: '会展中心' },
    starts_at: new Date(),
    capacity: 10,
  });
  const needId = await api.listing(b, 'need', {}, { anonymous: true });
  const register = async (organisationId: string, kind: string) =>
    api.insert('registrations', {
      event_id: eventId,
      person_id: await api.person({ organisationId }),
      organisation_id: organisationId,
      kind,
      state: 'checked_in',
    });
  const timetable = await api.insert('timetables', { event_id: eventId, no: 1, state: 'announced', seed: 1 });
  const meetingId = await api.insert('meetings', {
    timetable_id: timetable,
    event_id: eventId,
    a_id: await register(a, 'institute'),
    b_id: await register(b, 'enterprise'),
    technology_id: technologyId,
    need_id: needId,
    round: 1,
    table_no: 7,
    origin: 'mutual',
    score: 900,
  });
  return { eventId, meetingId, needId };
}

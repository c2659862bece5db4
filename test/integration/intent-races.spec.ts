import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IntentDetail } from '#contracts';
import { TestApi } from '../support/test-api.js';

type Call = Awaited<ReturnType<TestApi['as']>>;

let api: TestApi;
let institute: string;
let enterprise: string;
let technology: string;
let asInstitute: Call;
let asEnterprise: Call;

beforeAll(async () => {
  api = await TestApi.open();
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

describe('an intent under races and faults', () => {
  it('of two confirmations at once leaves one entry', async () => {
    const intent = await express();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => advance(asInstitute, intent, { to: 'confirmed' })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect((await ledgerOf(intent.id)).map((entry) => entry.to_stage)).toEqual(['pending', 'confirmed']);
  });

  it('control: without row lock and version check both confirmations are written', async () => {
    const intent = await express();
    const careless = async (bothHaveRead: () => Promise<void>) => {
      const client = await api.pool.connect();
      try {
        await client.query('BEGIN');
        const { rows } = await client.query('SELECT stage FROM intents WHERE id = $1', [intent.id]);
        await bothHaveRead();
        if ((rows[0] as { stage: string }).stage !== 'pending') return;
        await client.query(`UPDATE intents SET stage = 'confirmed' WHERE id = $1`, [intent.id]);
        await client.query(
          `INSERT INTO intent_ledger (intent_id, seq, at, from_stage, to_stage, actor_label)
           SELECT $1, max(seq) + 1, now(), 'pending', 'confirmed', 'control' FROM intent_ledger WHERE intent_id = $1`,
          [intent.id],
        );
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    };
    const meet = barrier(2);
    await Promise.all([careless(meet), careless(meet)]);
    expect((await ledgerOf(intent.id)).map((entry) => entry.to_stage)).toEqual([
      'pending',
      'confirmed',
      'confirmed',
    ]);
  });

  it('repeats with the same key and answers with the first intent; another body is refused', async () => {
    const body = { counterpartId: institute, kind: 'talent' };
    const post = (key: string, sent: object) =>
      asEnterprise('post', '/api/intents', { 'Idempotency-Key': key }).send(sent);
    const first = await post('phone-1', body).expect(201);
    const repeat = await post('phone-1', body).expect(201);
    expect(repeat.body).toEqual(first.body);
    await post('phone-1', { ...body, kind: 'other' }).expect(422);
    const atOnce = await Promise.all(
      Array.from({ length: 5 }, () => post('phone-2', { ...body, kind: 'loan' })),
    );
    expect(new Set(atOnce.map((answer) => answer.status))).not.toContain(500);
    expect(await api.rows('SELECT 1 FROM intents WHERE a_id = $1', [enterprise])).toHaveLength(2);
  });

  it('control: without a key the repeat is not recognised', async () => {
    const body = { counterpartId: institute, kind: 'talent' };
    const first = await asEnterprise('post', '/api/intents').send(body).expect(201);
    await asEnterprise('post', '/api/intents').send(body).expect(409);
    // Once the first is closed not even the index stops the repeat.
    await advance(asEnterprise, first.body as IntentDetail, { to: 'terminated', reason: '误填' }).expect(200);
    await asEnterprise('post', '/api/intents').send(body).expect(201);
    expect(await api.rows('SELECT 1 FROM intents WHERE a_id = $1', [enterprise])).toHaveLength(2);
  });

  it('of the same matter from both sides at once keeps one; control: the index decides it', async () => {
    const calls = [asEnterprise, asInstitute].map((call, i) =>
      call('post', '/api/intents').send({
        counterpartId: i === 0 ? institute : enterprise,
        kind: 'platform',
      }),
    );
    const answers = await Promise.all(calls);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    const client = await api.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('DROP INDEX intents_one_open_per_matter');
      const double = await client.query(
        `INSERT INTO intents (code, a_id, b_id, kind, stage) VALUES ('control', $1, $2, 'platform', 'pending')`,
        [enterprise, institute],
      );
      expect(double.rowCount).toBe(1);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  it('keeps the ledger append-only', async () => {
    const intent = await express();
    const change = api.rows(`UPDATE intent_ledger SET to_stage = 'paid' WHERE intent_id = $1`, [intent.id]);
    await expect(change).rejects.toThrow(/append-only/);
    await expect(api.rows('DELETE FROM intent_ledger WHERE intent_id = $1', [intent.id])).rejects.toThrow(
      /append-only/,
    );
    expect(await ledgerOf(intent.id)).toHaveLength(1);
  });

  it('writes nothing when the last write fails', async () => {
    const intent = await express();
    await api.rows(`CREATE FUNCTION refuse_outbox() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no outbox today'; END $$`);
    await api.rows(
      `CREATE TRIGGER refuse_outbox BEFORE INSERT ON outbox_events FOR EACH ROW EXECUTE FUNCTION refuse_outbox()`,
    );
    try {
      const { body } = await advance(asInstitute, intent, { to: 'confirmed' }).expect(500);
      expect(body.code).toBe('internal');
    } finally {
      await api.rows('DROP FUNCTION refuse_outbox CASCADE');
    }
    expect(await ledgerOf(intent.id)).toHaveLength(1);
    await confirm(intent);
  });
});

/** A promise that resolves for all once `count` have come. */
function barrier(count: number): () => Promise<void> {
  let open: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let come = 0;
  return () => {
    if (++come === count) open();
    return opened;
  };
}

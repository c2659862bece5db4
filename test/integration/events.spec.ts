import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  cancelRegistration,
  changeEvent,
  decideRegistration,
  listCounterparts,
  listRegistrations,
  readEvent,
  register,
  saveWish,
} from '#contracts';
import { officer, participant, type Participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { eventPlan, moveTo, openEvent } from '../support/samples.js';

let product: Product;
let bureau: Person;
beforeAll(async () => {
  product = await startProduct();
  bureau = await officer(product);
});
afterAll(() => product.stop());

const several = (kind: 'institute' | 'enterprise', number: number): Promise<Participant[]> =>
  Promise.all(Array.from({ length: number }, () => participant(product, kind)));
const enter = (who: Person, id: string) => who.agent.get(register, { params: { id }, body: {} });
const seats = async (id: string) =>
  (await product.database.query('SELECT capacity, admitted FROM events WHERE id = $1', [id])).rows[0];
const states = async (id: string) => (await bureau.agent.get(listRegistrations, { params: { id } })).counts;

describe('the last seat', () => {
  it('goes to one of two who ask at once; the other gets a number on the waiting list', async () => {
    const id = await openEvent(bureau, { capacity: 1 });
    const both = await several('enterprise', 2);
    const answers = await Promise.all(both.map((one) => enter(one, id)));
    expect(answers.map((one) => one.state).sort()).toEqual(['admitted', 'waitlisted']);
    expect(answers.find((one) => one.state === 'waitlisted')).toMatchObject({
      waitingNumber: 1,
      ticketCode: null,
      ticketQr: null,
    });
    expect(await seats(id)).toEqual({ capacity: 1, admitted: 1 });
  });

  it('is sold twice without the row lock and the CHECK (control)', async () => {
    const [one, other] = [await product.database.connect(), await product.database.connect()];
    try {
      await one.query('CREATE TABLE seats_without_guard (capacity int, admitted int)');
      await one.query('INSERT INTO seats_without_guard VALUES (1, 0)');
      const free = async (client: typeof one) =>
        (await client.query<{ free: boolean }>('SELECT admitted < capacity AS free FROM seats_without_guard'))
          .rows[0]!.free;
      const admit = (client: typeof one) =>
        client.query('UPDATE seats_without_guard SET admitted = admitted + 1');
      await one.query('BEGIN');
      await other.query('BEGIN');
      expect([await free(one), await free(other)]).toEqual([true, true]);
      await admit(one);
      await one.query('COMMIT');
      await admit(other);
      await other.query('COMMIT');
      const { rows } = await one.query('SELECT * FROM seats_without_guard');
      expect(rows).toEqual([{ capacity: 1, admitted: 2 }]);
    } finally {
      one.release();
      other.release();
    }
  });

  it('stays one seat in the database even for code that forgets the lock', async () => {
    const id = await openEvent(bureau, { capacity: 1 });
    await enter((await several('enterprise', 1))[0]!, id);
    await expect(
      product.database.query('UPDATE events SET admitted = admitted + 1 WHERE id = $1', [id]),
    ).rejects.toThrow(/events_admitted_within_capacity/);
  });

  it('holds for ten at once, and the waiting list moves up in order when a seat comes back', async () => {
    const id = await openEvent(bureau, { capacity: 3 });
    const people = await several('enterprise', 10);
    const answers = await Promise.all(people.map(async (who) => ({ who, ...(await enter(who, id)) })));
    const waiting = answers
      .filter((one) => one.state === 'waitlisted')
      .sort((a, b) => a.waitingNumber! - b.waitingNumber!);
    expect(waiting.map((one) => one.waitingNumber)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const admitted = answers.filter((one) => one.state === 'admitted');
    expect(new Set(admitted.map((one) => one.ticketCode)).size).toBe(3);
    // One in the queue leaves, then a seat comes back: the second of the queue must not be passed over.
    await waiting[0]!.who.agent.get(cancelRegistration, { params: { id } });
    expect(await states(id)).toEqual({ admitted: 3, waitlisted: 6, cancelled: 1 });
    await admitted[0]!.who.agent.get(cancelRegistration, { params: { id } });
    const { registration } = await waiting[1]!.who.agent.get(readEvent, { params: { id } });
    expect(registration).toMatchObject({ state: 'admitted', waitingNumber: null });
    expect(registration!.ticketCode).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
    expect(await seats(id)).toEqual({ capacity: 3, admitted: 3 });
    expect(await states(id)).toEqual({ admitted: 3, waitlisted: 5, cancelled: 2 });
  });
});

describe('registration', () => {
  it('respects a quota per kind, and passes over those whose kind is full', async () => {
    const id = await openEvent(bureau, { capacity: 2, quotas: { enterprise: 1 } });
    const [first, second] = await several('enterprise', 2);
    const [institute, late] = await several('institute', 2);
    expect((await enter(first!, id)).state).toBe('admitted');
    expect((await enter(second!, id)).waitingNumber).toBe(1);
    expect((await enter(institute!, id)).state).toBe('admitted');
    expect((await enter(late!, id)).waitingNumber).toBe(2);
    await institute!.agent.get(cancelRegistration, { params: { id } });
    expect(await states(id)).toEqual({ admitted: 2, waitlisted: 1, cancelled: 1 });
    const { registration } = await late!.agent.get(readEvent, { params: { id } });
    expect(registration?.state).toBe('admitted');
  });

  it('answers a retry with the same key as the first time, and refuses another body under it', async () => {
    const id = await openEvent(bureau);
    const who = await participant(product, 'institute');
    const send = (rounds: number[], key?: string) =>
      who.agent.send(register, { params: { id }, body: { rounds } }, { key });
    const first = await send([1, 2], 'try-1');
    expect(first.status).toBe(201);
    const again = await send([1, 2], 'try-1');
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await send([3], 'try-1')).body).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
    // Control: without the key the second call is a second registration, and is refused.
    expect((await send([1, 2])).body).toMatchObject({ status: 409, code: 'already_registered' });
    expect(await seats(id)).toMatchObject({ admitted: 1 });
  });

  it('takes one registration of a double click with one key', async () => {
    const id = await openEvent(bureau);
    const who = await participant(product, 'institute');
    const answers = await Promise.all(
      [1, 2, 3].map(() => who.agent.send(register, { params: { id }, body: {} }, { key: 'click' })),
    );
    const refused = answers.filter((one) => one.status !== 201);
    for (const one of refused) expect(one.body.code).toBe('idempotency_in_flight');
    expect(refused.length).toBeLessThan(3);
    expect(await states(id)).toEqual({ admitted: 1 });
  });

  it('keeps keys of different people apart', async () => {
    const id = await openEvent(bureau);
    const answers = await Promise.all(
      (await several('enterprise', 2)).map((who) =>
        who.agent.get(register, { params: { id }, body: {} }, { key: 'same' }),
      ),
    );
    expect(new Set(answers.map((one) => one.id)).size).toBe(2);
  });

  it('is refused outside its window, for unknown rounds, foreign listings and by visitors', async () => {
    const who = await participant(product, 'enterprise');
    const past = new Date(Date.now() - 60_000).toISOString();
    const closed = await openEvent(bureau, { registrationClosesAt: past });
    const refusal = (id: string, body: object, agent = who.agent) =>
      agent.refused(register, { params: { id }, body });
    expect((await refusal(closed, {})).code).toBe('registration_closed');
    const id = await openEvent(bureau);
    expect((await refusal(id, { rounds: [4] })).fields).toMatchObject([
      { field: 'rounds', reason: 'too_big' },
    ]);
    const foreign = { listingIds: ['00000000-0000-4000-8000-000000000000'] };
    expect((await refusal(id, foreign)).fields).toMatchObject([{ field: 'listingIds', reason: 'not_yours' }]);
    expect((await refusal(id, {}, product.visitor())).code).toBe('not_signed_in');
    expect((await refusal('00000000-0000-4000-8000-000000000000', {})).code).toBe('not_found');
    expect((await refusal('nonsense', {})).code).toBe('invalid_input');
    expect(await states(id)).toEqual({});
  });

  it('waits for the organizer where approval is manual', async () => {
    const id = await openEvent(bureau, { approval: 'manual', capacity: 1 });
    const [one, other] = await several('enterprise', 2);
    const decide = (registration: string, decision: 'admit' | 'cancel') => ({
      params: { id, registration },
      body: { decision },
    });
    const [a, b] = [await enter(one!, id), await enter(other!, id)];
    expect([a.state, b.state]).toEqual(['pending', 'pending']);
    expect((await bureau.agent.get(decideRegistration, decide(a.id, 'admit'))).state).toBe('admitted');
    expect((await bureau.agent.refused(decideRegistration, decide(b.id, 'admit'))).code).toBe('event_full');
    expect((await one!.agent.refused(decideRegistration, decide(b.id, 'admit'))).code).toBe('not_allowed');
    await bureau.agent.get(decideRegistration, decide(a.id, 'cancel'));
    expect((await bureau.agent.get(decideRegistration, decide(b.id, 'admit'))).state).toBe('admitted');
  });

  it('keeps the seats that are taken when the plan shrinks', async () => {
    const id = await openEvent(bureau, { capacity: 3 });
    for (const who of await several('enterprise', 2)) await enter(who, id);
    const { version } = await bureau.agent.get(readEvent, { params: { id } });
    const change = (content: object) => ({ params: { id }, body: { version, content: eventPlan(content) } });
    expect((await bureau.agent.refused(changeEvent, change({ capacity: 1 }))).fields).toMatchObject([
      { field: 'content.capacity', reason: 'too_small' },
    ]);
    const quota = change({ capacity: 3, quotas: { enterprise: 1 } });
    expect((await bureau.agent.refused(changeEvent, quota)).fields).toMatchObject([
      { field: 'content.quotas.enterprise' },
    ]);
    await bureau.agent.get(changeEvent, change({ capacity: 2 }));
    expect((await bureau.agent.refused(changeEvent, change({ capacity: 5 }))).code).toBe('stale_version');
  });
});

describe('wishes', () => {
  it('are saved, changed and taken back; the other side learns of them only when it wishes too', async () => {
    const id = await openEvent(bureau);
    const [institute] = await several('institute', 1);
    const [enterprise, second] = await several('enterprise', 2);
    const [i, e, s] = [await enter(institute!, id), await enter(enterprise!, id), await enter(second!, id)];
    const wish = (registration: string, level: 'must' | 'maybe' | 'no' | null) => ({
      params: { id, registration },
      body: { level },
    });
    const seen = async (who: Participant) =>
      (await who.agent.get(listCounterparts, { params: { id } })).items.map((one) => [
        one.registrationId,
        one.wish,
        one.mutual,
      ]);
    expect((await seen(institute!)).map(([one]) => one).sort()).toEqual([e.id, s.id].sort());
    await institute!.agent.get(saveWish, wish(e.id, 'must'));
    expect(await seen(enterprise!)).toEqual([[i.id, null, false]]);
    await enterprise!.agent.get(saveWish, wish(i.id, 'maybe'));
    expect(await seen(enterprise!)).toEqual([[i.id, 'maybe', true]]);
    await institute!.agent.get(saveWish, wish(e.id, 'no'));
    expect(await seen(enterprise!)).toEqual([[i.id, 'maybe', false]]);
    await enterprise!.agent.get(saveWish, wish(i.id, null));
    expect(await seen(enterprise!)).toEqual([[i.id, null, false]]);
    expect((await enterprise!.agent.refused(saveWish, wish(s.id, 'must'))).code).toBe('not_allowed');
    expect((await enterprise!.agent.refused(saveWish, wish(e.id, 'must'))).code).toBe('not_allowed');
    const stranger = await participant(product, 'enterprise');
    expect((await stranger.agent.refused(saveWish, wish(i.id, 'must'))).code).toBe('not_found');
    let { version } = await bureau.agent.get(readEvent, { params: { id } });
    for (const state of ['matching', 'live', 'closed'] as const) {
      version = await moveTo(bureau, id, version, state);
    }
    expect((await institute!.agent.refused(saveWish, wish(e.id, 'must'))).code).toBe('wrong_state');
  });
});

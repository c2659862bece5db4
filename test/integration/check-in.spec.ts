import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  cancelRegistration,
  checkIn,
  listRegistrations,
  makeDeviceLink,
  openDeviceSession,
  readEvent,
  register,
  undoCheckIn,
} from '#contracts';
import { officer, participant, type Participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { openEvent } from '../support/samples.js';

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

describe('check-in', () => {
  it('takes the code or the QR once, knows a forged QR, and can be taken back', async () => {
    const id = await openEvent(bureau);
    const [who, other] = await several('enterprise', 2);
    const { ticketCode, ticketQr } = await enter(who!, id);
    const ticket = await enter(other!, id);
    const scan = (code: string) => bureau.agent.send(checkIn, { params: { id }, body: { code } });
    const forged = `${ticketQr!.slice(0, -1)}${ticketQr!.endsWith('0') ? '1' : '0'}`;
    expect((await scan(forged)).body.code).toBe('ticket_unknown');
    expect((await scan(ticketQr!.replace(ticketCode!, ticket.ticketCode!))).body.code).toBe('ticket_unknown');
    const done = await scan(ticketQr!);
    expect(done.body).toMatchObject({ state: 'checked_in', organisation: { name: who!.organisation.name } });
    expect((await scan(ticketCode!)).body).toMatchObject({ status: 409, code: 'ticket_used' });
    expect((await who!.agent.refused(cancelRegistration, { params: { id } })).code).toBe('wrong_state');
    const undo = { params: { id, registration: done.body.id as string } };
    expect(await bureau.agent.get(undoCheckIn, undo)).toMatchObject({ state: 'admitted', checkedInAt: null });
    expect((await bureau.agent.refused(undoCheckIn, undo)).code).toBe('wrong_state');
    expect((await scan(ticketCode!.toLowerCase())).status).toBe(200);
    const elsewhere = await openEvent(bureau);
    const there = { params: { id: elsewhere }, body: { code: ticket.ticketQr! } };
    expect((await bureau.agent.refused(checkIn, there)).code).toBe('ticket_unknown');
  });

  it('lets two desks that scan at once check in once', async () => {
    const id = await openEvent(bureau);
    const { ticketCode } = await enter(await participant(product, 'institute'), id);
    const answers = await Promise.all(
      [1, 2].map(() => bureau.agent.send(checkIn, { params: { id }, body: { code: ticketCode } })),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  it('works from a device that knows its event and nothing else', async () => {
    const [id, elsewhere] = [await openEvent(bureau), await openEvent(bureau)];
    const { ticketCode } = await enter(await participant(product, 'institute'), id);
    const { path } = await bureau.agent.get(makeDeviceLink, { params: { id }, body: { name: '一号台' } });
    const params = { token: path.split('/').at(-1)! };
    const tablet = product.visitor();
    expect(await tablet.get(openDeviceSession, { params })).toEqual({ eventId: id });
    expect((await product.visitor().refused(openDeviceSession, { params })).code).toBe('link_spent');
    await tablet.get(checkIn, { params: { id }, body: { code: ticketCode! } });
    expect((await tablet.refused(listRegistrations, { params: { id: elsewhere } })).code).toBe('not_allowed');
    expect((await tablet.refused(makeDeviceLink, { params: { id }, body: { name: 'x' } })).code).toBe(
      'not_allowed',
    );
  });

  it('is not for somebody who waits, and has no ticket to show after a cancellation', async () => {
    const id = await openEvent(bureau, { capacity: 1 });
    const who = await participant(product, 'enterprise');
    const { ticketCode } = await enter(who, id);
    await who.agent.get(cancelRegistration, { params: { id } });
    const scan = { params: { id }, body: { code: ticketCode! } };
    expect((await bureau.agent.refused(checkIn, scan)).code).toBe('not_admitted');
    expect((await bureau.agent.get(readEvent, { params: { id } })).admitted).toBe(0);
    // A cancelled registration does not stand in the way of a new one.
    expect((await enter(who, id)).state).toBe('admitted');
  });
});

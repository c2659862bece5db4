import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type BoardSnapshot, commandBoard, createEvent, markMeeting, readBoard } from '#contracts';
import { BoardClient } from '../support/board-client.js';
import { goLive, type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { type Product, startProduct } from '../support/product.js';
import { officer } from '../support/people.js';
import { eventPlan } from '../support/samples.js';

let product: Product;
let event: LiveEvent;
const screens: BoardClient[] = [];
beforeAll(async () => {
  product = await startProduct({ worker: true });
  event = await timetabledEvent(product);
  await goLive(event);
});
afterEach(() => screens.splice(0).forEach((one) => one.close()));
afterAll(() => product.stop());

const screen = () => {
  const client = new BoardClient(product.url);
  screens.push(client);
  return client;
};
const command = (body: object): Promise<BoardSnapshot> =>
  event.bureau.agent.get(commandBoard, { params: { id: event.id }, body: body as never });
const timeless = ({ serverTime: _, ...rest }: BoardSnapshot) => rest;

describe('the board over the socket', () => {
  it('acknowledges a watch with the snapshot that HTTP gives, and sends each change as version + 1', async () => {
    const wall = screen();
    const snapshot = await wall.snapshot(event.id);
    const overHttp = await product.visitor().get(readBoard, { params: { id: event.id } });
    expect(timeless(snapshot)).toEqual(timeless(overHttp));
    const started = await command({ command: 'start_round', version: snapshot.version });
    const change = await wall.change(snapshot.version + 1);
    expect(change).toMatchObject({ eventId: event.id, clock: { phase: 'running', round: 1 } });
    expect(change.meetings!.every((one) => one.round === 1 && one.state === 'called')).toBe(true);
    const meeting = change.meetings![0]!.id;
    const mark = { params: { id: event.id, meeting }, body: { side: 'a' as const, mark: 'seated' as const } };
    await event.bureau.agent.get(markMeeting, mark);
    const seated = await wall.change(started.version + 1);
    expect(seated.meetings).toEqual([
      expect.objectContaining({ id: meeting, seatedA: true, seatedB: false }),
    ]);
    expect(seated.clock).toBeUndefined();
  });

  it('sends many changes in order, without a gap, to every screen', async () => {
    const walls = [screen(), screen(), screen()];
    const [{ version }] = (await Promise.all(walls.map((one) => one.snapshot(event.id)))) as [BoardSnapshot];
    const { meetings } = await product.visitor().get(readBoard, { params: { id: event.id } });
    const marks = ['seated', 'clear', 'seated', 'clear', 'missed', 'clear'] as const;
    await Promise.all(
      meetings
        .filter((one) => one.round === 1)
        .flatMap((one) =>
          marks.map((mark) =>
            event.bureau.agent.get(markMeeting, {
              params: { id: event.id, meeting: one.id },
              body: { side: 'both', mark },
            }),
          ),
        ),
    );
    const last = (await product.visitor().get(readBoard, { params: { id: event.id } })).version;
    expect(last).toBeGreaterThan(version + 5);
    for (const wall of walls) {
      await wall.change(last);
      expect(wall.changes.map((one) => one.version)).toEqual(
        Array.from({ length: last - version }, (_, i) => version + 1 + i),
      );
    }
  });

  it('shows the right state to a screen that was away', async () => {
    const phone = screen();
    const before = await phone.snapshot(event.id);
    phone.close();
    let now = await command({ command: 'notice', version: before.version, notice: '请就座' });
    now = await command({ command: 'pause', version: now.version });
    now = await command({ command: 'resume', version: now.version });
    now = await command({ command: 'end_round', version: now.version });
    const back = screen();
    const snapshot = await back.snapshot(event.id);
    expect(snapshot.version).toBe(before.version + 4);
    expect(timeless(snapshot)).toEqual(timeless(now));
    expect(snapshot.clock).toMatchObject({ phase: 'break', round: 1, notice: '请就座' });
    await command({ command: 'start_round', version: snapshot.version });
    expect(await back.change(snapshot.version + 1)).toMatchObject({ clock: { round: 2 } });
    expect(phone.changes).toEqual([]);
  });

  it('tells the public names of organisations and nothing of people', async () => {
    const snapshot = await screen().snapshot(event.id);
    expect(Object.keys(snapshot).sort()).toEqual(
      [
        'eventId',
        'title',
        'venue',
        'version',
        'serverTime',
        'clock',
        'rounds',
        'tables',
        'closedTables',
        'meetings',
      ].sort(),
    );
    expect(Object.keys(snapshot.clock).sort()).toEqual(
      ['phase', 'round', 'endsAt', 'remainingMs', 'notice'].sort(),
    );
    for (const meeting of snapshot.meetings) {
      expect(Object.keys(meeting).sort()).toEqual(
        [
          ...['id', 'round', 'table', 'a', 'b', 'state', 'seatedA', 'seatedB'],
          ...['representativeA', 'representativeB', 'third'],
        ].sort(),
      );
    }
    const { rows } = await product.database.query<{ name: string; login: string }>(
      'SELECT name, login FROM people',
    );
    const text = JSON.stringify(snapshot);
    for (const { name, login } of rows)
      for (const secret of [name, login]) expect(text).not.toContain(secret);
  });

  it.each([
    ['no body', undefined, 'invalid_input'],
    ['a text', 'board', 'invalid_input'],
    ['a number for an event', { eventId: 7 }, 'invalid_input'],
    ['no event', { eventId: '00000000-0000-4000-8000-000000000000' }, 'not_found'],
  ])('answers a watch with %s by a problem, and lives on', async (_, body, code) => {
    const odd = screen();
    expect(await odd.watch(body)).toMatchObject({ problem: { code, title: code } });
    expect((await odd.snapshot(event.id)).eventId).toBe(event.id);
  });

  it('does not show the board of a draft', async () => {
    const bureau = await officer(product);
    const draft = await bureau.agent.get(createEvent, { body: eventPlan() });
    expect(await screen().watch({ eventId: draft.id })).toMatchObject({ problem: { code: 'not_found' } });
  });

  it('lets go of the screens when the api stops', async () => {
    const other = await startProduct();
    const wall = new BoardClient(other.url);
    await wall.watch({ eventId: event.id });
    await other.stop();
    expect(wall.connected).toBe(false);
  }, 10_000);
});

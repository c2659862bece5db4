import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  editTimetable,
  listMoveOptions,
  proposeRepair,
  readTimetable,
  register,
  seatRegistration,
  type TableFeature,
  takeRepair,
} from '#contracts';
import { computedTimetable, goLive, type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { participant } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
let event: LiveEvent;
/** Four tables, the third with a screen; the first institute is at home at the second. */
beforeAll(async () => {
  product = await startProduct({ worker: true });
  event = await timetabledEvent(product, { plan: { tables: 4, tableFeatures: { screen: [3] } } });
});
afterAll(() => product.stop());

const idOf = (who: { organisation: { name: string } }) => event.registrations.get(who.organisation.name)!;
const host = () => idOf(event.institutes[0]!);
const choosy = () => idOf(event.enterprises[0]!);
interface Seat {
  representatives?: number;
  homeTable?: number | null;
  tableNeeds?: TableFeature[];
}
const sent = (registration: string, { representatives = 1, homeTable = null, tableNeeds = [] }: Seat) => ({
  params: { id: event.id, registration },
  body: { representatives, homeTable, tableNeeds },
});
const seat = (registration: string, seating: Seat) =>
  event.bureau.agent.get(seatRegistration, sent(registration, seating));
const params = () => ({ id: event.id, timetable: event.timetable.id });
const read = () => event.bureau.agent.get(readTimetable, { params: params() });
const tablesOf = (registration: string) =>
  event.timetable.meetings
    .filter(({ a, b }) => a.registrationId === registration || b.registrationId === registration)
    .map(({ table }) => table);
const both = () =>
  event.timetable.meetings.find(({ a, b }) => a.registrationId === host() && b.registrationId === choosy());

describe('an own table and needs', () => {
  it('are checked when they are set', async () => {
    const refused = (seating: Seat) => event.bureau.agent.refused(seatRegistration, sent(host(), seating));
    expect((await refused({ homeTable: 5 })).fields).toMatchObject([
      { field: 'homeTable', reason: 'too_big' },
    ]);
    expect((await refused({ homeTable: 2, representatives: 2 })).fields).toMatchObject([
      { field: 'homeTable', reason: 'only_with_one' },
    ]);
    expect(await seat(host(), { homeTable: 2 })).toMatchObject({ homeTable: 2, tableNeeds: [] });
    expect(await seat(choosy(), { tableNeeds: ['screen'] })).toMatchObject({ tableNeeds: ['screen'] });
    const newcomer = await participant(product, 'enterprise');
    const body = { tableNeeds: ['power' as const] };
    await newcomer.agent.get(register, { params: { id: event.id }, body });
    const { rows } = await product.database.query<{ table_needs: string[] }>(
      'SELECT table_needs FROM registrations WHERE event_id = $1 AND person_id = $2',
      [event.id, newcomer.id],
    );
    expect(rows[0]!.table_needs).toEqual(['power']);
  });

  it('are kept by the computed timetable, which says what has no table', async () => {
    // What was computed before says what does not suit any more.
    expect((await read()).meetings.filter(({ fault }) => fault !== null).length).toBeGreaterThan(0);
    event = { ...event, timetable: await computedTimetable(event) };
    expect(event.timetable.meetings).toHaveLength(5);
    expect(new Set(tablesOf(host()))).toEqual(new Set([2]));
    expect(new Set(tablesOf(choosy()))).toEqual(new Set([3]));
    expect(both()).toBeUndefined();
    expect(event.timetable.unplaced).toMatchObject([{ reason: 'no_table' }]);
    expect(event.timetable.meetings.every(({ fault }) => fault === null)).toBe(true);
  });

  it('are told before a meeting is dropped, and hold afterwards', async () => {
    const meeting = event.timetable.meetings.find(({ a }) => a.registrationId === host())!;
    const { cells } = await event.bureau.agent.get(listMoveOptions, {
      params: params(),
      query: { meeting: meeting.id },
    });
    const elsewhere = cells.filter(({ table }) => table !== 2);
    expect(elsewhere.every(({ kind }) => kind === 'blocked')).toBe(true);
    expect(elsewhere.flatMap(({ clashes }) => clashes.map(({ code }) => code))).toContain('home_table');
    const body = {
      op: 'move' as const,
      version: event.timetable.version,
      meeting: meeting.id,
      round: meeting.round,
      table: 4,
    };
    const refusal = await event.bureau.agent.refused(
      editTimetable,
      { params: params(), body },
      { key: 'off' },
    );
    expect(refusal).toMatchObject({ code: 'move_blocked' });
    expect(refusal.detail).toContain('固定在 2 号桌');
  });

  it('are kept by a repair, which moves others out of the way', async () => {
    await goLive(event);
    // The only table with a screen goes: who needs one is told so.
    const close = { type: 'close_table' as const, table: 3 };
    const ask = (incident: typeof close) =>
      event.bureau.agent.get(proposeRepair, { params: { id: event.id }, body: { incident } });
    const { proposals } = await ask(close);
    expect(proposals[0]!.unsuited.join()).toContain('显示屏');
    // Any other: nobody who needs one loses it, and the host stays at home.
    const other = { type: 'close_table' as const, table: 1 };
    const ways = await ask(other);
    expect(ways.proposals[0]!.unsuited).toEqual([]);
    const { timetable } = await event.bureau.agent.get(
      takeRepair,
      { params: { id: event.id }, body: { incident: other, digest: ways.proposals[0]!.digest } },
      { key: 'repair' },
    );
    event = { ...event, timetable: { ...event.timetable, id: timetable.id } };
    event = { ...event, timetable: await read() };
    expect(new Set(tablesOf(host()))).toEqual(new Set([2]));
    expect(new Set(tablesOf(choosy()))).toEqual(new Set([3]));
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  computeTimetable,
  editTimetable,
  exportTimetable,
  listGuests,
  listMoveOptions,
  listMyMeetings,
  proposeRepair,
  readBoard,
  readTimetable,
  register,
  takeRepair,
  type TimetableEdit,
} from '#contracts';
import { eventually } from '../support/eventually.js';
import { goLive, type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { participant, type Participant } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
let event: LiveEvent;
let investor: Participant;
let third: string;
/** An investor who is there in the first two of three rounds. */
beforeAll(async () => {
  product = await startProduct({ worker: true });
  event = await timetabledEvent(product, { plan: { tables: 4, mayMeet: [['institute', 'enterprise']] } });
  investor = await participant(product, 'investor');
  const own = { params: { id: event.id }, body: { rounds: [1, 2] } };
  third = (await investor.agent.get(register, own)).id;
});
afterAll(() => product.stop());

type Edit<E = TimetableEdit> = E extends unknown ? Omit<E, 'version'> : never;
const params = () => ({ id: event.id, timetable: event.timetable.id });
const read = async () => {
  event = { ...event, timetable: await event.bureau.agent.get(readTimetable, { params: params() }) };
};
let step = 0;
const edit = async (one: Edit) => {
  const body: TimetableEdit = { ...one, version: event.timetable.version };
  const timetable = await event.bureau.agent.get(
    editTimetable,
    { params: params(), body },
    { key: `${++step}` },
  );
  event = { ...event, timetable };
};
const guestsOf = async (meeting: string) =>
  (await event.bureau.agent.get(listGuests, { params: params(), query: { meeting } })).guests;
const withThird = () => event.timetable.meetings.filter((one) => one.third?.registrationId === third);

describe('an investor who joins two others', () => {
  it('is asked by hand, where it is there and free, and leaves again', async () => {
    const at = (round: number) => event.timetable.meetings.filter((one) => one.round === round);
    const [first, other] = at(1);
    expect(await guestsOf(first!.id)).toMatchObject([{ registrationId: third, fault: null }]);
    expect((await guestsOf(at(3)[0]!.id))[0]!.fault).toContain('不在场');
    await edit({ op: 'invite', meeting: first!.id, third });
    expect(withThird()).toMatchObject([{ id: first!.id, third: { name: investor.organisation.name } }]);
    expect((await guestsOf(other!.id))[0]!.fault).toContain('会面');
    const refused = await event.bureau.agent.refused(editTimetable, {
      params: params(),
      body: { op: 'invite', version: event.timetable.version, meeting: other!.id, third },
    });
    expect(refused.code).toBe('move_blocked');
    const { cells } = await event.bureau.agent.get(listMoveOptions, {
      params: params(),
      query: { meeting: first!.id },
    });
    const late = cells.filter(({ round }) => round === 3);
    expect(late.every(({ kind }) => kind === 'blocked')).toBe(true);
    await edit({ op: 'undo' });
    expect(withThird()).toEqual([]);
    await edit({ op: 'redo' });
    expect(withThird()).toHaveLength(1);
    const enterprise = event.registrations.get(event.enterprises[2]!.organisation.name)!;
    const wrong = { op: 'invite' as const, version: event.timetable.version, meeting: first!.id };
    const noInvestor = await event.bureau.agent.refused(editTimetable, {
      params: params(),
      body: { ...wrong, third: enterprise },
    });
    expect(noInvestor.code).toBe('move_blocked');
  });

  it('sits nowhere else in that round: the database sees to it', async () => {
    const [held] = withThird();
    const other = event.timetable.meetings.find((one) => one.round === 1 && one.id !== held!.id)!;
    const sit = 'UPDATE meetings SET third_id = $2 WHERE id = $1';
    await expect(product.database.query(sit, [other.id, third])).rejects.toThrow(
      /meeting_seats_party_once_per_round/,
    );
    await expect(product.database.query(sit, [held!.id, held!.a.registrationId])).rejects.toThrow(
      /meetings_third_party/,
    );
    const control = await product.database.connect();
    try {
      await control.query('BEGIN');
      await control.query('ALTER TABLE meeting_seats DROP CONSTRAINT meeting_seats_party_once_per_round');
      expect((await control.query(sit, [other.id, third])).rowCount).toBe(1);
    } finally {
      await control.query('ROLLBACK');
      control.release();
    }
  });

  it('stays with the two when the timetable is computed again, wherever they meet', async () => {
    const [held] = withThird();
    const asked = await event.bureau.agent.get(computeTimetable, {
      params: { id: event.id },
      body: { seconds: 1, base: event.timetable.id, seed: 7 },
    });
    event = { ...event, timetable: { ...event.timetable, id: asked.id } };
    await eventually('the timetable', async () => {
      await read();
      return event.timetable.state !== 'computing';
    });
    expect(event.timetable.state).toBe('draft');
    expect(event.timetable.meetings).toHaveLength(6);
    expect(withThird()).toMatchObject([{ a: held!.a, b: held!.b }]);
    expect([1, 2]).toContain(withThird()[0]!.round);
  });

  it('is shown on the board, on the phones and on paper', async () => {
    await goLive(event);
    const [held] = withThird();
    const board = await product.visitor().get(readBoard, { params: { id: event.id } });
    const shown = board.meetings.filter((one) => one.third !== null);
    expect(shown).toMatchObject([
      { third: investor.organisation.name, round: held!.round, table: held!.table },
    ]);
    const own = { params: { id: event.id } };
    const { meetings } = await investor.agent.get(listMyMeetings, own);
    expect(meetings).toMatchObject([
      { isGuest: true, counterpart: { name: held!.a.name }, also: held!.b.name, ownListing: null },
    ]);
    const institute = event.institutes.find(({ organisation }) => organisation.name === held!.a.name)!;
    const theirs = await institute.agent.get(listMyMeetings, own);
    expect(theirs.meetings.filter(({ also }) => also === investor.organisation.name)).toHaveLength(1);
    for (const layout of ['tables', 'participants', 'wall'] as const) {
      const query = { layout, format: 'xlsx' as const };
      const file = await event.bureau.agent.send(exportTimetable, { params: params(), query });
      expect(file.status).toBe(200);
    }
    await eventually('the mail', async () => {
      const { rows } = await product.database.query<{ body: string }>(
        'SELECT body FROM mails WHERE person_id = $1',
        [investor.id],
      );
      return rows[0]?.body.includes(`${held!.a.name} + ${held!.b.name}`);
    });
  });

  it('is not disturbed by a repair, and the two go on without it when it does not come', async () => {
    const [held] = withThird();
    const ask = (incident: Parameters<typeof proposal>[0]) => proposal(incident);
    const other = event.timetable.meetings.find((one) => one.id !== held!.id && one.round === held!.round)!;
    const elsewhere = await ask({ type: 'cancel', meeting: other.id });
    expect(elsewhere).toMatchObject({ withoutThird: [], moved: [] });
    const incident = { type: 'absent' as const, registration: third, from: 1 };
    const way = await ask(incident);
    expect(way).toMatchObject({ moved: [], dropped: [] });
    expect(way.withoutThird).toHaveLength(1);
    const { timetable } = await event.bureau.agent.get(
      takeRepair,
      { params: { id: event.id }, body: { incident, digest: way.digest } },
      { key: 'gone' },
    );
    event = { ...event, timetable: { ...event.timetable, id: timetable.id } };
    await read();
    expect(withThird()).toEqual([]);
    expect(event.timetable.meetings).toHaveLength(6);
  });
});

async function proposal(
  incident: { type: 'cancel'; meeting: string } | { type: 'absent'; registration: string; from: number },
) {
  const { proposals } = await event.bureau.agent.get(proposeRepair, {
    params: { id: event.id },
    body: { incident },
  });
  return proposals[0]!;
}

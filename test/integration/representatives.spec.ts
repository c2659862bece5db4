import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  announceTimetable,
  copyTimetable,
  editTimetable,
  exportTimetable,
  listMoveOptions,
  listMyMeetings,
  proposeRepair,
  readBoard,
  readTimetable,
  seatRegistration,
  takeRepair,
} from '#contracts';
import { computedTimetable, goLive, type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
let event: LiveEvent;
/** One institute that five enterprises wish to meet in three rounds. */
beforeAll(async () => {
  product = await startProduct({ worker: true });
  event = await timetabledEvent(product, { institutes: 1, enterprises: 5, plan: { tables: 3 } });
});
afterAll(() => product.stop());

const institute = () => event.registrations.get(event.institutes[0]!.organisation.name)!;
const sends = (representatives: number, agent = event.bureau.agent) =>
  [
    seatRegistration,
    { params: { id: event.id, registration: institute() }, body: { representatives } },
    agent,
  ] as const;
const send = (representatives: number) => {
  const [route, sent, agent] = sends(representatives);
  return agent.get(route, sent);
};
const refuse = (representatives: number, agent = event.bureau.agent) => {
  const [route, sent] = sends(representatives);
  return agent.refused(route, sent);
};
const params = () => ({ id: event.id, timetable: event.timetable.id });
const read = () => event.bureau.agent.get(readTimetable, { params: params() });

describe('a registration that sends two people', () => {
  it('is set by the organizer, and the timetable has them meet in parallel', async () => {
    expect(event.timetable.meetings).toHaveLength(3);
    expect(event.timetable.meetings.map((one) => one.representativeA)).toEqual([null, null, null]);
    expect((await refuse(2, event.enterprises[0]!.agent)).code).toBe('not_allowed');
    expect((await refuse(10)).code).toBe('invalid_input');
    expect(await send(2)).toMatchObject({ id: institute(), representatives: 2 });
    event = { ...event, timetable: await computedTimetable(event) };
    const { meetings, unplaced } = event.timetable;
    expect(meetings).toHaveLength(5);
    expect(unplaced).toEqual([]);
    const seats = meetings.map(({ round, representativeA }) => `${round} ${representativeA}`);
    expect(new Set(seats).size).toBe(5);
    expect(new Set(meetings.map((one) => one.representativeA))).toEqual(new Set([1, 2]));
    expect(meetings.map((one) => one.representativeB)).toEqual([null, null, null, null, null]);
  });

  it('may be in a second meeting of a round by hand, not in a third', async () => {
    const { meetings, version } = event.timetable;
    const inRound = (round: number) => meetings.filter((one) => one.round === round);
    const full = [1, 2, 3].find((round) => inRound(round).length === 2)!;
    const single = [1, 2, 3].find((round) => inRound(round).length === 1)!;
    const mover = inRound(full)[0]!;
    const { cells } = await event.bureau.agent.get(listMoveOptions, {
      params: params(),
      query: { meeting: inRound(single)[0]!.id },
    });
    const free = cells.filter((one) => one.round === full && one.kind === 'free');
    expect(free).toEqual([]);
    const table = [1, 2, 3].find((no) => !inRound(single).some((one) => one.table === no))!;
    const body = { op: 'move' as const, version, meeting: mover.id, round: single, table };
    const after = await event.bureau.agent.get(editTimetable, { params: params(), body }, { key: 'second' });
    const there = after.meetings.filter((one) => one.round === single);
    expect(there.map((one) => one.representativeA).sort()).toEqual([1, 2]);
    const undo = { op: 'undo' as const, version: after.version };
    await event.bureau.agent.get(editTimetable, { params: params(), body: undo }, { key: 'undo' });
    event = { ...event, timetable: await read() };
  });

  it('cannot be announced with more meetings in a round than people', async () => {
    await send(1);
    const refused = await event.bureau.agent.refused(announceTimetable, { params: params() });
    expect(refused).toMatchObject({ code: 'too_few_representatives' });
    expect(refused.detail ?? refused.title).toContain(event.institutes[0]!.organisation.name);
    await send(2);
    await goLive(event);
    expect((await refuse(1)).code).toBe('too_few_representatives');
    expect(await send(3)).toMatchObject({ representatives: 3 });
    expect(await send(2)).toMatchObject({ representatives: 2 });
  });

  it('is told on the board, on the phone and on paper who sits where', async () => {
    const board = await product.visitor().get(readBoard, { params: { id: event.id } });
    const mine = await event.institutes[0]!.agent.get(listMyMeetings, { params: { id: event.id } });
    for (const one of mine.meetings) {
      const shown = board.meetings.find(({ id }) => id === one.id)!;
      expect(one.representative).toBe(shown.representativeA);
      expect(shown.representativeB).toBeNull();
    }
    expect(mine.meetings.map((one) => one.representative).sort()).toEqual([1, 1, 1, 2, 2].slice(0, 5));
    const query = { layout: 'participants' as const, format: 'xlsx' as const };
    const file = await event.bureau.agent.send(exportTimetable, { params: params(), query });
    expect(file.status).toBe(200);
  });
});

describe('the database', () => {
  /** Another meeting of the institute in a round where it has one, at a table that nobody uses. */
  const again = async (representative: number, without = '') => {
    const client = await product.database.connect();
    try {
      await client.query('BEGIN');
      if (without) await client.query(`ALTER TABLE meeting_seats DROP CONSTRAINT ${without}`);
      const { rowCount } = await client.query(
        `INSERT INTO meetings (timetable_id, event_id, a_id, b_id, round, table_no, origin, score, representative_a)
         SELECT timetable_id, event_id, a_id, (SELECT id FROM registrations r WHERE r.id <> m.a_id AND r.id NOT IN
           (SELECT registration_id FROM meeting_seats s WHERE s.timetable_id = m.timetable_id AND s.round = m.round)
            AND r.event_id = m.event_id LIMIT 1), round, 99, origin, score, $2
           FROM meetings m WHERE id = $1`,
        [event.timetable.meetings[0]!.id, representative],
      );
      return rowCount;
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };
  it('lets two people sit, and nobody at two tables', async () => {
    expect(await again(7)).toBe(1);
    const own = event.timetable.meetings[0]!.representativeA!;
    await expect(again(own)).rejects.toThrow(/meeting_seats_party_once_per_round/);
  });

  it('would let one person sit twice without the constraint (control)', async () => {
    const own = event.timetable.meetings[0]!.representativeA!;
    expect(await again(own, 'meeting_seats_party_once_per_round')).toBe(1);
  });
});

describe('when the day goes wrong', () => {
  it('a repair counts both people', async () => {
    const { meetings } = event.timetable;
    const last = meetings.find(({ round }) => round === 3)!;
    const incident = { type: 'cancel' as const, meeting: last.id };
    const asked = { params: { id: event.id }, body: { incident } };
    const { proposals } = await event.bureau.agent.get(proposeRepair, asked);
    expect(proposals[0]).toMatchObject({ kept: 4, moved: [] });
    expect(proposals[0]!.dropped).toHaveLength(1);
    const { timetable } = await event.bureau.agent.get(
      takeRepair,
      { params: { id: event.id }, body: { incident, digest: proposals[0]!.digest } },
      { key: 'repair' },
    );
    // The one who lost its meeting meets the institute again, whose second person is free.
    const meet = { type: 'meet' as const, a: institute(), b: last.b.registrationId };
    const again = await event.bureau.agent.get(proposeRepair, {
      params: { id: event.id },
      body: { incident: meet },
    });
    expect(again.proposals[0]).toMatchObject({ kept: 4, moved: [], dropped: [] });
    expect(again.proposals[0]!.added).toHaveLength(1);
    expect(timetable.no).toBeGreaterThan(event.timetable.no);
    const draft = await event.bureau.agent.get(copyTimetable, {
      params: { id: event.id, timetable: timetable.id },
      body: {},
    });
    const copy = await event.bureau.agent.get(readTimetable, {
      params: { id: event.id, timetable: draft.id },
    });
    const seats = copy.meetings.map(({ round, representativeA }) => `${round} ${representativeA}`);
    expect(new Set(seats).size).toBe(4);
  });
});

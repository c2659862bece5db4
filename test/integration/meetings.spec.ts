import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  announceTimetable,
  arrive,
  commandBoard,
  computeTimetable,
  listMyMeetings,
  listTimetables,
  markMeeting,
  readBoard,
  type TimetableDetail,
} from '#contracts';
import { computedTimetable, goLive, type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { officer, participant } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { openEvent } from '../support/samples.js';

let product: Product;
let event: LiveEvent;
beforeAll(async () => {
  product = await startProduct({ worker: true });
  event = await timetabledEvent(product, { plan: { tables: 2 } });
});
afterAll(() => product.stop());

/** Everything that may be taken once in a round: tables and people. */
function takenOf({ meetings }: Pick<TimetableDetail, 'meetings'>): string[] {
  return meetings.flatMap(({ round, table, a, b }) => [
    `${round} table ${table}`,
    `${round} ${a.registrationId}`,
    `${round} ${b.registrationId}`,
  ]);
}
const board = (id: string) => product.visitor().get(readBoard, { params: { id } });

describe('the timetable', () => {
  it('is computed by the worker: every wish that fits, no table and nobody twice in a round', () => {
    const { timetable } = event;
    expect(timetable).toMatchObject({ state: 'draft', failure: null, tables: 2, rounds: 3 });
    expect(timetable.meetings).toHaveLength(6);
    expect(timetable.objectives).toMatchObject({ meetings: 6, wishesUnmet: 0, withoutMeeting: 0 });
    const taken = takenOf(timetable);
    expect(new Set(taken).size).toBe(taken.length);
    expect(Math.max(...timetable.meetings.map((one) => one.table))).toBeLessThanOrEqual(2);
  });

  it('says what did not fit, and why', async () => {
    const crowded = await timetabledEvent(product, { plan: { tables: 1 } });
    expect(crowded.timetable.meetings).toHaveLength(3);
    expect(crowded.timetable.objectives).toMatchObject({ meetings: 3, wishesUnmet: 3 });
    expect(crowded.timetable.unplaced).toHaveLength(3);
    for (const one of crowded.timetable.unplaced) expect(one.reason.length).toBeGreaterThan(0);
  });

  it('is empty, not failed, when nobody came', async () => {
    const bureau = await officer(product);
    const timetable = await computedTimetable({ id: await openEvent(bureau), bureau });
    expect(timetable).toMatchObject({ state: 'draft', meetings: [], unplaced: [] });
  });

  it('is asked for once under one key, and by organizers only', async () => {
    const bureau = await officer(product);
    const params = { id: await openEvent(bureau) };
    const ask = () => bureau.agent.get(computeTimetable, { params, body: {} }, { key: 'once' });
    expect((await ask()).id).toBe((await ask()).id);
    expect((await bureau.agent.get(listTimetables, { params })).timetables).toHaveLength(1);
    const outsider = await participant(product, 'institute');
    expect((await outsider.agent.refused(computeTimetable, { params, body: {} })).code).toBe('not_allowed');
  });
});

describe('a double booking', () => {
  const again = (changes: Record<string, unknown>) => {
    const columns = ['timetable_id', 'event_id', 'a_id', 'b_id', 'round', 'table_no', 'origin', 'score'];
    const values = columns.map((column) => (column in changes ? `'${String(changes[column])}'` : column));
    return product.database.query(
      `INSERT INTO meetings (${columns.join(', ')}) SELECT ${values.join(', ')} FROM meetings
        WHERE id = '${event.timetable.meetings[0]!.id}' RETURNING id`,
    );
  };
  const fresh = async () => {
    const other = await timetabledEvent(product, { institutes: 1, enterprises: 1 });
    return [...other.registrations.values()] as [string, string];
  };

  it('of a table or of a person is refused by the database', async () => {
    const [a, b] = await fresh();
    await expect(again({ a_id: a, b_id: b })).rejects.toThrow(/meetings_table_once_per_round/);
    await expect(again({ table_no: 99 })).rejects.toThrow(/meeting_seats_party_once_per_round/);
    await expect(again({ table_no: 99, b_id: b })).rejects.toThrow(/meeting_seats_party_once_per_round/);
  });

  it('is possible once the constraints are gone (control)', async () => {
    const [a, b] = await fresh();
    const control = await product.database.connect();
    const without = async (constraint: string, table: string, changes: Record<string, unknown>) => {
      const columns = 'timetable_id, event_id, a_id, b_id, round, table_no, origin, score';
      const picked = columns
        .split(', ')
        .map((column) => (column in changes ? `'${String(changes[column])}'` : column));
      await control.query('BEGIN');
      await control.query(`ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`);
      const { rowCount } = await control.query(
        `INSERT INTO meetings (${columns}) SELECT ${picked.join(', ')} FROM meetings WHERE id = $1`,
        [event.timetable.meetings[0]!.id],
      );
      await control.query('ROLLBACK');
      return rowCount;
    };
    try {
      expect(await without('meetings_table_once_per_round', 'meetings', { a_id: a, b_id: b })).toBe(1);
      expect(await without('meeting_seats_party_once_per_round', 'meeting_seats', { table_no: 99 })).toBe(1);
    } finally {
      control.release();
    }
  });
});

describe('the live board', () => {
  const command = (id: string, body: object, agent = event.bureau.agent) =>
    agent.send(commandBoard, { params: { id }, body });

  it('shows what is announced, runs its rounds, and says what became of each meeting', async () => {
    const { id } = event;
    expect((await board(id)).meetings).toEqual([]);
    expect((await command(id, { command: 'start_round', version: 1 })).body.code).toBe('wrong_state');
    await goLive(event);
    const again = { params: { id, timetable: event.timetable.id } };
    expect((await event.bureau.agent.refused(announceTimetable, again)).code).toBe('wrong_state');
    let now = await board(id);
    expect(now).toMatchObject({ version: 2, clock: { phase: 'waiting', round: 0 } });
    expect(now.meetings).toHaveLength(6);

    expect((await command(id, { command: 'pause', version: 2 })).body.code).toBe('wrong_state');
    now = (await command(id, { command: 'start_round', version: 2 })).body;
    expect(now).toMatchObject({ version: 3, clock: { phase: 'running', round: 1 } });
    expect(Date.parse(now.clock.endsAt!) - Date.parse(now.serverTime)).toBeGreaterThan(14 * 60_000);
    // Somebody else pressed the key before: this screen is stale.
    expect((await command(id, { command: 'end_round', version: 2 })).body.code).toBe('stale_version');
    expect((await command(id, { command: 'end_round', version: 99 })).body.code).toBe('stale_version');

    const [first, second] = now.meetings.filter((one) => one.round === 1);
    expect([first!.state, second!.state]).toEqual(['called', 'called']);
    const mark = (meeting: string, side: string, what: string) =>
      event.bureau.agent.send(markMeeting, { params: { id, meeting }, body: { side, mark: what } });
    expect((await mark(first!.id, 'both', 'seated')).body).toMatchObject({ state: 'seated', seatedA: true });
    expect((await mark(first!.id, 'both', 'clear')).body).toMatchObject({ state: 'called', seatedB: false });
    await mark(first!.id, 'both', 'seated');
    // A mark does not make the organizer's screen stale: the clock has not changed since.
    now = (await command(id, { command: 'pause', version: 3 })).body;
    expect(now.clock).toMatchObject({ phase: 'paused', endsAt: null });
    expect(now.clock.remainingMs).toBeGreaterThan(14 * 60_000);
    now = (await command(id, { command: 'extend', version: now.version, minutes: 5 })).body;
    now = (await command(id, { command: 'resume', version: now.version })).body;
    expect(Date.parse(now.clock.endsAt!) - Date.parse(now.serverTime)).toBeGreaterThan(19 * 60_000);

    const guest = [...event.institutes, ...event.enterprises].find(
      (one) => one.organisation.name === second!.b,
    )!;
    const mine = (await guest.agent.get(listMyMeetings, { params: { id } })).meetings;
    expect(mine.map((one) => one.id)).toContain(second!.id);
    const seat = { params: { id, meeting: second!.id } };
    expect(await guest.agent.get(arrive, seat)).toMatchObject({
      seatedA: false,
      seatedB: true,
      state: 'called',
    });
    expect((await guest.agent.refused(arrive, { params: { id, meeting: first!.id } })).code).toBe(
      'not_found',
    );

    now = (await command(id, { command: 'end_round', version: (await board(id)).version })).body;
    expect(now.clock).toMatchObject({ phase: 'break', round: 1, endsAt: null });
    const after = new Map(now.meetings.map((one) => [one.id, one.state]));
    expect([after.get(first!.id), after.get(second!.id)]).toEqual(['ended', 'missed']);
    expect(now.meetings.filter((one) => one.round > 1).every((one) => one.state === 'planned')).toBe(true);
    for (const round of [2, 3]) {
      now = (await command(id, { command: 'start_round', version: now.version })).body;
      expect(now.clock.round).toBe(round);
      now = (await command(id, { command: 'end_round', version: now.version })).body;
    }
    expect(now.clock.phase).toBe('ended');
    expect((await command(id, { command: 'start_round', version: now.version })).body.code).toBe(
      'wrong_state',
    );
  });

  it('takes a command once: by one of two organizers, or retried under its key', async () => {
    const live = await timetabledEvent(product, { institutes: 1, enterprises: 1 });
    await goLive(live);
    const { version } = await board(live.id);
    const start = { command: 'start_round', version };
    const answers = await Promise.all(
      [live.bureau, await officer(product)].map((one) => command(live.id, start, one.agent)),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    const now = await board(live.id);
    const pause = () =>
      live.bureau.agent.send(
        commandBoard,
        { params: { id: live.id }, body: { command: 'pause', version: now.version } },
        { key: 'pause' },
      );
    expect((await pause()).body).toEqual((await pause()).body);
    expect((await board(live.id)).version).toBe(now.version + 1);
    const guest = live.institutes[0]!.agent;
    expect((await command(live.id, { ...start, version: now.version + 1 }, guest)).body.code).toBe(
      'not_allowed',
    );
    expect((await command(live.id, { command: 'dance', version: 1 })).status).toBe(422);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  copyTimetable,
  discardTimetable,
  editTimetable,
  listMoveOptions,
  listTimetables,
  readTimetable,
  type TimetableDetail,
  type TimetableEdit,
} from '#contracts';
import { type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { officer, participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
let event: LiveEvent;
beforeAll(async () => {
  product = await startProduct({ worker: true });
  event = await timetabledEvent(product, { plan: { tables: 3 } });
});
afterAll(() => product.stop());

type Unversioned = TimetableEdit extends infer E ? (E extends unknown ? Omit<E, 'version'> : never) : never;
const params = (draft: { id: string }) => ({ id: event.id, timetable: draft.id });
const read = (draft: { id: string }) => event.bureau.agent.get(readTimetable, { params: params(draft) });
const send = (draft: { id: string }, body: Unversioned & { version: number }, who: Person = event.bureau) =>
  who.agent.send(editTimetable, { params: params(draft), body });
const edit = (draft: TimetableDetail, body: Unversioned) =>
  event.bureau.agent.get(editTimetable, {
    params: params(draft),
    body: { ...body, version: draft.version },
  });
const options = async (draft: TimetableDetail, meeting: string) =>
  (await event.bureau.agent.get(listMoveOptions, { params: params(draft), query: { meeting } })).cells;
/** A draft of its own for each test, with the meetings that were computed. */
const freshDraft = async () => {
  const { id } = await event.bureau.agent.get(copyTimetable, { params: params(event.timetable), body: {} });
  return read({ id });
};
const placesOf = (detail: TimetableDetail) =>
  detail.meetings.map((one) => `${one.id} ${one.round} ${one.table} ${one.pinned}`).sort();

describe('a move', () => {
  it('to a free cell, a swap, a pin and back into the tray: each is shown before, made, undone and redone', async () => {
    let draft = await freshDraft();
    const start = placesOf(draft);
    const states = [start];
    const step = async (body: Unversioned) => {
      draft = await edit(draft, body);
      states.push(placesOf(draft));
    };
    const first = draft.meetings[0]!;
    const cells = await options(draft, first.id);
    expect(cells).toHaveLength(draft.rounds * draft.tables);
    const free = cells.find((cell) => cell.kind === 'free')!;
    await step({ op: 'move', meeting: first.id, round: free.round, table: free.table });
    expect(draft.meetings.find(({ id }) => id === first.id)).toMatchObject({
      round: free.round,
      table: free.table,
    });
    const swap = (await options(draft, first.id)).find((cell) => cell.kind === 'swap')!;
    const other = draft.meetings.find((one) => one.round === swap.round && one.table === swap.table)!;
    await step({ op: 'move', meeting: first.id, round: swap.round, table: swap.table });
    expect(draft.meetings.find(({ id }) => id === other.id)).toMatchObject({
      round: free.round,
      table: free.table,
    });
    await step({ op: 'pin', meeting: first.id, pinned: true });
    expect(draft.unplaced).toEqual([]);
    await step({ op: 'remove', meeting: other.id });
    expect(draft.objectives).toMatchObject({ meetings: 5, wishesUnmet: 1 });
    expect(draft.unplaced).toEqual([expect.objectContaining({ a: other.a, b: other.b, reason: 'room' })]);
    const room = draft.unplaced[0]!.rounds[0]!;
    const table = [1, 2, 3].find(
      (no) => !draft.meetings.some((one) => one.round === room && one.table === no),
    )!;
    const pair = { a: other.a.registrationId, b: other.b.registrationId };
    await step({ op: 'place', ...pair, round: room, table });
    expect(draft).toMatchObject({ undo: 5, redo: 0, version: 6, unplaced: [] });
    for (let left = 4; left >= 0; left--) {
      draft = await edit(draft, { op: 'undo' });
      expect(placesOf(draft)).toEqual(states[left]);
    }
    expect(draft).toMatchObject({ undo: 0, redo: 5 });
    for (const state of states.slice(1)) {
      draft = await edit(draft, { op: 'redo' });
      expect(placesOf(draft)).toEqual(state);
    }
    await step({ op: 'undo' });
    await step({ op: 'pin', meeting: first.id, pinned: false });
    expect(draft.redo).toBe(0);
    expect((await send(draft, { op: 'redo', version: draft.version })).body.code).toBe('wrong_state');
  });

  it('keeps fifty steps and more, in the database', async () => {
    let draft = await freshDraft();
    const { id } = draft.meetings[0]!;
    for (let i = 0; i < 52; i++) draft = await edit(draft, { op: 'pin', meeting: id, pinned: i % 2 === 0 });
    expect((await read(draft)).undo).toBe(52);
    for (let i = 0; i < 52; i++) draft = await edit(draft, { op: 'undo' });
    expect(draft).toMatchObject({ undo: 0, redo: 52 });
    const rows = await product.database.query('SELECT 1 FROM timetable_edits WHERE timetable_id = $1', [
      draft.id,
    ]);
    expect(rows.rowCount).toBe(104);
    await expect(
      product.database.query('DELETE FROM timetable_edits WHERE timetable_id = $1', [draft.id]),
    ).rejects.toThrow(/append-only/);
    const audit = await product.database.query(
      `SELECT count(*)::int AS n FROM audit_log WHERE subject_id = $1 AND action IN ('timetable.pin', 'timetable.undo')`,
      [draft.id],
    );
    expect(audit.rows[0]).toEqual({ n: 104 });
  });

  it('is refused with the names of who is in the way, in the caller’s language', async () => {
    const draft = await freshDraft();
    const first = draft.meetings[0]!;
    const cell = (await options(draft, first.id)).find(({ clashes }) =>
      clashes.some(({ code }) => code === 'busy'),
    )!;
    const busy = cell.clashes.find(({ code }) => code === 'busy')!;
    const body = {
      op: 'move' as const,
      meeting: first.id,
      round: cell.round,
      table: cell.table,
      version: draft.version,
    };
    const chinese = await send(draft, body);
    expect(chinese.body).toMatchObject({ code: 'move_blocked', status: 409 });
    expect(chinese.body.detail).toContain(`${busy.party}本轮在 ${busy.table} 号桌与${busy.other}会面`);
    const english = await event.bureau.agent.send(
      editTimetable,
      { params: params(draft), body },
      { headers: { 'accept-language': 'en' } },
    );
    expect(english.body.detail).toContain(`${busy.party} meets ${busy.other} at table ${busy.table}`);
    expect(placesOf(await read(draft))).toEqual(placesOf(draft));
  });

  it('does not move what is pinned, nor swap with it, nor take it out', async () => {
    let draft = await freshDraft();
    const [first, second] = draft.meetings as [
      TimetableDetail['meetings'][0],
      TimetableDetail['meetings'][0],
    ];
    draft = await edit(draft, { op: 'pin', meeting: first.id, pinned: true });
    const { version } = draft;
    const onto = { op: 'move' as const, meeting: second.id, round: first.round, table: first.table, version };
    const away = { op: 'move' as const, meeting: first.id, round: 3, table: 3, version };
    for (const body of [onto, away, { op: 'remove' as const, meeting: first.id, version }]) {
      const { code, detail } = (await send(draft, body)).body;
      expect([code, detail]).toEqual(['move_blocked', expect.stringContaining('已锁定')]);
    }
  });

  it.each([
    ['a round that does not exist', { op: 'move', round: 9, table: 1 }, 409, 'move_blocked'],
    ['a table of no number', { op: 'move', round: 1, table: 'one' }, 422, 'invalid_input'],
    ['an unknown step', { op: 'dance' }, 422, 'invalid_input'],
    [
      'a meeting of nobody',
      { op: 'pin', meeting: '00000000-0000-4000-8000-000000000000', pinned: true },
      404,
      'not_found',
    ],
  ])('to %s is refused', async (_, body, status, code) => {
    const draft = await freshDraft();
    const sent = { meeting: draft.meetings[0]!.id, version: draft.version, ...body } as never;
    const answer = await send(draft, sent);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('places no two who may not meet, and nobody twice', async () => {
    const draft = await freshDraft();
    const [one, two] = event.enterprises.map(({ organisation }) =>
      event.registrations.get(organisation.name)!,
    );
    const { version } = draft;
    const refused = await send(draft, { op: 'place', a: one!, b: two!, round: 1, table: 3, version });
    expect(refused.body.detail).toContain('不能会面');
    const { a, b, round } = draft.meetings[0]!;
    const pair = { a: a.registrationId, b: b.registrationId };
    const again = await send(draft, { op: 'place', ...pair, round: 3, table: 3, version });
    expect(again.body.detail).toContain(`已排在第 ${round} 轮`);
  });

  it('is for organizers only, and for drafts only', async () => {
    const draft = await freshDraft();
    const outsider = await participant(product, 'institute');
    const pin = { op: 'pin' as const, meeting: draft.meetings[0]!.id, pinned: true, version: draft.version };
    expect((await send(draft, pin, outsider)).body.code).toBe('not_allowed');
    await event.bureau.agent.get(discardTimetable, { params: params(draft) });
    expect((await send(draft, pin)).body.code).toBe('wrong_state');
    const { timetables } = await event.bureau.agent.get(listTimetables, { params: { id: event.id } });
    expect(timetables.map(({ id }) => id)).not.toContain(draft.id);
  });
});

describe('two organizers', () => {
  it('do not overwrite each other: the later one is told to reload', async () => {
    const draft = await freshDraft();
    const colleague = await officer(product);
    const pins = draft.meetings
      .slice(0, 2)
      .map(({ id }) => ({ op: 'pin' as const, meeting: id, pinned: true, version: draft.version }));
    expect((await send(draft, pins[0]!)).status).toBe(200);
    const late = await send(draft, pins[1]!, colleague);
    expect([late.status, late.body.code]).toEqual([409, 'stale_version']);
    expect(late.body.detail).toBe('内容已被他人更新，请刷新后再试。');
  });

  it('cannot move two meetings into one cell at once', async () => {
    const draft = await freshDraft();
    const colleague = await officer(product);
    const moves = await twoIntoOneCell(draft);
    const answers = await Promise.all([send(draft, moves[0]), send(draft, moves[1], colleague)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { round, table } = moves[0];
    const there = (await read(draft)).meetings.filter((one) => one.round === round && one.table === table);
    expect(there).toHaveLength(1);
  });

  it('could, were it not for the version and the constraint (control)', async () => {
    const draft = await freshDraft();
    const moves = await twoIntoOneCell(draft);
    const [one, other] = [await product.database.connect(), await product.database.connect()];
    const move = (client: typeof one, { meeting, round, table }: (typeof moves)[0]) =>
      client.query('UPDATE meetings SET round = $2, table_no = $3 WHERE id = $1', [meeting, round, table]);
    try {
      // Without the row lock and the version, the constraint still lets only one in.
      await one.query('BEGIN');
      await move(one, moves[0]);
      const late = move(other, moves[1]);
      await one.query('COMMIT');
      await expect(late).rejects.toThrow(/meetings_table_once_per_round/);
      // Without the constraint too, both are at one table.
      await one.query('BEGIN');
      await one.query('ALTER TABLE meetings DROP CONSTRAINT meetings_table_once_per_round');
      await move(one, moves[1]);
      const { rowCount } = await one.query(
        'SELECT 1 FROM meetings WHERE timetable_id = $1 AND round = $2 AND table_no = $3',
        [draft.id, moves[0].round, moves[0].table],
      );
      expect(rowCount).toBe(2);
      await one.query('ROLLBACK');
    } finally {
      one.release();
      other.release();
    }
  });

  /** Moves of two meetings, each possible, to the same free cell. */
  async function twoIntoOneCell(draft: TimetableDetail) {
    for (const first of draft.meetings) {
      for (const second of draft.meetings) {
        const parties = new Set([first.a, first.b, second.a, second.b].map((one) => one.registrationId));
        if (parties.size < 4) continue;
        const cells = (await options(draft, second.id)).filter(({ kind }) => kind === 'free');
        const cell = (await options(draft, first.id)).find(
          (one) =>
            one.kind === 'free' && cells.some((two) => two.round === one.round && two.table === one.table),
        );
        if (!cell) continue;
        const to = { op: 'move' as const, round: cell.round, table: cell.table, version: draft.version };
        return [
          { ...to, meeting: first.id },
          { ...to, meeting: second.id },
        ] as const;
      }
    }
    throw new Error('No free cell for two meetings.');
  }
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  announceTimetable,
  applyTimetable,
  commandBoard,
  compareTimetables,
  computeTimetable,
  copyTimetable,
  editTimetable,
  listTimetables,
  readBoard,
  readTimetable,
  stopTimetable,
  type Timetable,
  type TimetableDetail,
  type TimetableEdit,
} from '#contracts';
import { eventually } from '../support/eventually.js';
import { goLive, type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ worker: true });
});
afterAll(() => product.stop());

type Unversioned = TimetableEdit extends infer E ? (E extends unknown ? Omit<E, 'version'> : never) : never;
const of = (event: LiveEvent, timetable: string) => ({ params: { id: event.id, timetable } });
const read = (event: LiveEvent, id: string) => event.bureau.agent.get(readTimetable, of(event, id));
const edit = (event: LiveEvent, draft: TimetableDetail, body: Unversioned) =>
  event.bureau.agent.get(editTimetable, {
    ...of(event, draft.id),
    body: { ...body, version: draft.version },
  });
const copy = async (event: LiveEvent, id: string) => {
  const made = await event.bureau.agent.get(copyTimetable, { ...of(event, id), body: {} });
  return read(event, made.id);
};
async function recompute(event: LiveEvent, body: Record<string, unknown>): Promise<TimetableDetail> {
  const asked = await event.bureau.agent.get(computeTimetable, {
    params: { id: event.id },
    body: { seconds: 1, ...body },
  });
  return eventually('the recomputed timetable', async () => {
    const now = await read(event, asked.id);
    return now.state !== 'computing' && now;
  });
}
const diff = (event: LiveEvent, to: string, against?: string) =>
  event.bureau.agent.get(compareTimetables, { ...of(event, to), query: { against } });
const placesOf = (detail: {
  meetings: { a: { name: string }; b: { name: string }; round: number; table: number }[];
}) => detail.meetings.map(({ a, b, round, table }) => `${a.name} ${b.name} ${round} ${table}`).sort();
const emptyCell = (detail: TimetableDetail, round: number) =>
  Array.from({ length: detail.tables }, (_, i) => i + 1).find(
    (table) => !detail.meetings.some((one) => one.round === round && one.table === table),
  )!;

describe('recomputing', () => {
  it('keeps what is pinned, and says what would move before anything does', async () => {
    const event = await timetabledEvent(product, { plan: { tables: 4 } });
    let draft = await copy(event, event.timetable.id);
    // Somewhere the engine would not put it by itself.
    const { id } = draft.meetings[0]!;
    draft = await edit(event, draft, { op: 'move', meeting: id, round: draft.meetings[0]!.round, table: 4 });
    draft = await edit(event, draft, { op: 'pin', meeting: id, pinned: true });
    const pinned = draft.meetings.find((one) => one.id === id)!;
    const proposal = await recompute(event, { base: draft.id, seed: 7 });
    expect(proposal).toMatchObject({ state: 'draft', baseId: draft.id });
    const kept = proposal.meetings.find((one) => one.round === pinned.round && one.table === pinned.table);
    expect(kept).toMatchObject({ a: pinned.a, b: pinned.b, pinned: true });
    const seen = await diff(event, proposal.id, draft.id);
    expect(seen.moved.length + seen.unchanged + seen.dropped.length).toBe(draft.meetings.length);
    expect(placesOf(await read(event, draft.id))).toEqual(placesOf(draft));

    const applied = await event.bureau.agent.get(applyTimetable, { ...of(event, proposal.id), body: {} });
    expect(applied).toMatchObject({ id: draft.id, version: draft.version + 1, undo: draft.undo + 1 });
    expect(placesOf(applied)).toEqual(placesOf(proposal));
    expect(applied.meetings.find((one) => one.id === id)).toMatchObject({ pinned: true, table: 4 });
    const undone = await edit(event, applied, { op: 'undo' });
    expect(placesOf(undone)).toEqual(placesOf(draft));
    const { timetables } = await event.bureau.agent.get(listTimetables, { params: { id: event.id } });
    expect(timetables.map((one) => one.id)).not.toContain(proposal.id);
  });

  it('of the empty slots only adds', async () => {
    const event = await timetabledEvent(product, { plan: { tables: 4 } });
    let draft = await copy(event, event.timetable.id);
    for (const { id } of draft.meetings.slice(0, 2))
      draft = await edit(event, draft, { op: 'remove', meeting: id });
    const proposal = await recompute(event, { base: draft.id, scope: 'empty' });
    expect(await diff(event, proposal.id, draft.id)).toMatchObject({ moved: [], dropped: [], unchanged: 4 });
    expect(proposal.meetings).toHaveLength(6);
  });

  it('from a round on leaves the rounds before as they are', async () => {
    const event = await timetabledEvent(product, { plan: { tables: 4 } });
    let draft = await copy(event, event.timetable.id);
    const early = draft.meetings.filter(({ round }) => round < 2);
    draft = await edit(event, draft, { op: 'remove', meeting: early[0]!.id });
    const proposal = await recompute(event, { base: draft.id, scope: 'from_round', fromRound: 2 });
    const before = (detail: TimetableDetail) => ({
      meetings: detail.meetings.filter(({ round }) => round < 2),
    });
    expect(placesOf(before(proposal))).toEqual(placesOf(before(draft)));
    expect(before(draft).meetings).toHaveLength(early.length - 1);
  });

  it('is not taken over into a draft that was edited meanwhile', async () => {
    const event = await timetabledEvent(product);
    const draft = await copy(event, event.timetable.id);
    const proposal = await recompute(event, { base: draft.id });
    await edit(event, draft, { op: 'pin', meeting: draft.meetings[0]!.id, pinned: true });
    const apply = { ...of(event, proposal.id), body: {} };
    expect((await event.bureau.agent.refused(applyTimetable, apply)).code).toBe('stale_version');
    // Nor into what everybody sees.
    await event.bureau.agent.get(announceTimetable, of(event, event.timetable.id));
    const other = await recompute(event, { base: event.timetable.id });
    const onto = { ...of(event, other.id), body: {} };
    expect((await event.bureau.agent.refused(applyTimetable, onto)).code).toBe('wrong_state');
  });

  it.each([
    ['a scope without a base', { scope: 'empty' }, 'invalid_input'],
    ['a round that is missing', { scope: 'from_round' }, 'invalid_input'],
    ['a base of nobody', { base: '00000000-0000-4000-8000-000000000000' }, 'not_found'],
    ['an hour', { seconds: 3_600 }, 'invalid_input'],
  ])('with %s is refused', async (_, body, code) => {
    const event = await timetabledEvent(product, { institutes: 1, enterprises: 1 });
    const refused = await event.bureau.agent.refused(computeTimetable, { params: { id: event.id }, body });
    expect(refused.code).toBe(code);
  });
});

describe('a computation under way', () => {
  const slow = async () => {
    const event = await timetabledEvent(product, { institutes: 4, enterprises: 8, plan: { tables: 4 } });
    const ask = () =>
      event.bureau.agent.get(computeTimetable, { params: { id: event.id }, body: { seconds: 30 } });
    return { event, ask };
  };
  const progressOf = async (event: LiveEvent, asked: Timetable) =>
    (await event.bureau.agent.get(listTimetables, { params: { id: event.id } })).timetables.find(
      ({ id }) => id === asked.id,
    );

  it('that nobody has taken up yet is gone at once when cancelled', async () => {
    const { event } = await slow();
    const { rows } = await product.database.query<{ id: string }>(
      `INSERT INTO timetables (event_id, no, state, seed) VALUES ($1, 99, 'computing', 1) RETURNING id`,
      [event.id],
    );
    await product.database.query('INSERT INTO timetable_runs (timetable_id) VALUES ($1)', [rows[0]!.id]);
    expect((await progressOf(event, rows[0] as Timetable))!.progress).toMatchObject({ state: 'queued' });
    const stopped = await event.bureau.agent.get(stopTimetable, {
      ...of(event, rows[0]!.id),
      body: { keep: false },
    });
    expect(stopped).toMatchObject({ state: 'discarded', progress: null });
    const again = { ...of(event, rows[0]!.id), body: { keep: false } };
    expect((await event.bureau.agent.refused(stopTimetable, again)).code).toBe('wrong_state');
  });

  it('ends in a draft or in nothing, as the organizer wishes', async () => {
    const { event, ask } = await slow();
    for (const keep of [true, false]) {
      const asked = await ask();
      expect(asked.progress).toMatchObject({ limitMs: 30_000 });
      await event.bureau.agent.send(stopTimetable, { ...of(event, asked.id), body: { keep } });
      const ended = await eventually('the end of it', async () => {
        const now = await read(event, asked.id);
        return now.state !== 'computing' && now;
      });
      // It may have been done before it was told.
      expect(keep ? ['draft'] : ['discarded', 'draft']).toContain(ended.state);
    }
  });
});

describe('announcing', () => {
  it('says who is affected, keeps the ids of meetings, and leaves the old version to compare with', async () => {
    const event = await timetabledEvent(product, { plan: { tables: 4 } });
    const first = event.timetable;
    const everybody = await diff(event, first.id);
    expect(everybody).toMatchObject({ moved: [], dropped: [], unchanged: 0 });
    expect(everybody.added).toHaveLength(6);
    expect(everybody.affected).toHaveLength(5);
    await event.bureau.agent.get(announceTimetable, of(event, first.id));
    const board = () => product.visitor().get(readBoard, { params: { id: event.id } });
    const seen = await board();

    let draft = await copy(event, first.id);
    const moved = draft.meetings[0]!;
    const to = { round: moved.round, table: emptyCell(draft, moved.round) };
    draft = await edit(event, draft, { op: 'move', meeting: moved.id, ...to });
    const change = await diff(event, draft.id, first.id);
    expect(change.moved).toEqual([
      { a: moved.a, b: moved.b, from: { round: moved.round, table: moved.table }, to },
    ]);
    expect(change.affected.map(({ party }) => party.name).sort()).toEqual(
      [moved.a.name, moved.b.name].sort(),
    );
    await event.bureau.agent.get(announceTimetable, of(event, draft.id));

    const now = await board();
    expect(now.version).toBe(seen.version + 1);
    expect(now.meetings.map(({ id }) => id).sort()).toEqual(seen.meetings.map(({ id }) => id).sort());
    const id = seen.meetings.find((one) => one.round === moved.round && one.table === moved.table)!.id;
    expect(now.meetings.find((one) => one.id === id)).toMatchObject(to);
    expect(placesOf(await read(event, first.id))).toEqual(placesOf(first));
    expect((await read(event, first.id)).state).toBe('superseded');
    const { rows } = await product.database.query<{ details: unknown }>(
      `SELECT details FROM audit_log WHERE subject_id = $1 AND action = 'timetable.announce'`,
      [draft.id],
    );
    expect(rows).toEqual([{ details: { before: first.id, affected: 2 } }]);
  });

  it('while live changes later rounds only: what has begun keeps its place, its id and its marks', async () => {
    const event = await timetabledEvent(product, { plan: { tables: 4 } });
    await goLive(event);
    const { id } = event;
    const early = await copy(event, event.timetable.id);
    const command = async (name: 'start_round' | 'end_round') => {
      const { version } = await product.visitor().get(readBoard, { params: { id } });
      return event.bureau.agent.get(commandBoard, { params: { id }, body: { command: name, version } });
    };
    const running = await command('start_round');
    let draft = await read(event, early.id);
    expect(draft.begun).toBe(1);
    const begun = draft.meetings.find(({ round }) => round === 1)!;
    const pin = { op: 'pin', meeting: begun.id, pinned: true, version: draft.version };
    const refused = await event.bureau.agent.refused(editTimetable, { ...of(event, draft.id), body: pin });
    expect([refused.code, refused.detail]).toEqual(['move_blocked', '不能这样安排：该轮已经开始。']);

    const later = draft.meetings.find(({ round }) => round === 2)!;
    const to = { round: 2, table: emptyCell(draft, 2) };
    draft = await edit(event, draft, { op: 'move', meeting: later.id, ...to });
    const recomputed = await recompute(event, { base: draft.id, seed: 3 });
    const first = (detail: TimetableDetail) => ({
      meetings: detail.meetings.filter(({ round }) => round === 1),
    });
    expect(placesOf(first(recomputed))).toEqual(placesOf(first(draft)));

    await event.bureau.agent.get(announceTimetable, of(event, draft.id));
    const board = await product.visitor().get(readBoard, { params: { id } });
    const called = (meetings: typeof board.meetings) => meetings.filter(({ round }) => round === 1);
    expect(called(board.meetings)).toEqual(called(running.meetings));
    expect(called(board.meetings).every(({ state }) => state === 'called')).toBe(true);
    expect(board.meetings).toContainEqual(
      expect.objectContaining({ ...to, a: later.a.name, b: later.b.name }),
    );
    expect(board.clock).toMatchObject({ phase: 'running', round: 1 });

    // A draft from before that differs in the round that runs is not announced any more.
    const stale = await copy(event, draft.id);
    await product.database.query(
      'UPDATE meetings SET table_no = 4 WHERE timetable_id = $1 AND round = 1 AND table_no = 1',
      [stale.id],
    );
    const late = await event.bureau.agent.refused(announceTimetable, of(event, stale.id));
    expect([late.code, late.detail]).toEqual(['meeting_begun', expect.stringContaining('第 1 轮已经开始')]);
  });
});

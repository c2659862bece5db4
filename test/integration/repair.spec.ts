import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  announceTimetable,
  type BoardSnapshot,
  commandBoard,
  copyTimetable,
  editTimetable,
  type Incident,
  listTimetables,
  listWalkIns,
  markMeeting,
  proposeRepair,
  readBoard,
  readLiveDay,
  readTimetable,
  type RepairProposal,
  takeRepair,
} from '#contracts';
import { goLive, type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { type Participant, participant } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ worker: true });
});
afterAll(() => product?.stop());

const idOf = ({ id }: LiveEvent) => ({ params: { id } });
const board = (event: LiveEvent) => product.visitor().get(readBoard, idOf(event));
const day = (event: LiveEvent) => event.bureau.agent.get(readLiveDay, idOf(event));
async function command(event: LiveEvent, name: 'start_round' | 'end_round'): Promise<BoardSnapshot> {
  const { version } = await board(event);
  return event.bureau.agent.get(commandBoard, { ...idOf(event), body: { command: name, version } });
}
const propose = async (event: LiveEvent, incident: Incident): Promise<RepairProposal[]> =>
  (await event.bureau.agent.get(proposeRepair, { ...idOf(event), body: { incident } })).proposals;
const refused = (event: LiveEvent, incident: Incident) =>
  event.bureau.agent.refused(proposeRepair, { ...idOf(event), body: { incident } });
const taking = (event: LiveEvent, incident: Incident, { digest }: { digest: string }) => ({
  ...idOf(event),
  body: { incident, digest },
});
async function take(event: LiveEvent, incident: Incident): Promise<RepairProposal> {
  const [best] = await propose(event, incident);
  await event.bureau.agent.get(takeRepair, taking(event, incident, best!));
  return best!;
}
const versions = async (event: LiveEvent) =>
  (await event.bureau.agent.get(listTimetables, idOf(event))).timetables.map(
    ({ no, state }) => `${no} ${state}`,
  );
const absentRounds = async (registration: string) => {
  const { rows } = await product.database.query<{ absent_rounds: number[] }>(
    'SELECT absent_rounds FROM registrations WHERE id = $1',
    [registration],
  );
  return rows[0]!.absent_rounds;
};
const on = ({ meetings }: BoardSnapshot, round: number) =>
  meetings.filter((one) => one.round === round && one.state !== 'cancelled');
const namesOf = (meetings: BoardSnapshot['meetings']) =>
  meetings
    .filter(({ state }) => state !== 'cancelled')
    .map(({ a, b }) => `${a} ${b}`)
    .sort();
const registrationOf = (event: LiveEvent, who: Participant) =>
  event.registrations.get(who.organisation.name)!;

/** Two institutes with a meeting in each of the three rounds; the first round runs. */
async function runningEvent(plan: object = { tables: 4 }): Promise<LiveEvent> {
  const event = await timetabledEvent(product, { plan });
  await goLive(event);
  await command(event, 'start_round');
  return event;
}

describe('somebody who does not come any more', () => {
  let event: LiveEvent;
  let before: BoardSnapshot;
  let institute: Participant;
  let incident: Incident;
  beforeAll(async () => {
    event = await runningEvent();
    before = await board(event);
    institute = event.institutes[0]!;
    incident = { type: 'absent', registration: registrationOf(event, institute), from: 2 };
  });

  it('is first only asked about: nothing changes', async () => {
    const [best] = await propose(event, incident);
    expect(best).toMatchObject({ kind: 'fewest-moves', isProven: true, kept: 2, moved: [], reseated: [] });
    expect(best!.dropped.map((one) => one.from.round).sort()).toEqual([2, 3]);
    for (const one of best!.dropped) {
      expect([one.a.name, one.b.name]).toContain(institute.organisation.name);
      expect(one.reason).toBe(`${institute.organisation.name}第 ${one.from.round} 轮不在场`);
    }
    expect(best!.people.map(({ party }) => party.name)).not.toContain(institute.organisation.name);
    expect(await board(event)).toMatchObject({ version: before.version, meetings: before.meetings });
    expect(await versions(event)).toEqual(['1 announced']);
    expect(await absentRounds(incident.type === 'absent' ? incident.registration : '')).toEqual([]);
  });

  it('leaves later rounds of a new announced version; what has begun keeps its ids and marks', async () => {
    const running = on(before, 1)[0]!;
    const mark = {
      params: { id: event.id, meeting: running.id },
      body: { side: 'both', mark: 'seated' },
    } as const;
    await event.bureau.agent.get(markMeeting, mark);
    const marked = await board(event);
    const [best] = await propose(event, incident);
    const { timetable } = await event.bureau.agent.get(takeRepair, taking(event, incident, best!));
    expect(timetable.no).toBe(2);
    expect(await versions(event)).toEqual(['2 announced', '1 superseded']);
    const after = await board(event);
    expect(after.version).toBe(marked.version + 1);
    expect(on(after, 1)).toEqual(on(marked, 1));
    expect(on(after, 1)[0]).toMatchObject({ id: running.id, state: 'seated' });
    const later = after.meetings.filter(({ round }) => round > 1);
    expect(namesOf(later).join(' ')).not.toContain(institute.organisation.name);
    const kept = before.meetings.filter(({ round, a }) => round > 1 && a !== institute.organisation.name);
    for (const { id, round, table } of kept) {
      expect(after.meetings).toContainEqual(expect.objectContaining({ id, round, table }));
    }
    const { rows } = await product.database.query<{ details: object }>(
      `SELECT details FROM audit_log WHERE subject_id = $1 AND action = 'timetable.repair'`,
      [timetable.id],
    );
    expect(rows).toEqual([{ details: expect.objectContaining({ incident, dropped: 2 }) }]);
  });

  it('is known from then on: to later ways to go on, to the day and to whoever edits a draft', async () => {
    const registration = registrationOf(event, institute);
    expect(await absentRounds(registration)).toEqual([2, 3]);
    const { parties, begun } = await day(event);
    expect(begun).toBe(1);
    expect(parties.find((one) => one.registrationId === registration)).toMatchObject({
      absentRounds: [2, 3],
      ahead: 0,
    });
    const [fill] = await propose(event, { type: 'fill' });
    expect(fill!.added).toEqual([]);
  });

  it('comes after all: the absence is taken back and its meetings return', async () => {
    const registration = registrationOf(event, institute);
    const best = await take(event, { type: 'present', registration });
    expect(best).toMatchObject({ moved: [], dropped: [] });
    expect(best.added).toHaveLength(2);
    expect(await absentRounds(registration)).toEqual([]);
    expect(namesOf((await board(event)).meetings)).toEqual(namesOf(before.meetings));
    expect(await versions(event)).toEqual(['3 announced', '2 superseded', '1 superseded']);
  });

  it('may only be late', async () => {
    const registration = registrationOf(event, institute);
    const best = await take(event, { type: 'absent', registration, from: 2, until: 3 });
    expect(best.dropped.map(({ from }) => from.round)).toEqual([2]);
    expect(await absentRounds(registration)).toEqual([2]);
    expect(namesOf(on(await board(event), 3)).join(' ')).toContain(institute.organisation.name);
  });
});

describe('a way to go on that was seen', () => {
  it('is refused once the round that it changes has begun, and nothing is written', async () => {
    const event = await runningEvent();
    const incident: Incident = {
      type: 'absent',
      registration: registrationOf(event, event.institutes[0]!),
      from: 2,
    };
    const [seen] = await propose(event, incident);
    // Control: the board has moved on, but not in what the way is about.
    const { id: meeting } = on(await board(event), 1)[0]!;
    await event.bureau.agent.get(markMeeting, {
      params: { id: event.id, meeting },
      body: { side: 'a', mark: 'seated' },
    });
    expect((await propose(event, incident))[0]!.digest).toBe(seen!.digest);
    await command(event, 'end_round');
    await command(event, 'start_round');
    const before = await board(event);
    const late = await event.bureau.agent.refused(takeRepair, taking(event, incident, seen!));
    expect([late.status, late.code]).toEqual([409, 'repair_outdated']);
    expect(late.detail).toContain('现场情况已经变化');
    expect(await board(event)).toMatchObject({ version: before.version, meetings: before.meetings });
    expect(await absentRounds(incident.registration)).toEqual([]);
    expect(await versions(event)).toEqual(['1 announced']);
    // What is seen now can be taken, and touches the third round only.
    const best = await take(event, incident);
    expect(best.dropped.map(({ from }) => from.round)).toEqual([3]);
    expect(on(await board(event), 2)).toEqual(on(before, 2));
    expect(await absentRounds(incident.registration)).toEqual([3]);
  });

  it('is taken once when two organizers press at the same moment', async () => {
    const event = await runningEvent();
    const incident: Incident = {
      type: 'absent',
      registration: registrationOf(event, event.enterprises[0]!),
      from: 2,
    };
    const [best] = await propose(event, incident);
    const answers = await Promise.all(
      [1, 2, 3].map(() => event.bureau.agent.send(takeRepair, taking(event, incident, best!))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await versions(event)).toEqual(['2 announced', '1 superseded']);
    // Control: pressed again with the same key, the first answer comes again.
    const again: Incident = { type: 'present', registration: incident.registration };
    const [back] = await propose(event, again);
    const press = () => event.bureau.agent.get(takeRepair, taking(event, again, back!), { key: 'one press' });
    expect(await press()).toEqual(await press());
  });
});

describe('a pinned meeting', () => {
  it('is neither moved nor cancelled, whatever makes room elsewhere', async () => {
    const event = await timetabledEvent(product, { plan: { tables: 2 } });
    const of = (timetable: string) => ({ params: { id: event.id, timetable } });
    const copied = await event.bureau.agent.get(copyTimetable, { ...of(event.timetable.id), body: {} });
    let draft = await event.bureau.agent.get(readTimetable, of(copied.id));
    const pinned = draft.meetings.find(({ round }) => round === 3)!;
    const edit = { op: 'pin', meeting: pinned.id, pinned: true, version: draft.version } as const;
    draft = await event.bureau.agent.get(editTimetable, { ...of(draft.id), body: edit });
    await event.bureau.agent.get(announceTimetable, of(draft.id));
    const { meetings } = await day(event);
    const { id } = meetings.find((one) => one.pinned)!;
    const blocked = await refused(event, { type: 'cancel', meeting: id });
    expect([blocked.code, blocked.detail]).toEqual(['move_blocked', expect.stringContaining('已锁定')]);
    for (const enterprise of event.enterprises) {
      const registration = registrationOf(event, enterprise);
      for (const way of await propose(event, { type: 'absent', registration, from: 1, until: 3 })) {
        expect(
          [...way.moved, ...way.reseated].map(({ from, a, b }) => [from.round, a.name, b.name]),
        ).not.toContainEqual([3, pinned.a.name, pinned.b.name]);
      }
    }
  });
});

describe('somebody who walks in', () => {
  it('gets a seat, is checked in and meets somebody at once', async () => {
    const event = await runningEvent();
    const company = await participant(product, 'enterprise', { name: '海津临时到访科技有限公司' });
    const waiting = (q: string) =>
      event.bureau.agent.get(listWalkIns, { params: { id: event.id }, query: { q } });
    expect((await waiting('lsdf')).items).toEqual([
      { id: company.organisation.id, name: company.organisation.name, kind: 'enterprise' },
    ]);
    const incident: Incident = { type: 'walk_in', organisation: company.organisation.id };
    const [best] = await propose(event, incident);
    expect(best).toMatchObject({ moved: [], dropped: [], added: [] });
    await event.bureau.agent.get(takeRepair, taking(event, incident, best!));
    expect((await waiting('lsdf')).items).toEqual([]);
    const { parties } = await day(event);
    const { registrationId } = parties.find(({ name }) => name === company.organisation.name)!;
    expect((await refused(event, incident)).fields).toMatchObject([
      { field: 'incident.organisation', reason: 'has_seat' },
    ]);
    // Nothing speaks for a meeting yet; somebody asks for one. The institute is full, so another meeting gives way.
    const institute = registrationOf(event, event.institutes[0]!);
    const met = await take(event, { type: 'meet', a: registrationId, b: institute });
    expect(met.added).toMatchObject([{ b: { name: company.organisation.name }, reason: '现场约见' }]);
    expect(namesOf((await board(event)).meetings).join()).toContain(company.organisation.name);
    const twice = await refused(event, { type: 'meet', a: registrationId, b: institute });
    expect(twice.code).toBe('move_blocked');
    const { rows } = await product.database.query<{ state: string; origin: string }>(
      `SELECT r.state, m.origin FROM registrations r
         JOIN meetings m ON m.b_id = r.id JOIN timetables t ON t.id = m.timetable_id AND t.state = 'announced'
        WHERE r.id = $1`,
      [registrationId],
    );
    expect(rows).toEqual([{ state: 'checked_in', origin: 'walk_in' }]);
  });
});

describe('a meeting to which one side did not come', () => {
  it.each([
    ['may be held later', 'a', 1],
    ['is not held again where both were seen (control)', 'both', 0],
  ] as const)('%s', async (_, side, added) => {
    const event = await timetabledEvent(product, { institutes: 1, enterprises: 1 });
    await product.database.query('UPDATE meetings SET round = 1 WHERE timetable_id = $1', [
      event.timetable.id,
    ]);
    await goLive(event);
    await command(event, 'start_round');
    const { id: meeting } = on(await board(event), 1)[0]!;
    await event.bureau.agent.get(markMeeting, {
      params: { id: event.id, meeting },
      body: { side, mark: 'seated' },
    });
    await command(event, 'end_round');
    const best = await take(event, { type: 'fill' });
    expect(best.added).toHaveLength(added);
    const { meetings } = await board(event);
    expect(meetings.map(({ round, state }) => [round, state])).toEqual([
      [1, added ? 'missed' : 'ended'],
      ...(added ? [[best.added[0]!.to.round, 'planned']] : []),
    ]);
  });
});

describe('meetings, tables and rounds', () => {
  let event: LiveEvent;
  beforeAll(async () => {
    event = await runningEvent();
  });

  it('a cancelled meeting stays off until somebody asks for it again', async () => {
    const meeting = on(await board(event), 3)[0]!;
    const best = await take(event, { type: 'cancel', meeting: meeting.id });
    expect(best.dropped).toMatchObject([{ from: { round: 3 }, reason: '该场洽谈已取消' }]);
    const now = await board(event);
    expect(namesOf(now.meetings)).not.toContain(`${meeting.a} ${meeting.b}`);
    expect(now.meetings.filter(({ state }) => state === 'cancelled')).toMatchObject([
      { a: meeting.a, b: meeting.b },
    ]);
    expect((await propose(event, { type: 'fill' }))[0]!.added).toEqual([]);
    const [a, b] = [meeting.a, meeting.b].map((name) => event.registrations.get(name)!) as [string, string];
    await take(event, { type: 'meet', a, b });
    expect(namesOf((await board(event)).meetings)).toContain(`${meeting.a} ${meeting.b}`);
  });

  it('a table that is gone is used no more, but for what has begun; a table more is used again', async () => {
    const before = await board(event);
    const used = on(before, 2)[0]!.table;
    const best = await take(event, { type: 'close_table', table: used });
    expect(best).toMatchObject({ dropped: [], moved: [] });
    expect(best.reseated.every(({ from }) => from.table === used)).toBe(true);
    const now = await board(event);
    expect(now.closedTables).toEqual([used]);
    expect(on(now, 1)).toEqual(on(before, 1));
    expect(now.meetings.filter(({ round, table }) => round > 1 && table === used)).toEqual([]);
    expect(namesOf(now.meetings)).toEqual(namesOf(before.meetings));
    await take(event, { type: 'open_table', table: used });
    await take(event, { type: 'open_table', table: now.tables + 1 });
    expect(await board(event)).toMatchObject({ closedTables: [], tables: now.tables + 1 });
  });

  it('a day that ends sooner loses its last round, and gets it back', async () => {
    const before = await board(event);
    const best = await take(event, { type: 'end_after', round: 2 });
    expect(best.dropped.every(({ from, reason }) => from.round === 3 && reason === '第 3 轮不再举行')).toBe(
      true,
    );
    const now = await board(event);
    expect(now.rounds.map(({ no }) => no)).toEqual([1, 2]);
    expect(on(now, 3)).toEqual([]);
    await command(event, 'end_round');
    await command(event, 'start_round');
    const ended = await command(event, 'end_round');
    expect(ended.clock).toMatchObject({ phase: 'ended', round: 2 });
    expect((await refused(event, { type: 'fill' })).code).toBe('no_round_left');
    await take(event, { type: 'end_after', round: 3 });
    const longer = await board(event);
    expect(longer).toMatchObject({ clock: { phase: 'break', round: 2 } });
    expect(namesOf(longer.meetings)).toEqual(namesOf(before.meetings));
  });

  it.each<[string, (one: LiveEvent) => object, string, string]>([
    ['nobody', () => ({ type: 'absent', registration: ghost, from: 3 }), 'invalid_input', 'registration'],
    [
      'a round that is over',
      (e) => ({ type: 'absent', registration: first(e), from: 1, until: 2 }),
      'invalid_input',
      'until',
    ],
    [
      'a round beyond the day',
      (e) => ({ type: 'absent', registration: first(e), from: 9 }),
      'invalid_input',
      'from',
    ],
    ['a meeting of nobody', () => ({ type: 'cancel', meeting: ghost }), 'invalid_input', 'meeting'],
    ['a table of nobody', () => ({ type: 'close_table', table: 99 }), 'invalid_input', 'table'],
    [
      'an unknown organisation',
      () => ({ type: 'walk_in', organisation: ghost }),
      'invalid_input',
      'organisation',
    ],
    ['one party twice', (e) => ({ type: 'meet', a: first(e), b: first(e) }), 'invalid_input', 'b'],
  ])('%s is refused by its field', async (_, incident, code, field) => {
    const body = { incident: incident(event) };
    const answer = await event.bureau.agent.refused(proposeRepair, { ...idOf(event), body });
    expect([answer.code, answer.fields?.map((one) => one.field)]).toEqual([code, [`incident.${field}`]]);
  });
});
const ghost = '00000000-0000-4000-8000-000000000000';
const first = (event: LiveEvent) => registrationOf(event, event.institutes[0]!);

describe('live repair', () => {
  it('is for organizers of this event, and for an event with an announced timetable', async () => {
    const event = await timetabledEvent(product, { institutes: 1, enterprises: 1 });
    const other = await timetabledEvent(product, { institutes: 1, enterprises: 1 });
    const [organizer] = event.enterprises as [Participant];
    await product.database.query('INSERT INTO event_organizers (event_id, person_id) VALUES ($1, $2)', [
      event.id,
      organizer.id,
    ]);
    const body = { incident: { type: 'fill' }, digest: 'x' };
    for (const route of [readLiveDay, listWalkIns, proposeRepair, takeRepair]) {
      const ask = (agent: typeof organizer.agent, id: string) =>
        agent.refused(route, { params: { id }, ...('body' in route && { body }) });
      expect((await ask(product.visitor(), event.id)).code).toBe('not_signed_in');
      expect((await ask(event.institutes[0]!.agent, event.id)).code).toBe('not_allowed');
      expect((await ask(organizer.agent, other.id)).code).toBe('not_allowed');
      if (route !== listWalkIns) expect((await ask(organizer.agent, event.id)).code).toBe('wrong_state');
    }
    expect((await organizer.agent.send(listWalkIns, idOf(event))).status).toBe(200);
  });
});

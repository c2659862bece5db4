import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  commandBoard,
  listCounterparts,
  listMatches,
  listMatchFeedback,
  listMyMeetings,
  markMeeting,
  type MyMeeting,
  readBoard,
  recordOutcome,
  register,
  saveWish,
} from '#contracts';
import { eventually } from '../support/eventually.js';
import { computedTimetable, goLive } from '../support/live-event.js';
import { officer, participant, type Participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { need, openEvent, publish, technology } from '../support/samples.js';

let product: Product;
let bureau: Person;
let institute: Participant;
let enterprises: [Participant, Participant];
let event: string;
const registrations = new Map<Participant, string>();

beforeAll(async () => {
  product = await startProduct({ worker: true });
  bureau = await officer(product);
  institute = await participant(product, 'institute');
  enterprises = [await participant(product, 'enterprise'), await participant(product, 'enterprise')];
  for (const title of ['焊接机器人', '疫苗佐剂', '卫星遥感', '小麦育种', '低压反渗透膜制备技术'])
    await publish(institute, bureau, {
      kind: 'technology',
      content: technology({ title, summary: title, problem: title }),
    });
  for (const [i, enterprise] of enterprises.entries()) {
    const { id } = await publish(enterprise, bureau, {
      kind: 'need',
      content: need({ title: `反渗透膜改造第${i}期`, problem: '反渗透膜' }),
    });
    await eventually('the list of the need', async () => {
      const { matches } = await enterprise.agent.get(listMatches, { params: { id } });
      return matches.length > 0;
    });
  }
  event = await openEvent(bureau, { tables: 2 });
  for (const one of [institute, ...enterprises])
    registrations.set(one, (await one.agent.get(register, { params: { id: event }, body: {} })).id);
}, 60_000);
afterAll(() => product.stop());

const wish = (by: Participant, of: Participant, body: object) =>
  by.agent.get(saveWish, {
    params: { id: event, registration: registrations.get(of)! },
    body: body as never,
  });
/** What the matching has heard from this source of an enterprise's need, the newest first. */
const heard = async (source: string, by: Participant) =>
  (await bureau.agent.get(listMatchFeedback, {})).items
    .filter((one) => one.source === source && one.author === by.name)
    .map(({ value, reason, standing, technology: { title } }) => ({ value, reason, standing, title }));
const hears = (what: string, source: string, by: Participant, value: string | null) =>
  eventually(what, async () => {
    const [last] = await heard(source, by);
    return last?.value === value && last;
  });

describe('a wish at an event', () => {
  it('teaches of the pair on the card, with its reason; it is replaced and taken back', async () => {
    const [enterprise] = enterprises;
    const { items } = await enterprise.agent.get(listCounterparts, { params: { id: event } });
    expect(items).toHaveLength(1);
    expect(items[0]!.match!.listing.title).toBe('低压反渗透膜制备技术');
    await wish(enterprise, institute, { level: 'no', reason: 'immature' });
    const declined = await enterprise.agent.get(listCounterparts, { params: { id: event } });
    expect(declined.items[0]).toMatchObject({ wish: 'no', declineReason: 'immature' });
    expect(await hears('the refusal', 'event', enterprise, 'no')).toEqual({
      value: 'no',
      reason: 'immature',
      standing: true,
      title: '低压反渗透膜制备技术',
    });
    await wish(enterprise, institute, { level: 'must' });
    await hears('the other word', 'event', enterprise, 'must');
    await wish(enterprise, institute, { level: null });
    await hears('the withdrawal', 'event', enterprise, null);
    expect((await heard('event', enterprise)).every((one) => !one.standing)).toBe(true);
    await enterprise.agent.refused(saveWish, {
      params: { id: event, registration: registrations.get(institute)! },
      body: { level: 'must', reason: 'immature' },
    });
  });

  it('is not kept twice, and its reason belongs to a “no” in the database too', async () => {
    const [enterprise] = enterprises;
    const before = (await heard('event', enterprise)).length;
    await wish(enterprise, institute, { level: 'must' });
    await wish(enterprise, institute, { level: 'must' });
    await hears('the wish', 'event', enterprise, 'must');
    await wish(enterprises[1], institute, { level: 'must' });
    await hears('the other wish', 'event', enterprises[1], 'must');
    expect((await heard('event', enterprise)).length).toBe(before + 1);
    await expect(product.database.query(`UPDATE wishes SET reason = 'later'`)).rejects.toThrow(
      'wishes_reason',
    );
  });
});

describe('a meeting', () => {
  const mine = async (of: Participant): Promise<MyMeeting[]> =>
    (await of.agent.get(listMyMeetings, { params: { id: event } })).meetings;
  const command = async (name: 'start_round' | 'end_round') => {
    const { version } = await product.visitor().get(readBoard, { params: { id: event } });
    const body = { command: name, version };
    await bureau.agent.get(commandBoard, { params: { id: event }, body }, { key: `${name} ${version}` });
  };
  const mark = (meeting: string, side: 'a' | 'b' | 'both', what: 'seated' | 'missed' | 'clear') =>
    bureau.agent.get(
      markMeeting,
      { params: { id: event, meeting }, body: { side, mark: what } },
      { key: `${meeting} ${side} ${what}` },
    );
  const judge = (by: Participant, meeting: string, body: object) =>
    by.agent.send(recordOutcome, { params: { id: event, meeting }, body });
  let first: MyMeeting;
  let second: MyMeeting;
  let met: Participant;
  let absent: Participant;

  beforeAll(async () => {
    const timetable = await computedTimetable({ id: event, bureau });
    await goLive({ id: event, bureau, timetable } as Parameters<typeof goLive>[0]);
    [first, second] = (await mine(institute)).sort((x, y) => x.round - y.round) as [MyMeeting, MyMeeting];
    const of = (meeting: MyMeeting) =>
      enterprises.find(({ organisation }) => organisation.id === meeting.counterpart.organisationId)!;
    [met, absent] = [of(first), of(second)];
  });

  it('is judged by either side once both sit, by nobody else, and taken back', async () => {
    expect((await judge(met, first.id, { outcome: 'deep' })).body).toMatchObject({ code: 'wrong_state' });
    await command('start_round');
    await mark(first.id, 'both', 'seated');
    expect((await judge(absent, first.id, { outcome: 'deep' })).body).toMatchObject({ code: 'not_found' });
    expect((await judge(met, first.id, { outcome: 'deep', reason: 'immature' })).body).toMatchObject({
      fields: [{ field: 'reason', reason: 'only_with_mismatch' }],
    });
    expect((await judge(met, first.id, { outcome: 'mismatch', reason: 'immature' })).status).toBe(200);
    expect((await judge(institute, first.id, { outcome: 'interested' })).status).toBe(200);
    expect(await hears('the one side', 'meeting', met, 'mismatch')).toMatchObject({ reason: 'immature' });
    await hears('the other side', 'meeting', institute, 'interested');
    expect((await mine(met))[0]).toMatchObject({ outcome: 'mismatch', declineReason: 'immature' });
    expect((await mine(institute)).find(({ id }) => id === first.id)).toMatchObject({
      outcome: 'interested',
    });
    await judge(institute, first.id, { outcome: null });
    await hears('the withdrawal', 'meeting', institute, null);
    const { rows } = await product.database.query<{ action: string }>(
      `SELECT action FROM audit_log WHERE subject_id = $1 AND action LIKE 'meeting.outcome%' ORDER BY id`,
      [first.id],
    );
    expect(rows.map((row) => row.action)).toEqual([
      'meeting.outcome',
      'meeting.outcome',
      'meeting.outcome-withdrawn',
    ]);
  });

  it('that was missed speaks against the pair in the name of who did not come, until the mark is taken back', async () => {
    await command('end_round');
    while ((await mine(absent))[0]!.state === 'planned') {
      await command('start_round');
      if ((await mine(absent))[0]!.state === 'planned') await command('end_round');
    }
    const { a } = (
      await product.database.query<{ a: string }>('SELECT a_id AS a FROM meetings WHERE id = $1', [second.id])
    ).rows[0]!;
    const [here, away] = a === registrations.get(institute) ? (['a', 'b'] as const) : (['b', 'a'] as const);
    await mark(second.id, here, 'seated');
    await command('end_round');
    await hears('the absence', 'meeting', absent, 'missed');
    expect((await heard('meeting', institute)).every(({ value }) => value !== 'missed')).toBe(true);
    await mark(second.id, away, 'clear');
    await hears('the mark taken back', 'meeting', absent, null);
  });
});

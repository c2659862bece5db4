import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  announceTimetable,
  copyTimetable,
  editTimetable,
  listMails,
  type MoveOption,
  listMoveOptions,
  proposeRepair,
  readTimetable,
  saveLocale,
  takeRepair,
  type TimetableDetail,
} from '#contracts';
import { TellTimetable } from '#meetings';
import { Database } from '#platform';
import { eventually } from '../support/eventually.js';
import { goLive, type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { officer, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
let event: LiveEvent;
let operator: Person;
beforeAll(async () => {
  product = await startProduct({ worker: true });
  operator = await officer(product, 'system_admin');
  event = await timetabledEvent(product, { plan: { tables: 3 } });
  const [english, phone] = [event.enterprises[0]!, event.enterprises[1]!];
  await english.agent.get(saveLocale, { body: { locale: 'en' } });
  await product.database.query(`UPDATE people SET login = '13900000001' WHERE id = $1`, [phone.id]);
  await product.database.query('DELETE FROM contacts WHERE person_id = $1', [phone.id]);
});
afterAll(() => product.stop());

const loginOf = async (person: Person) => {
  const { rows } = await product.database.query<{ login: string }>('SELECT login FROM people WHERE id = $1', [
    person.id,
  ]);
  return rows[0]!.login;
};
/** Whether the worker has told everybody this version. */
const told = async (timetable: string) => {
  const { rows } = await product.database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM timetable_tellings WHERE timetable_id = $1',
    [timetable],
  );
  return rows[0]!.count === 5;
};
const mails = async () => (await operator.agent.get(listMails, { query: { page: 1, pageSize: 50 } })).items;
const mailsTo = async (person: Person) => {
  const login = await loginOf(person);
  return (await mails()).filter(({ recipient }) => recipient === login);
};
const namesOf = (timetable: TimetableDetail, registration: string) =>
  timetable.meetings.flatMap(({ a, b }) =>
    a.registrationId === registration ? [b.name] : b.registrationId === registration ? [a.name] : [],
  );

describe('an announced timetable', () => {
  it('is told each person with an address: the own meetings, in the own language, and nothing of others', async () => {
    await goLive(event);
    await eventually('the mails', () => told(event.timetable.id));
    const everybody = [...event.institutes, ...event.enterprises];
    const { rows } = await product.database.query<{ login: string; name: string; id: string }>(
      'SELECT id, login, name FROM people',
    );
    expect(await mails()).toHaveLength(4);
    for (const person of everybody) {
      const own = await mailsTo(person);
      if (person === event.enterprises[1]) {
        expect(own).toEqual([]);
        continue;
      }
      const { subject, body } = own[0]!;
      const names = namesOf(event.timetable, event.registrations.get(person.organisation.name)!);
      for (const name of names) expect(body).toContain(name);
      for (const other of rows.filter(({ id }) => id !== person.id)) {
        expect(body).not.toContain(other.login);
        expect(body).not.toContain(other.name);
      }
      expect(body).toContain(`/events/${event.id}/now`);
      const isEnglish = person === event.enterprises[0];
      expect(subject).toContain(
        isEnglish ? `you have ${names.length} meetings` : `您有 ${names.length} 场会面`,
      );
    }
  });

  it('is told again only to whom it changes something, with what was and what is', async () => {
    const params = { id: event.id };
    const { id: timetable } = await event.bureau.agent.get(copyTimetable, {
      params: { ...params, timetable: event.timetable.id },
      body: {},
    });
    const draft = await event.bureau.agent.get(readTimetable, { params: { ...params, timetable } });
    const [moved, to] = await movable(draft);
    const body = { op: 'move' as const, version: draft.version, meeting: moved.id, ...to };
    await event.bureau.agent.get(editTimetable, { params: { ...params, timetable }, body }, { key: 'move' });
    const before = new Set((await mails()).map(({ id }) => id));
    await event.bureau.agent.get(announceTimetable, { params: { ...params, timetable } });
    await eventually('the mails', () => told(timetable));
    const fresh = (await mails()).filter(({ id }) => !before.has(id));
    const affected = [...event.institutes, ...event.enterprises].filter(({ organisation }) =>
      [moved.a.name, moved.b.name].includes(organisation.name),
    );
    const logins = await Promise.all(affected.map(loginOf));
    expect(fresh.map(({ recipient }) => recipient).sort()).toEqual(
      logins.filter((login) => login.includes('@')).sort(),
    );
    expect(fresh.length).toBeGreaterThan(0);
    for (const { body: text } of fresh) {
      expect(text).toContain(`${moved.round}`);
      expect(text).toMatch(/改动：|Moved:/);
    }
    event = {
      ...event,
      timetable: await event.bureau.agent.get(readTimetable, { params: { ...params, timetable } }),
    };
  });

  it('is told when a repair takes a meeting away', async () => {
    const params = { id: event.id };
    const meeting = event.timetable.meetings.find(
      ({ b }) => b.name !== event.enterprises[1]!.organisation.name,
    )!;
    const incident = { type: 'cancel' as const, meeting: meeting.id };
    const { proposals } = await event.bureau.agent.get(proposeRepair, { params, body: { incident } });
    const before = new Set((await mails()).map(({ id }) => id));
    const { timetable } = await event.bureau.agent.get(
      takeRepair,
      { params, body: { incident, digest: proposals[0]!.digest } },
      { key: 'take' },
    );
    await eventually('the mails', () => told(timetable.id));
    const fresh = (await mails()).filter(({ id }) => !before.has(id));
    const people = [...event.institutes, ...event.enterprises].filter(({ organisation }) =>
      [meeting.a.name, meeting.b.name].includes(organisation.name),
    );
    const logins = await Promise.all(people.map(loginOf));
    const cancelled = fresh.filter(({ body }) => /取消：|Cancelled:/.test(body));
    expect(cancelled.map(({ recipient }) => recipient).sort()).toEqual(logins.sort());
    event = { ...event, timetable: { ...event.timetable, id: timetable.id } };
  });
});

/** A meeting that may move to a free place in another round, and that place. */
async function movable(
  draft: TimetableDetail,
): Promise<[TimetableDetail['meetings'][number], Pick<MoveOption, 'round' | 'table'>]> {
  for (const meeting of draft.meetings) {
    const { cells } = await event.bureau.agent.get(listMoveOptions, {
      params: { id: event.id, timetable: draft.id },
      query: { meeting: meeting.id },
    });
    const free = cells.find(({ kind, table }) => kind === 'free' && table !== meeting.table);
    if (free) return [meeting, { round: free.round, table: free.table }];
  }
  throw new Error('Nothing can move.');
}

describe('an event that is delivered twice', () => {
  const again = (first = '') => {
    const database = product.api.get(Database);
    return database
      .transaction(async (tx) => {
        if (first) await tx.query(first);
        const written = await product.api.get(TellTimetable).run(tx, event.id, event.timetable.id);
        throw new Error(`${written} written`);
      })
      .catch((error: Error) => error.message);
  };
  it('writes no second mail', async () => {
    expect(await again()).toBe('0 written');
    const { rows } = await product.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM mails WHERE purpose = $1',
      [`timetable ${event.timetable.id}`],
    );
    // Without the tellings the mails themselves are still there, one for each person and version.
    expect(rows[0]!.count).toBeGreaterThan(0);
    expect(await again('DELETE FROM timetable_tellings')).toBe(`${4 - rows[0]!.count} written`);
  });

  it('would write it again without what is kept of the first time (control)', async () => {
    const forget = 'DELETE FROM timetable_tellings; DELETE FROM mails';
    expect(await again(forget)).toBe('4 written');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import {
  announceTimetable,
  copyTimetable,
  editTimetable,
  exportMyMeetings,
  exportTimetable,
  readTimetable,
} from '#contracts';
import { type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { participant } from '../support/people.js';
import { pdfCharacters } from '../support/pdf-characters.js';
import { type Product, startProduct } from '../support/product.js';

const formula = '=HYPERLINK("http://example.org","骗")';
let product: Product;
let event: LiveEvent;
beforeAll(async () => {
  product = await startProduct({ worker: true });
  event = await timetabledEvent(product, { plan: { tables: 4, title: '产研汇第9场·骧龘专场' } });
  const { id } = event.enterprises[0]!.organisation;
  await product.database.query('UPDATE organisations SET name = $2 WHERE id = $1', [id, formula]);
});
afterAll(() => product.stop());

const of = (timetable: string) => ({ params: { id: event.id, timetable } });
const file = async (query: { layout: string; format: string }, timetable = event.timetable.id) => {
  const answer = await event.bureau.agent.send(exportTimetable, { ...of(timetable), query });
  expect(answer.status).toBe(200);
  return answer;
};
const cellsOf = async (layout: string) => {
  const { body } = await file({ layout, format: 'xlsx' });
  const { sheets } = await readXlsx(body as Buffer);
  return sheets[0]!.rows;
};
const names = () =>
  [...event.institutes, ...event.enterprises.slice(1)].map(({ organisation }) => organisation.name);

describe('the workbook', () => {
  it.each([
    ['tables', 6],
    ['participants', 12],
    ['wall', 5],
  ])('of %s has every name, a row for each entry and no formula', async (layout, rows) => {
    const cells = await cellsOf(layout);
    expect(cells).toHaveLength(2 + rows);
    const texts = cells.flat().map(String);
    for (const name of names()) expect(texts).toContain(name);
    expect(texts).toContain(`'${formula}`);
    expect(texts.filter((text) => /^[=+\-@]/.test(text))).toEqual([]);
    expect(texts.join()).not.toContain('@example.cn');
    expect(texts[0]).toContain('草案 · ');
    expect(texts[0]).toContain('产研汇第9场·骧龘专场');
  });

  it('says for the wall which table in which round', async () => {
    const cells = await cellsOf('wall');
    const { a, round, table } = event.timetable.meetings[0]!;
    const row = cells.find(([name]) => name === a.name)!;
    expect(row[round]).toBe(table);
  });
});

describe('the PDF', () => {
  it.each(['tables', 'participants', 'wall'])('of %s has its Chinese with it', async (layout) => {
    const { body, headers } = await file({ layout, format: 'pdf' });
    const pdf = body as Buffer;
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.subarray(-6).toString()).toContain('%%EOF');
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['content-disposition']).toContain('.pdf');
    expect(pdf.includes('NotoSansSC-Regular')).toBe(true);
    expect(pdf.includes('FontFile2')).toBe(true);
    const characters = pdfCharacters(pdf);
    for (const one of `${names().join('')}${formula}骧龘桌轮`.replaceAll(' ', ''))
      expect(characters).toContain(one);
  });
});

describe('the own file', () => {
  const mine = (who: LiveEvent['institutes'][0], format: string) =>
    who.agent.send(exportMyMeetings, { params: { id: event.id }, query: { format } });
  const eventsOf = (calendar: string) =>
    calendar
      .replaceAll('\r\n ', '')
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((one) =>
        Object.fromEntries([...one.matchAll(/^([A-Z-]+):(.*)$/gm)].map(([, k, v]) => [k, v!.trim()])),
      );

  it('is there once the timetable is announced, and moves what it had said before', async () => {
    const owner = event.institutes[0]!;
    expect((await mine(owner, 'ics')).status).toBe(404);
    await event.bureau.agent.get(announceTimetable, of(event.timetable.id));
    const first = await mine(owner, 'ics');
    expect(first.headers['content-type']).toContain('text/calendar');
    const calendar = (first.body as Buffer).toString();
    expect(calendar.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
    expect(calendar.trimEnd().endsWith('END:VCALENDAR')).toBe(true);
    expect(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(calendar).toContain('X-WR-TIMEZONE:Asia/Shanghai');
    expect(calendar).not.toContain('@example.cn');
    const before = eventsOf(calendar);
    expect(before).toHaveLength(3);

    let draft = await event.bureau.agent.get(copyTimetable, { ...of(event.timetable.id), body: {} });
    const detail = await event.bureau.agent.get(readTimetable, of(draft.id));
    const [one, two] = detail.meetings.filter(({ a }) => a.name === owner.organisation.name);
    draft = await event.bureau.agent.get(editTimetable, {
      ...of(draft.id),
      body: { op: 'move', meeting: one!.id, round: one!.round, table: 4, version: draft.version },
    });
    await event.bureau.agent.get(editTimetable, {
      ...of(draft.id),
      body: { op: 'remove', meeting: two!.id, version: draft.version },
    });
    await event.bureau.agent.get(announceTimetable, of(draft.id));
    const after = eventsOf(((await mine(owner, 'ics')).body as Buffer).toString());
    expect(after.map(({ UID }) => UID).sort()).toEqual(before.map(({ UID }) => UID).sort());
    expect(new Set(after.map(({ SEQUENCE }) => SEQUENCE))).toEqual(new Set([String(draft.no)]));
    const cancelled = after.filter(({ STATUS }) => STATUS === 'CANCELLED');
    expect(cancelled).toHaveLength(1);
    const moved = after.find(({ SUMMARY }) => SUMMARY!.startsWith('4 号桌'))!;
    const was = before.find(({ UID }) => UID === moved['UID'])!;
    expect(moved['DTSTART']).toBe(was['DTSTART']);
    expect(moved['DTSTART']).toMatch(/^\d{8}T\d{6}Z$/);
  });

  it('is a sheet of paper too, and nobody else’s', async () => {
    const owner = event.enterprises[1]!;
    const pdf = (await mine(owner, 'pdf')).body as Buffer;
    const characters = pdfCharacters(pdf);
    for (const one of owner.organisation.name) expect(characters).toContain(one);
    const outsider = await participant(product, 'enterprise');
    expect((await mine(outsider, 'ics')).status).toBe(404);
  });
});

it('an export of all is for organizers, and of what is known', async () => {
  const query = { layout: 'wall', format: 'xlsx' };
  const guest = event.institutes[0]!.agent;
  expect((await guest.refused(exportTimetable, { ...of(event.timetable.id), query })).code).toBe(
    'not_allowed',
  );
  const visitor = product.visitor();
  expect(
    (await visitor.refused(exportMyMeetings, { params: { id: event.id }, query: { format: 'ics' } })).code,
  ).toBe('not_signed_in');
  const odd = { ...of(event.timetable.id), query: { layout: 'wall', format: 'docx' } };
  expect((await event.bureau.agent.refused(exportTimetable, odd)).code).toBe('invalid_input');
});

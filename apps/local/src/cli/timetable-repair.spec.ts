import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from './run-files.js';
import { timetableRepair } from './timetable-repair.js';

const instance = {
  format: 'meetmatch-instance/1',
  name: 'day',
  rounds: 3,
  tables: 2,
  participants: ['i1', 'i2', 'e1', 'e2'].map((id) => ({ id })),
  pairs: [
    { a: 'i1', b: 'e1', score: 9, must: true },
    { a: 'i1', b: 'e2', score: 5 },
    { a: 'i2', b: 'e1', score: 5 },
  ],
};
const timetable = {
  format: 'meetmatch-schedule/1',
  meetings: [
    { pair: 0, round: 1, table: 0 },
    { pair: 1, round: 0, table: 0 },
  ],
};
const event = {
  format: 'meetmatch-event/1',
  now: 1,
  events: [{ type: 'late', participant: 'e1', until: 2 }],
};

describe('timetableRepair', () => {
  let folder: string;
  let files: { instance: string; timetable: string; event: string; out: string };
  let printed: { out: string[]; error: string[] };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timetable-repair-'));
    files = {
      instance: await file('i.json', instance),
      timetable: await file('t.json', timetable),
      event: await file('e.json', event),
      out: join(folder, 'out.json'),
    };
    printed = { out: [], error: [] };
    jest.spyOn(console, 'log').mockImplementation((line: string) => void printed.out.push(line));
    jest.spyOn(console, 'error').mockImplementation((line: string) => void printed.error.push(line));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  async function file(name: string, content: unknown): Promise<string> {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    await writeFile(join(folder, name), text);
    return join(folder, name);
  }

  it('writes the repaired timetable and says on standard error what changes', async () => {
    expect(await timetableRepair(files)).toBe(0);
    expect(JSON.parse(await readFile(files.out, 'utf8'))).toEqual({
      format: 'meetmatch-schedule/1',
      instance: 'day',
      meetings: [
        { pair: 0, round: 2, table: 0 },
        { pair: 1, round: 0, table: 0 },
      ],
    });
    expect(printed.out).toEqual([]);
    expect(printed.error.join('\n')).toMatch(/0 given up, 1 moved \(0 by choice\)/);
    expect(printed.error.join('\n')).toMatch(/> i1–e1, round 2 to 3: e1 is not there in round 2/);
  });

  it('ends with 3 and the reason as JSON if what must be held cannot be, and writes nothing', async () => {
    await file('e.json', { ...event, events: [{ type: 'noshow', participant: 'e1' }] });
    expect(await timetableRepair(files)).toBe(3);
    expect(JSON.parse(printed.out.join(''))).toMatchObject({
      status: 'infeasible',
      impossible: [
        { code: 'must-without-round', item: { pair: 0 } },
        { code: 'must-over-capacity', item: { participant: 'e1' } },
      ],
      missing: [{ pair: 0, nowhere: { code: 'gone', participant: 'e1' } }],
    });
    expect(await readdir(folder)).not.toContain('out.json');
  });

  it('ends with 4 if what must be held found no place', async () => {
    await file('t.json', {
      ...timetable,
      meetings: [...timetable.meetings, { pair: 2, round: 2, table: 1 }],
    });
    await file('e.json', { ...event, pinned: [2] });
    expect(await timetableRepair(files)).toBe(4);
    expect(JSON.parse(printed.out.join(''))).toMatchObject({ status: 'not-found', missing: [{ pair: 0 }] });
  });

  it('ends with 3 if a meeting that must be held is pinned to a round that it cannot have', async () => {
    await file('e.json', { ...event, pinned: [0] });
    expect(await timetableRepair(files)).toBe(3);
    expect(JSON.parse(printed.out.join(''))).toMatchObject({
      impossible: [{ code: 'fixed-conflict', item: { pair: 0, round: 1 } }],
      missing: [{ pair: 0, nowhere: { code: 'pinned', round: 1 } }],
    });
  });

  it.each([
    ['no JSON', 'e.json', '{"now":', /e\.json: not JSON/],
    ['nonsense', 'i.json', 'x'.repeat(1_000_000), /i\.json: not JSON/],
    [
      'an instance with an unknown id',
      'i.json',
      { ...instance, pairs: [{ a: 'x', b: 'e1' }] },
      /i\.json: pairs\[0\]\.a: .* x/,
    ],
    ['a timetable that is none', 't.json', null, /t\.json: timetable: must be an object/],
    [
      'a timetable with an unknown pair',
      't.json',
      { ...timetable, meetings: [{ pair: 7, round: 0 }] },
      /t\.json: meetings\[0\]: names no pair/,
    ],
    [
      'an event about the past',
      'e.json',
      { ...event, events: [{ type: 'leave', participant: 'e1', from: 0 }, { type: 'x' }] },
      /e\.json: events\[0\]\.from: round 0 is over, the next one is 1 \(and 1 more\)$/,
    ],
  ])('names file and item of %s and writes nothing', async (_, name, content, message) => {
    await file(name, content);
    const failed = timetableRepair(files);
    await expect(failed).rejects.toThrow(InputError);
    await expect(failed).rejects.toThrow(message);
    expect(await readdir(folder)).not.toContain('out.json');
  });

  it('refuses files that cannot be read or written', async () => {
    await expect(timetableRepair({ ...files, event: '/none.json' })).rejects.toThrow(
      /none\.json cannot be read/,
    );
    await expect(timetableRepair({ ...files, out: join(folder, 'no', 'x.json') })).rejects.toThrow(
      /x\.json cannot be written/,
    );
  });
});

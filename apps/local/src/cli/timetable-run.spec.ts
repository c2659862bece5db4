import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSchedule, type Instance, type Schedule } from '#scheduling';
import { timetableRun } from './timetable-run.js';

const EVENT: Instance = {
  format: 'meetmatch-instance/1',
  name: 'event',
  rounds: 2,
  tables: 1,
  participants: [{ id: 'i1' }, { id: 'e1' }, { id: 'e2' }, { id: 'e3' }],
  pairs: ['e1', 'e2', 'e3'].map((b, index) => ({ a: 'i1', b, score: 100 + index })),
};

describe('timetableRun', () => {
  let folder: string;
  let printed: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timetable-run-'));
    printed = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  async function run(content: unknown, seconds = 0.2, objectives?: string[]) {
    const instance = join(folder, 'instance.json');
    await writeFile(instance, typeof content === 'string' ? content : JSON.stringify(content));
    return timetableRun({ instance, out: join(folder, 'out.json'), seconds, seed: 1, objectives });
  }
  const told = () => JSON.parse(printed.join('')) as Record<string, unknown>;

  it('writes the most valuable timetable and says what it is worth', async () => {
    expect(await run(EVENT)).toBe(0);
    const schedule = JSON.parse(await readFile(join(folder, 'out.json'), 'utf8')) as Schedule;
    expect(checkSchedule(EVENT, schedule)).toEqual([]);
    expect(told()).toMatchObject({ status: 'written', meetings: 2, value: 203, bound: 203 });
    expect((await readdir(folder)).sort()).toEqual(['instance.json', 'out.json']);
  });

  it('follows the objectives in their order, and names one that is none', async () => {
    const pairs = EVENT.pairs.map((pair, index) => ({ ...pair, mutual: index === 0 }));
    expect(await run({ ...EVENT, rounds: 1, pairs })).toBe(0);
    expect(told()).toMatchObject({ score: 102, mutual: 0 });
    printed = [];
    expect(await run({ ...EVENT, rounds: 1, pairs }, 0.2, ['wishes'])).toBe(0);
    expect(told()).toMatchObject({ score: 100, mutual: 1 });
    await expect(run(EVENT, 0.2, ['wishes', 'luck'])).rejects.toThrow('objectives[1]: must be one of');
  });

  it('names the conflict of an instance that is proven infeasible', async () => {
    const fixed = [0, 1].map((pair) => ({ pair, round: 0, table: 0 }));
    const participants = EVENT.participants.map((person) => ({ ...person, unavailable: [0] }));
    expect(await run({ ...EVENT, participants, fixed: fixed.slice(1) })).toBe(3);
    expect(told()).toMatchObject({
      status: 'infeasible',
      code: 'no-round',
      items: [
        { kind: 'meeting', pair: 1 },
        { kind: 'fixed', pair: 1, round: 0 },
        { kind: 'unavailable', participant: 'e2', round: 0 },
      ],
    });
    expect(await readdir(folder)).toEqual(['instance.json']);
  });

  it('proves that three who must all meet each other need three rounds', async () => {
    const ids = ['a', 'b', 'c'];
    const pairs = ids.map((a, index) => ({ a, b: ids[(index + 1) % 3]!, must: true }));
    const triangle = { ...EVENT, tables: 3, participants: ids.map((id) => ({ id })), pairs };
    expect(await run(triangle)).toBe(3);
    expect(told()).toMatchObject({ status: 'infeasible' });
  });

  it('places all meetings with the fewest idle periods where all have to be held', async () => {
    const all = { ...EVENT, mode: 'all', rounds: 4 };
    expect(await run(all)).toBe(0);
    expect(told()).toMatchObject({ status: 'written', breaks: 0, bound: 0, proven: true });
  });

  it('says when no timetable was found in the time and there is no proof either', async () => {
    // Everybody of sixteen with everybody of sixteen in sixteen rounds: a Latin square, which takes a moment.
    const ids = Array.from({ length: 16 }, (_, i) => i);
    const square = {
      ...EVENT,
      mode: 'all',
      rounds: 16,
      tables: 16,
      participants: ids.flatMap((i) => [{ id: `i${i}` }, { id: `e${i}` }]),
      pairs: ids.flatMap((i) => ids.map((e) => ({ a: `i${i}`, b: `e${e}` }))),
    };
    expect(await run(square, 1e-9)).toBe(4);
    expect(told()).toMatchObject({ status: 'none-found' });
    expect(await readdir(folder)).toEqual(['instance.json']);
  });

  const bad: [string, unknown, string][] = [
    ['nonsense', '{\n"format":\n nonsense', 'instance.json: '],
    ['another format', { hello: 1 }, 'format: must be meetmatch-instance/1'],
    [
      'an unknown id',
      { ...EVENT, pairs: [{ a: 'i1', b: 'e9' }] },
      'pairs[0].b: no participant has the id e9',
    ],
    ['a pair with itself', { ...EVENT, pairs: [{ a: 'i1', b: 'i1' }] }, 'pairs[0]: i1 cannot meet itself'],
    [
      'a negative cap',
      { ...EVENT, participants: [{ id: 'i1', maxMeetings: -1 }] },
      'participants[0].maxMeetings',
    ],
    [
      'overlapping fixed meetings',
      { ...EVENT, fixed: [0, 1].map((pair) => ({ pair, round: 0 })) },
      'fixed[1]: i1 in round 0 is already taken by fixed[0]',
    ],
    [
      'more must meetings than rounds',
      { ...EVENT, tables: 3, pairs: EVENT.pairs.map((pair) => ({ ...pair, must: true })) },
      'participants[0]: i1 has 3 must meetings and there are 2 rounds',
    ],
  ];
  it.each(bad)('refuses %s with one line that names it', async (_, content, message) => {
    const error = await run(content).catch((caught: unknown) => caught as Error);
    expect(error).toMatchObject({ name: 'InputError' });
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain('\n');
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matchRun } from './match-run.js';
import { InputError } from './run-files.js';

const TECHNOLOGIES = [
  '{"id":"T1","title":"废旧 锂电池 回收"}',
  '{"id":"T2","title":"风电叶片检测","text":"锂电池供电"}',
  '{"id":"T3","title":"水处理"}',
];
const NEEDS = ['{"id":"N1","title":"锂电池回收","text":"希望回收率高"}', '{"id":"N2","title":"叶片检测"}'];

describe('matchRun', () => {
  let folder: string;
  let files: { technologies: string; needs: string; out: string };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'match-run-'));
    files = {
      technologies: await file('t.jsonl', ['\uFEFF' + TECHNOLOGIES[0], '', ...TECHNOLOGIES.slice(1)]),
      needs: await file('n.jsonl', NEEDS),
      out: join(folder, 'run.tsv'),
    };
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function file(name: string, lines: string[]): Promise<string> {
    await writeFile(join(folder, name), lines.join('\n'));
    return join(folder, name);
  }

  async function run(): Promise<string[][]> {
    const written = await readFile(files.out, 'utf8');
    return written
      .trim()
      .split('\n')
      .map((row) => row.split('\t'));
  }

  it('writes the best technologies of each need in order', async () => {
    await matchRun(files);
    const rows = await run();
    expect(rows.map(([need, technology]) => `${need} ${technology}`)).toEqual(['N1 T1', 'N1 T2', 'N2 T2']);
    expect(Number(rows[0]![2])).toBeGreaterThan(Number(rows[1]![2]));
    await matchRun({ ...files, top: 1 });
    expect(await run()).toHaveLength(2);
  });

  it('scores exactly the given pairs, each once', async () => {
    const pairs = await file('p.tsv', ['N1\tT3\t1', 'N1\tT1\t4', 'N1\tT3\t2']);
    await matchRun({ ...files, pairs });
    expect((await run()).map(([need, technology]) => `${need} ${technology}`)).toEqual(['N1 T1', 'N1 T3']);
  });

  it('learns from ratings first and adds levels when asked', async () => {
    const pairs = await file('p.tsv', ['N1\tT1', 'N1\tT2']);
    await matchRun({ ...files, pairs, levels: true });
    const cold = await run();
    expect(cold.every(([, , , level]) => /^[1-4]$/.test(level!))).toBe(true);
    const feedback = await file('f.tsv', ['N1\tT1\t1', 'N1\tT2\t4', 'N1\tT2\t4']);
    await matchRun({ ...files, pairs, feedback });
    expect(cold.map(([, technology]) => technology)).toEqual(['T1', 'T2']);
    expect((await run()).map(([, technology]) => technology)).toEqual(['T2', 'T1']);
  });

  it.each([
    ['N9\tT1\t3', /f\.tsv line 2: there is no need with the id N9/],
    ['N1\tT9\t3', /f\.tsv line 2: there is no technology with the id T9/],
    ['N1\tT1\t5', /f\.tsv line 2: the level 5 is not a whole number from 1 to 4/],
    ['N1\tT1', /f\.tsv line 2: the level is missing/],
  ])('refuses the rating %j', async (bad, message) => {
    const feedback = await file('f.tsv', ['N1\tT1\t1', bad]);
    await expect(matchRun({ ...files, feedback })).rejects.toThrow(message);
  });

  it.each([
    ['not JSON', '{"id":', /t\.jsonl line 2: not JSON/],
    ['no title', '{"id":"T9"}', /t\.jsonl line 2: title: /],
    ['no id', '{"title":"x"}', /t\.jsonl line 2: id: /],
    ['an id that would break the columns', '{"id":"a\\tb","title":"x"}', /t\.jsonl line 2: id: must be/],
    ['a level out of range', '{"id":"T9","title":"x","trl":12}', /t\.jsonl line 2: trl: /],
    ['no object', '[]', /t\.jsonl line 2: the line: /],
    ['an id twice', TECHNOLOGIES[0]!, /t\.jsonl line 2: the id T1 stands in an earlier line/],
  ])('names file and line of %s and writes nothing', async (_, bad, message) => {
    await file('t.jsonl', [TECHNOLOGIES[0]!, bad]);
    const failed = matchRun(files);
    await expect(failed).rejects.toThrow(InputError);
    await expect(failed).rejects.toThrow(message);
    expect((await readdir(folder)).sort()).toEqual(['n.jsonl', 't.jsonl']);
  });

  it('refuses pairs of unknown ids, missing files and an impossible top', async () => {
    const pairs = async (line: string): Promise<void> =>
      matchRun({ ...files, pairs: await file('p.tsv', [line]) });
    await expect(pairs('N9\tT1')).rejects.toThrow(/p\.tsv line 1: there is no need with the id N9/);
    await expect(pairs('N1\tT9')).rejects.toThrow(/p\.tsv line 1: there is no technology with the id T9/);
    await expect(pairs('N1')).rejects.toThrow(/p\.tsv line 1: a need id, a tab/);
    await expect(matchRun({ ...files, needs: '/none.jsonl' })).rejects.toThrow(
      /none\.jsonl cannot be read: no such file/,
    );
    await expect(matchRun({ ...files, top: 0 })).rejects.toThrow(/top must be/);
    await expect(matchRun({ ...files, out: join(folder, 'no', 'run.tsv') })).rejects.toThrow(
      /run\.tsv cannot be written/,
    );
  });

  it('leaves an earlier run as it was when it cannot be replaced', async () => {
    await matchRun(files);
    await expect(matchRun({ ...files, out: folder })).rejects.toThrow(InputError);
    expect(await run()).toHaveLength(3);
    expect(
      (await readdir(tmpdir())).filter((name) => name.startsWith(`${folder.split('/').at(-1)}.`)),
    ).toEqual([]);
  });
});

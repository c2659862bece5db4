import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { writeXlsx } from 'hucre/xlsx';
import { importListings, listListings, readImportTemplate, readListing } from '#contracts';
import { participant, type Participant } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
let institute: Participant;
beforeAll(async () => {
  product = await startProduct();
});
beforeEach(async () => {
  institute = await participant(product, 'institute');
});
afterAll(() => product.stop());

const load = (name: string, bytes: Buffer | Uint8Array | string, dryRun = false) =>
  institute.agent.get(
    importListings,
    { query: { kind: 'technology', dryRun: dryRun ? 'true' : 'false' } },
    { file: { name, bytes: Buffer.from(bytes as Buffer) } },
  );
const unreadable = (name: string, bytes: Buffer | string) =>
  institute.agent.refused(
    importListings,
    { query: { kind: 'technology', dryRun: 'false' } },
    { file: { name, bytes: Buffer.from(bytes as Buffer) } },
  );
const mine = async () =>
  (await institute.agent.get(listListings, { query: { kind: 'technology', mine: 'true', pageSize: 100 } }))
    .items;

const csv = [
  '成果名称,简介,技术领域,成熟度TRL,合作方式,报价下限（万元）',
  '膜材料,"高通量, 抗污染",新材料及其应用,6,技术许可；技术开发,80',
].join('\r\n');

describe('the import', () => {
  it('reads words as codes and 万元 as 分, and makes drafts', async () => {
    expect(await load('list.csv', csv)).toEqual({ dryRun: false, rows: 1, created: 1, errors: [] });
    const [draft] = await mine();
    expect(draft).toMatchObject({ title: '膜材料', state: 'draft', field: 'materials', trl: 6 });
    const { content } = await institute.agent.get(readListing, { params: { id: draft!.id } });
    expect(content).toMatchObject({
      summary: '高通量, 抗污染',
      modes: ['licence', 'development'],
      price: { kind: 'range', min: 80_000_000 },
    });
  });

  it('writes nothing in a dry run', async () => {
    expect(await load('list.csv', csv, true)).toEqual({ dryRun: true, rows: 1, created: 0, errors: [] });
    expect(await mine()).toEqual([]);
  });

  it('reads a CSV in GBK and one with a byte order mark', async () => {
    // 成果名称\r\n膜材料\r\n in GBK
    const gbk = Buffer.from('b3c9b9fbc3fbb3c60d0ac4a4b2c4c1cf0d0a', 'hex');
    expect((await load('gbk.csv', gbk)).created).toBe(1);
    expect((await load('bom.csv', `\uFEFF成果名称\n纳滤膜\n`)).created).toBe(1);
    expect((await mine()).map((one) => one.title).sort()).toEqual(['纳滤膜', '膜材料'].sort());
  });

  it('reads XLSX and JSONL', async () => {
    const rows = [
      ['成果名称', '成熟度TRL', '关键词'],
      ['超滤膜', 7, '膜；水处理'],
    ];
    expect((await load('list.xlsx', await writeXlsx({ sheets: [{ name: '成果', rows }] }))).created).toBe(1);
    const lines = ['{"id":"EXT-1","title":"反渗透膜","trl":5}', '', '{"title":"电渗析膜"}'].join('\n');
    expect(await load('list.jsonl', lines)).toMatchObject({ rows: 2, created: 2 });
    expect(await mine()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ title: '超滤膜', trl: 7 }),
        expect.objectContaining({ title: '反渗透膜', code: 'EXT-1', trl: 5 }),
        expect.objectContaining({ title: '电渗析膜' }),
      ]),
    );
  });

  it('writes none of 50 rows when one is bad, and names row, column and reason of each fault', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `成果${i + 1},${i === 30 ? '十' : 6},技术许可`);
    rows[40] = ',6,物物交换';
    const report = await load('list.csv', ['成果名称,成熟度TRL,合作方式', ...rows].join('\n'));
    expect(report).toMatchObject({ rows: 50, created: 0 });
    expect(report.errors).toEqual([
      { row: 32, column: '成熟度TRL', reason: 'wrong_type', message: '类型不正确' },
      { row: 42, column: '成果名称', reason: 'required', message: '必填' },
      { row: 42, column: '合作方式', reason: 'unknown_value', message: '不是允许的值' },
    ]);
    expect(await mine()).toEqual([]);
  });

  it('refuses a code that is given twice or taken, by row', async () => {
    await load('list.jsonl', '{"id":"EXT-9","title":"甲"}');
    const report = await load(
      'list.jsonl',
      '{"id":"EXT-9","title":"乙"}\n{"id":"A","title":"丙"}\n{"id":"A","title":"丁"}\nnot json',
    );
    expect(report.errors.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'duplicate'],
      [3, 'duplicate'],
      [4, 'bad_format'],
    ]);
    expect(await mine()).toHaveLength(1);
  });

  it.each([
    ['a picture', 'photo.png', Buffer.from([1, 2, 3])],
    ['an XLSX that is none', 'list.xlsx', 'hello'],
    ['no heading', 'list.csv', 'a,b\n1,2\n'],
    ['an unknown column', 'list.csv', '成果名称,价钱\n膜,1\n'],
    ['no rows', 'list.csv', '成果名称\n'],
    ['an empty file', 'list.csv', ''],
    ['neither UTF-8 nor GBK', 'list.csv', Buffer.from([0xff, 0xff, 0x80, 0x0a])],
  ])('says why it cannot read %s', async (_, name, bytes) => {
    const problem = await unreadable(name, bytes);
    expect(problem).toMatchObject({ status: 422, code: 'unreadable_file' });
    expect(problem.detail!.length).toBeGreaterThan('文件无法读取：'.length);
    expect(await mine()).toEqual([]);
  });

  it('is for the owners of the kind, and needs a file', async () => {
    const needs = { query: { kind: 'need', dryRun: 'false' } };
    const file = { name: 'list.csv', bytes: Buffer.from('需求名称\n膜\n') };
    expect((await institute.agent.refused(importListings, needs, { file })).code).toBe('not_allowed');
    expect((await product.visitor().refused(importListings, needs, { file })).code).toBe('not_signed_in');
    const nothing = await institute.agent.refused(importListings, { query: { kind: 'technology' } });
    expect(nothing.fields).toMatchObject([{ field: 'file', reason: 'required' }]);
  });
});

describe('the template', () => {
  it.each(['csv', 'xlsx'] as const)('as %s downloads and imports as it is', async (format) => {
    const answer = await product
      .visitor()
      .send(readImportTemplate, { query: { kind: 'technology', format } });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toContain(`technology-template.${format}`);
    expect(await load(`template.${format}`, answer.body as Buffer)).toMatchObject({
      rows: 1,
      created: 1,
      errors: [],
    });
  });
});

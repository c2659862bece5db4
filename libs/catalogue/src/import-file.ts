import { TextDecoder } from 'node:util';
import { type Info, parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { contentSchema, type ListingKind } from './listing.js';
import { type ImportColumn, importColumns } from './import-columns.js';
import type { ListingContent } from '#contracts';

/** A row of the file that can be written. */
export interface ImportRow {
  row: number;
  code: string | null;
  content: ListingContent;
}
/** Why a cell was refused; `reason` is a code of the error table's field reasons. */
export interface ImportFault {
  row: number;
  column: string;
  reason: string;
  values?: Record<string, unknown>;
}
export interface ImportedFile {
  rows: number;
  good: ImportRow[];
  faults: ImportFault[];
}
/** The file as a whole cannot be read; the message says why, for people. */
export class UnreadableFile extends Error {}

const MAX_ROWS = 20_000;

interface RawRow {
  row: number;
  /** Content as given; null for a line that could not be read at all. */
  content: Record<string, unknown> | null;
  faults: ImportFault[];
}

/** Reads a CSV (UTF-8 or GBK), XLSX or JSONL file of technologies or needs; every bad row is reported, none is dropped. */
export async function readImportFile(
  kind: ListingKind,
  name: string,
  bytes: Uint8Array,
): Promise<ImportedFile> {
  const raw = await rawRows(kind, name, bytes);
  if (raw.length === 0) throw new UnreadableFile('文件中没有数据行 / the file has no data rows');
  if (raw.length > MAX_ROWS) throw new UnreadableFile(`超过 ${MAX_ROWS} 行 / more than ${MAX_ROWS} rows`);
  const result: ImportedFile = { rows: raw.length, good: [], faults: [] };
  const headings = new Map(importColumns[kind].map((column) => [column.field, column.heading]));
  const codes = new Map<string, number>();
  for (const { row, content, faults } of raw) {
    if (!content) {
      result.faults.push(...faults);
      continue;
    }
    const { code, ...rest } = content;
    if (typeof code === 'string' && code) {
      if (codes.has(code)) faults.push({ row, column: headings.get('code')!, reason: 'duplicate' });
      codes.set(code, row);
    }
    const parsed = contentSchema(kind).safeParse(rest);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const path = issue.path.map(String);
        const column =
          headings.get(path.slice(0, 2).join('.')) ?? headings.get(path[0] ?? '') ?? path.join('.');
        faults.push({ row, column, ...reasonOf(issue) });
      }
    }
    if (faults.length > 0 || !parsed.success) result.faults.push(...faults);
    else
      result.good.push({ row, code: typeof code === 'string' && code ? code : null, content: parsed.data });
  }
  return result;
}

function reasonOf(issue: {
  code: string;
  message: string;
  input?: unknown;
  minimum?: unknown;
  maximum?: unknown;
}) {
  if (issue.code === 'custom') return { reason: issue.message };
  if (issue.code === 'too_big') return { reason: 'too_long', values: { max: issue.maximum } };
  if (issue.code === 'too_small') return { reason: 'too_small', values: { min: issue.minimum } };
  if (issue.code === 'invalid_value') return { reason: 'unknown_value' };
  if (issue.code === 'invalid_type')
    return { reason: /undefined/.test(issue.message) ? 'required' : 'wrong_type' };
  return { reason: 'bad_format' };
}

async function rawRows(kind: ListingKind, name: string, bytes: Uint8Array): Promise<RawRow[]> {
  const extension = /\.(\w+)$/.exec(name.toLowerCase())?.[1];
  if (extension === 'xlsx') return fromTable(kind, await xlsxRows(bytes));
  if (extension === 'jsonl' || extension === 'ndjson') return fromLines(decode(bytes));
  if (extension === 'csv' || extension === 'txt') return fromTable(kind, csvRows(decode(bytes)));
  throw new UnreadableFile('请使用 CSV、XLSX 或 JSONL 文件 / use a CSV, XLSX or JSONL file');
}

function decode(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gbk']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding may fit.
    }
  }
  throw new UnreadableFile('编码应为 UTF-8 或 GBK / the encoding should be UTF-8 or GBK');
}

function csvRows(text: string): { line: number; cells: string[] }[] {
  try {
    const rows = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    return (rows as unknown as { record: string[]; info: Info }[]).map(({ record, info }) => ({
      line: info.lines,
      cells: record,
    }));
  } catch (error) {
    throw new UnreadableFile((error as Error).message);
  }
}

async function xlsxRows(bytes: Uint8Array): Promise<{ line: number; cells: string[] }[]> {
  try {
    const workbook = await readXlsx(bytes);
    const rows = workbook.sheets[0]?.rows ?? [];
    return rows
      .map((cells, i) => ({ line: i + 1, cells: cells.map(cellText) }))
      .filter(({ cells }) => cells.some(Boolean));
  } catch (error) {
    throw new UnreadableFile((error as Error).message);
  }
}

const cellText = (cell: unknown): string => {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (cell === null || cell === undefined || typeof cell === 'object') return '';
  return typeof cell === 'string' ? cell.trim() : JSON.stringify(cell);
};

function fromTable(kind: ListingKind, rows: { line: number; cells: string[] }[]): RawRow[] {
  const [head, ...body] = rows;
  const columns = importColumns[kind];
  const known = (head?.cells ?? []).map((heading) =>
    columns.find((column) => column.heading === heading || column.field === heading),
  );
  const titled = known.some((column) => column?.field === 'title');
  if (!titled) {
    const title = columns.find((column) => column.field === 'title')!.heading;
    throw new UnreadableFile(`第一行应有列名“${title}” / the first row needs the heading “${title}”`);
  }
  const strange = head!.cells.filter((heading, i) => heading && !known[i]);
  if (strange.length > 0) {
    throw new UnreadableFile(`不认识的列：${strange.join('、')} / unknown columns`);
  }
  return body.map(({ line, cells }) => ({ row: line, content: contentOf(known, cells), faults: [] }));
}

function contentOf(columns: (ImportColumn | undefined)[], cells: string[]): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  columns.forEach((column, i) => {
    const cell = cells[i];
    if (!column || !cell) return;
    const [outer, inner] = column.field.split('.') as [string, string | undefined];
    if (inner) content[outer] = { ...(content[outer] as object | undefined), [inner]: column.read(cell) };
    else content[outer] = column.read(cell);
  });
  // A price without a kind is a range.
  const price = content['price'] as Record<string, unknown> | undefined;
  if (price && !price['kind']) price['kind'] = 'range';
  return content;
}

/** JSON lines use the field names of the API; `id` becomes the code. Unknown fields are refused, not dropped. */
function fromLines(text: string): RawRow[] {
  return text.split(/\r?\n/).flatMap((line, i): RawRow[] => {
    if (!line.trim()) return [];
    const row = i + 1;
    try {
      const value: unknown = JSON.parse(line);
      if (value === null || typeof value !== 'object' || Array.isArray(value))
        throw new Error('not an object');
      const { id, ...content } = value as Record<string, unknown>;
      return [
        {
          row,
          content:
            id === undefined
              ? content
              : { code: typeof id === 'string' ? id : JSON.stringify(id), ...content },
          faults: [],
        },
      ];
    } catch {
      return [{ row, content: null, faults: [{ row, column: '-', reason: 'bad_format' }] }];
    }
  });
}

import { writeXlsx } from 'hucre/xlsx';
import { importColumns } from './import-columns.js';
import type { ListingKind } from './listing.js';

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A template with the headings and one example row. CSV starts with a BOM, so that Excel reads it as UTF-8. */
export async function importTemplate(kind: ListingKind, format: 'csv' | 'xlsx'): Promise<Uint8Array> {
  const columns = importColumns[kind];
  const rows = [columns.map((column) => column.heading), columns.map((column) => column.example)];
  if (format === 'csv') {
    return Buffer.from(`\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`);
  }
  return writeXlsx({ sheets: [{ name: kind === 'technology' ? '技术成果' : '技术需求', rows }] });
}

import { disarmFormula } from '#contracts';

/** A cell that a spreadsheet would take for a formula is disarmed; quotes are doubled. */
function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  return `"${disarmFormula(value ?? '').replaceAll('"', '""')}"`;
}

/** Hands rows to the reader as a CSV file that Excel opens with its Chinese intact. */
export function downloadCsv(fileName: string, rows: (string | number | null)[][]) {
  const content = rows.map((row) => row.map(cell).join(',')).join('\r\n');
  const url = URL.createObjectURL(new Blob(['\ufeff', content, '\r\n'], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName.replace(/[\\/:*?"<>|]/g, '-')}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}

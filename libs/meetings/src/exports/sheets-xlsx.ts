import { writeXlsx } from 'hucre/xlsx';
import type { Sheets } from './sheets.js';

const HEADING_ROW = 1;

/** A text that a spreadsheet could take for a formula is disarmed, also for whoever saves it as CSV. */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
/** Table numbers are numbers, so that they sort as such. */
const cellOf = (text: string): string | number => (/^\d{1,9}$/.test(text) ? Number(text) : safe(text));

/** All sections in one sheet that can be filtered: a title, the headings, then the rows with the keys in front. */
export function sheetsXlsx(sheets: Sheets): Promise<Uint8Array> {
  const headings = [...sheets.keyColumns, ...sheets.columns.map(({ title }) => title)];
  const rows = sheets.sections.flatMap(({ keys, rows }) => rows.map((row) => [...keys, ...row].map(cellOf)));
  const title = [sheets.stamp, sheets.title, sheets.note].filter(Boolean).join(' · ');
  return writeXlsx({
    sheets: [
      {
        name: sheets.title.replaceAll(/[\\/?*[\]:：]/g, ' ').slice(0, 31),
        rows: [[safe(title)], headings, ...rows],
        columns: [
          ...sheets.keyColumns.map(() => ({ width: 28 })),
          ...sheets.columns.map(({ width }) => ({ width: width || (sheets.isWall ? 14 : 44) })),
        ],
        freezePane: { rows: HEADING_ROW + 1 },
        pageSetup: { orientation: 'landscape' },
      },
    ],
  });
}

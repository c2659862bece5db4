import { writeXlsx } from 'hucre/xlsx';
import { disarmFormula } from '#contracts';
import type { Sheets } from './sheets.js';

const HEADING_ROW = 1;

/** Table numbers are numbers, so that they sort as such; no text is taken for a formula, also when saved as CSV. */
const cellOf = (text: string): string | number =>
  /^\d{1,9}$/.test(text) ? Number(text) : disarmFormula(text);

/** All sections in one sheet that can be filtered: a title, the headings, then the rows with the keys in front. */
export function sheetsXlsx(sheets: Sheets): Promise<Uint8Array> {
  const headings = [...sheets.keyColumns, ...sheets.columns.map(({ title }) => title)];
  const rows = sheets.sections.flatMap(({ keys, rows }) => rows.map((row) => [...keys, ...row].map(cellOf)));
  const title = [sheets.stamp, sheets.title, sheets.note].filter(Boolean).join(' · ');
  return writeXlsx({
    sheets: [
      {
        name: sheets.title.replaceAll(/[\\/?*[\]:：]/g, ' ').slice(0, 31),
        rows: [[disarmFormula(title)], headings, ...rows],
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

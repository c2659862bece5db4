import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Sheets } from './sheets.js';

const HEADING_PT = { paper: 30, wall: 34 };
const NUMBER_PT = 26;
const TEXT_PT = { paper: 11, wall: 20 };

/** The document of the PDF maker: a page for each section; for the wall one table in large type that runs on. */
export function pdfDocument(sheets: Sheets): TDocumentDefinitions {
  const size = sheets.isWall ? 'wall' : 'paper';
  const text = TEXT_PT[size];
  return {
    info: { title: `${sheets.title} ${sheets.note}` },
    pageSize: sheets.isWall ? 'A3' : 'A4',
    pageOrientation: sheets.isWall ? 'landscape' : 'portrait',
    pageMargins: sheets.isWall ? [40, 40, 40, 50] : [40, 44, 40, 48],
    defaultStyle: { font: 'NotoSansSC', fontSize: text, lineHeight: 1.15 },
    ...(sheets.stamp && { watermark: { text: sheets.stamp, opacity: 0.07, bold: true } }),
    footer: (page: number, pages: number) => ({
      columns: [
        { text: [sheets.stamp, sheets.note].filter(Boolean).join(' · ') },
        { text: `${page} / ${pages}`, alignment: 'right', width: 60 },
      ],
      fontSize: sheets.isWall ? 12 : 9,
      color: '#4b5870',
      margin: [40, 12, 40, 0],
    }),
    content: sheets.sections.map((section, i): Content => {
      const widths = sheets.columns.map(({ width }) => (width === 0 ? '*' : width * text * 0.52));
      // From afar it is the numbers that are looked for.
      const row = (cells: string[]) =>
        cells.map((text, column) =>
          sheets.isWall && column > 0
            ? { text, bold: true, fontSize: NUMBER_PT, alignment: 'center' as const }
            : text,
        );
      const head = sheets.columns.map(({ title }, column) => ({
        text: title,
        bold: true,
        alignment: sheets.isWall && column > 0 ? ('center' as const) : ('left' as const),
      }));
      return {
        stack: [
          { text: section.heading, fontSize: HEADING_PT[size], bold: true },
          ...(section.subheading ? [{ text: section.subheading, fontSize: 16 }] : []),
          {
            text: sheets.title === section.heading ? sheets.note : `${sheets.title} · ${sheets.note}`,
            color: '#4b5870',
            margin: [0, 2, 0, 12],
          },
          {
            layout: {
              hLineWidth: () => 0.5,
              vLineWidth: () => 0,
              hLineColor: () => '#9aa4b5',
              paddingTop: () => 5,
              paddingBottom: () => 5,
            },
            table: { headerRows: 1, dontBreakRows: true, widths, body: [head, ...section.rows.map(row)] },
          },
        ],
        ...(i > 0 && { pageBreak: 'before' as const }),
      };
    }),
  };
}

import type { BoardSnapshot } from '#contracts';

/** A Han glyph of 65 mm is read from 10 m (22 arc minutes). */
const glyphMmPerMetre = 6.5;
const rowLines = 1.5;
/** What head and foot take of the 1080 lines, and a notice besides. */
const frameLines = 192;
const noticeLines = 100;
const columnGap = 64;

interface WallContent {
  tables: number;
  notice: boolean;
}
export interface WallLayout {
  /** Height of a glyph in 1/1080 of the screen's height. */
  glyph: number;
  rows: number;
  columns: 1 | 2;
  /** Glyphs that an organisation's name has room for. */
  nameGlyphs: number;
}

/** How large the letters are and how many lines a page holds, for a screen of `heightMm` read from `distanceM`. */
export function wallLayout(heightMm: number, distanceM: number, { tables, notice }: WallContent): WallLayout {
  const needed = (glyphMmPerMetre * distanceM * 1080) / heightMm;
  const glyph = Math.round(Math.min(150, Math.max(36, needed)));
  const columns = glyph > 90 ? 1 : 2;
  const room = 1080 - frameLines - (notice ? noticeLines : 0);
  const rows = Math.max(2, Math.floor(room / (glyph * rowLines)));
  const width = (1920 * 0.95 - columnGap * (columns - 1)) / columns;
  // The table's number with its word and the gap before it.
  const numberGlyphs = 1.9 + 0.6 * String(tables).length;
  return { glyph, rows, columns, nameGlyphs: width / glyph - numberGlyphs };
}

export interface WallEntry {
  name: string;
  /** Which of several people; null where one comes. */
  representative: number | null;
  table: number;
}

const byPinyin = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });
const legalForm = /(股份有限公司|有限责任公司|有限公司)$/;

/** Who sits where in a round, in the order of pinyin. */
export function wallEntries(snapshot: BoardSnapshot, round: number): WallEntry[] {
  return snapshot.meetings
    .filter(
      (meeting) => meeting.round === round && meeting.state !== 'cancelled' && meeting.state !== 'moved',
    )
    .flatMap(({ a, b, third, representativeA, representativeB, table }) => [
      { name: a.replace(legalForm, ''), representative: representativeA, table },
      { name: b.replace(legalForm, ''), representative: representativeB, table },
      ...(third === null ? [] : [{ name: third.replace(legalForm, ''), representative: null, table }]),
    ])
    .sort((x, y) => byPinyin.compare(x.name, y.name) || (x.representative ?? 0) - (y.representative ?? 0));
}

export function pagesOf<T>(entries: T[], size: number): T[][] {
  const pages: T[][] = [];
  for (let from = 0; from < entries.length; from += size) pages.push(entries.slice(from, from + size));
  return pages;
}

/** A table of text with what names it. */
export interface Section {
  /** Large, above the table on paper. */
  heading: string;
  subheading?: string;
  /** The same as columns, where all sections stand in one sheet. */
  keys: string[];
  rows: string[][];
}

/** What is exported, independent of the file format. */
export interface Sheets {
  title: string;
  /** Event, place, version. */
  note: string;
  /** Without its ending. */
  fileName: string;
  /** Across the page where it is not what everybody sees; null otherwise. */
  stamp: string | null;
  keyColumns: string[];
  /** Widths in characters; 0 takes what is left. */
  columns: { title: string; width: number }[];
  sections: Section[];
  /** Read from afar, on one wall: A3 across, large type. */
  isWall: boolean;
}

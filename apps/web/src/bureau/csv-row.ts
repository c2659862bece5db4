type Cell = string | number | null;

/** Line breaks and full-width signs also start a formula in some spreadsheets; `downloadCsv` disarms the rest. */
export const csvRow = (cells: Cell[]): Cell[] =>
  cells.map((cell) =>
    typeof cell === 'string' && /^\s*[\n=+\-@＝＋－＠]/.test(cell) && !/^[=+\-@\t\r]/.test(cell)
      ? `'${cell}`
      : cell,
  );

/**
 * A text for a cell of a file that spreadsheets open: one that they could take for a formula gets an apostrophe in
 * front. Line breaks and full-width signs start one in some of them too.
 */
export const disarmFormula = (text: string): string =>
  /^(?:[\t\r]|\s*[\n=+\-@＝＋－＠])/.test(text) ? `'${text}` : text;

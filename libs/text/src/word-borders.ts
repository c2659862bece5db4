const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Code-unit positions at which a word begins or ends, by the dictionary of the runtime's ICU, both ends of the text
 * included. Dictionaries differ a little between Node versions: use it to tidy a quote, not to index.
 */
export function wordBorders(text: string): Set<number> {
  const borders = new Set([text.length]);
  for (const { index } of segmenter.segment(text)) borders.add(index);
  return borders;
}

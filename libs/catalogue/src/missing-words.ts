import type { NeedContent } from '#contracts';
import { tokens, wordBorders } from '#text';

const figure = /^[\d.,%℃°]+$/;

/** The words of what a need asks for: its title, keywords and targets, each once; no figures, no single characters. */
export function needWords(need: NeedContent): string[] {
  const text = [need.title, ...(need.keywords ?? []), ...(need.targets ?? []).map(({ name }) => name)].join(
    '\n',
  );
  const borders = [...wordBorders(text)].sort((a, b) => a - b);
  const words = borders.map((border, i) =>
    text
      .slice(borders[i - 1] ?? 0, border)
      .trim()
      .toLowerCase(),
  );
  return [...new Set(words)].filter(
    (word) => word.length > 1 && !figure.test(word) && tokens(word).length > 0,
  );
}

/**
 * Those of the words that no text has: `answered` tells whether some text has an index term. A word of Han characters is
 * missing when one of its neighbouring pairs is.
 */
export function missingWords(words: string[], answered: (term: string) => boolean): string[] {
  return words.filter((word) => {
    const terms = tokens(word).map(({ term }) => term);
    const pairs = terms.filter((term) => term.length > 1);
    return (pairs.length > 0 ? pairs : terms).some((term) => !answered(term));
  });
}

import type { NeedContent } from '#contracts';
import { tokens, wordBorders } from '#text';

const figure = /^[\d.,%℃°]+$/;

/** What a need asks for in words: its keywords, or the words of its title where it has none; no figures. */
export function needWords({ title, keywords = [] }: NeedContent): string[] {
  const words = keywords.length > 0 ? keywords : wordsOf(title);
  return [...new Set(words.map((word) => word.trim().toLowerCase()))].filter(
    (word) => word.length > 1 && !figure.test(word) && tokens(word).length > 0,
  );
}

function wordsOf(text: string): string[] {
  const borders = [...wordBorders(text)].sort((a, b) => a - b);
  return borders.map((border, i) => text.slice(borders[i - 1] ?? 0, border));
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

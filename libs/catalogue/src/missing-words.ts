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

/** The index terms of which a word is missing where one is: its neighbouring pairs of Han characters, else its words. */
export function termsOf(word: string): string[] {
  const terms = tokens(word).map(({ term }) => term);
  const pairs = terms.filter((term) => term.length > 1);
  return pairs.length > 0 ? pairs : terms;
}

/** Those of the words that no text has: `answered` are the index terms that some text has. */
export function missingWords(words: string[], answered: ReadonlySet<string>): string[] {
  return words.filter((word) => termsOf(word).some((term) => !answered.has(term)));
}

/** A query as people type it, taken apart. */
export interface ParsedQuery {
  /** What is looked for: everything but what is excluded; the phrases stand in it too. */
  text: string;
  /** What must stand in a document as it is. */
  phrases: string[];
  /** What must not stand in a document. */
  excluded: string[];
}

/** A quoted part, with the minus sign before it if one stands there. */
const quoted = /(?:(?<=^|\s)([-－]))?["“”„「『]([^"“”„「」『』]*)["“”」』]/gu;
const minusWord = /(?<=^|\s)[-－]+(?=[^\s\-－])(\S+)/gu;

/** So many phrases, and so many excluded ones, are looked for: each may have to be read in every document. */
const MOST_PHRASES = 32;

/** Takes apart `"phrases in quotes"`, `-excluded` words and `-"excluded phrases"`; a lone quote means nothing. */
export function parseQuery(query: string): ParsedQuery {
  const phrases: string[] = [];
  const excluded: string[] = [];
  const unquoted = query.replace(quoted, (_, minus: string | undefined, phrase: string) => {
    (minus ? excluded : phrases).push(phrase);
    return minus ? ' ' : ` ${phrase} `;
  });
  const text = unquoted.replace(minusWord, (_, word: string) => {
    excluded.push(word);
    return '';
  });
  return { text, phrases: asked(phrases), excluded: asked(excluded) };
}

/** Those that say something, each once. */
function asked(phrases: readonly string[]): string[] {
  return [...new Set(phrases)].filter(saysSomething).slice(0, MOST_PHRASES);
}

export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

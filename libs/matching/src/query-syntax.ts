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
  return { text, phrases: phrases.filter(saysSomething), excluded: excluded.filter(saysSomething) };
}

export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

import { normalise } from '#text';
import type { DocumentStore } from './document-store.js';
import type { PostingList } from './postings.js';
import { BREAK, FIELD_END, pairKey, readStored, STORED_HAN, STORED_WORD } from './unit-codes.js';

/** So many texts, spread over all that may hold a term, are read for what they give in brackets. */
const READ = 300;
/** So many of them must give a name the same short form. */
const LEAST_AGREEING = 2;
/** Of the texts that give this short form to some name, such a share must give it to this one. */
const LEAST_SHARE = 0.5;
/** A part of a query that may have a short form; shorter words mostly stand before a bracket by accident. */
const NAME = /(?<![\p{L}\p{N}-])\p{Script=Han}{3,16}(?![\p{L}\p{N}-])/gu;
const SHORT_FORM = /^[a-z][a-z\d]{1,7}$/;

const GAP = String.fromCharCode(BREAK);
const AFTER = `[${GAP}${String.fromCharCode(FIELD_END)}]`;
const IN_BRACKETS = new RegExp(`^(${STORED_WORD})${AFTER}`);

const read = new Uint32Array(1);

/**
 * The query with the short form of a name in place of it, once for each name to which several documents give one behind
 * it, as in 合成孔径雷达(SAR).
 */
export function withAbbreviations(query: string, store: DocumentStore): string[] {
  const text = normalise(query);
  return [...new Set(text.match(NAME))].flatMap((name) => {
    const short = shortFormOf(name, store);
    return short === undefined || text.includes(short)
      ? []
      : [text.replace(NAME, (other) => (other === name ? short : other))];
  });
}

/** The short form that most documents give to a name and mostly to no other. */
function shortFormOf(name: string, store: DocumentStore): string | undefined {
  const pairs = Array.from({ length: name.length - 1 }, (_, i) =>
    pairKey(name.charCodeAt(i), name.charCodeAt(i + 1)),
  );
  const given = new Map<string, number>();
  const named = name + GAP;
  for (const text of textsWith(pairs, store)) {
    // An expression for each name would take longer to make than its texts to read.
    const at = text.indexOf(named);
    if (at < 0) continue;
    const short = IN_BRACKETS.exec(text.slice(at + named.length, at + named.length + 3))?.[1];
    if (short !== undefined) given.set(short, (given.get(short) ?? 0) + 1);
  }
  const agreed = [...given].filter(([, times]) => times >= LEAST_AGREEING).sort((a, b) => b[1] - a[1]);
  for (const [stored] of agreed) {
    readStored(stored, read);
    const code = read[0]!;
    const word = store.codes.wordOf(code);
    if (SHORT_FORM.test(word) && isMostly(name, stored, code, store)) return word;
  }
  return undefined;
}

/** Whether a word in brackets mostly stands behind this name, and not always behind a longer one. */
function isMostly(name: string, stored: string, code: number, store: DocumentStore): boolean {
  const before = new RegExp(`(${STORED_HAN}+)${GAP}${stored}${AFTER}`);
  const goesOn = new Set<string | undefined>();
  let all = 0;
  let here = 0;
  for (const text of textsWith([code], store)) {
    const named = before.exec(text)?.[1];
    if (named === undefined) continue;
    all++;
    if (!named.endsWith(name)) continue;
    here++;
    goesOn.add(named.at(-name.length - 1));
  }
  return here >= LEAST_SHARE * all && (goesOn.size > 1 || goesOn.has(undefined));
}

/** Up to {@link READ} texts with the one of some terms that the fewest have; none if one has no text. */
function textsWith(keys: readonly number[], { table, postings, texts }: DocumentStore): string[] {
  let shortest: PostingList | undefined;
  for (const key of keys) {
    const number = table.find(key);
    if (number < 0 || postings.length(number) === 0) return [];
    const list = postings.list(number);
    if (!shortest || list.end - list.from < shortest.end - shortest.from) shortest = list;
  }
  if (!shortest) return [];
  const { slots, from, end } = shortest;
  const step = Math.max(1, (end - from) / READ);
  return Array.from(
    { length: Math.min(READ, end - from) },
    (_, i) => texts[slots[from + Math.floor(i * step)]!]!,
  );
}

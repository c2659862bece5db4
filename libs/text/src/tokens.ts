import { normaliseWithOffsets } from './normalise.js';

/** One Han character, or one whole run of other letters and digits, at `[start, end)` of the original string. */
export interface Unit {
  text: string;
  start: number;
  end: number;
  han: boolean;
  /** Nothing but spaces on the same line stands between this unit and the one before. */
  joined: boolean;
}

/** An index term with its place in the original string: a Han character, a pair of them, or a whole word. */
export interface Token {
  term: string;
  start: number;
  end: number;
}

const LONGEST_WORD = 64;
const hanBeyondBasic = /\p{Script=Han}/u;
const mark = /\p{M}/u;
const letterOrDigit = /[\p{L}\p{N}\p{M}]/u;

/** One string for all places of a character: it is hashed once. */
const characters: (string | undefined)[] = Array.from({ length: 0xa000 - 0x4e00 });

function characterOf(code: number): string {
  if (code < 0x4e00 || code > 0x9fff) return String.fromCodePoint(code);
  return (characters[code - 0x4e00] ??= String.fromCharCode(code));
}

function isHan(code: number): boolean {
  if (code >= 0x4e00 && code <= 0x9fff) return true;
  return code >= 0x2e80 && hanBeyondBasic.test(String.fromCodePoint(code));
}

function isWordCharacter(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
  return letterOrDigit.test(String.fromCodePoint(code)) && !isHan(code);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** End of the word that starts at `from`; a point between two digits belongs to it (3.5). */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.codePointAt(at)!;
    const decimalPoint =
      code === 0x2e && at > from && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
    if (!decimalPoint && !isWordCharacter(code)) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

/** No mark stands among ASCII and the Han characters, which are most of our text. */
function mayBeMark(code: number): boolean {
  return code >= 0x300 && (code < 0x4e00 || code > 0x9fff);
}

/** End of the combining marks that stand at `from`: they belong to the character before and are no word of their own. */
function markedEnd(text: string, from: number): number {
  let at = from;
  while (
    at < text.length &&
    mayBeMark(text.charCodeAt(at)) &&
    mark.test(String.fromCodePoint(text.codePointAt(at)!))
  ) {
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return at;
}

/** Splits a text into Han characters and whole words in reading order; punctuation only breaks `joined`. */
export function units(original: string): Unit[] {
  const { text, offsets } = normaliseWithOffsets(original);
  const found: Unit[] = [];
  let joined = false;
  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at)!;
    const han = isHan(code);
    const end = han ? markedEnd(text, at + (code > 0xffff ? 2 : 1)) : wordEnd(text, at);
    if (end === at) {
      const lineBreak = code === 0x20 && /[\n\r\f\v\u2028\u2029]/.test(original.charAt(offsets[at]!));
      if (code !== 0x20 || lineBreak) joined = false;
      at += code > 0xffff ? 2 : 1;
      continue;
    }
    found.push({
      text: han ? characterOf(code) : text.slice(at, Math.min(end, at + LONGEST_WORD)),
      start: offsets[at]!,
      end: endInOriginal(offsets, end),
      han,
      joined: joined && found.length > 0,
    });
    joined = true;
    at = end;
  }
  return found;
}

/** One original character may have become several (㎡ → m2): its end is where the next one begins. */
function endInOriginal(offsets: readonly number[], end: number): number {
  const last = offsets[end - 1]!;
  let next = end;
  while (next < offsets.length - 1 && offsets[next] === last) next++;
  return offsets[next]!;
}

/**
 * The index terms of a text in reading order: single characters and neighbouring pairs of Han (also across a space, so
 * that segmented titles like “锂离子 电池” meet running text), whole lower-cased words otherwise (5g, al2o3, trl7).
 * Positions are code units of the original string.
 */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let before: Unit | undefined;
  for (const unit of units(text)) {
    if (before?.han && unit.han && unit.joined) {
      found.push({ term: before.text + unit.text, start: before.start, end: unit.end });
    }
    found.push({ term: unit.text, start: unit.start, end: unit.end });
    before = unit;
  }
  return found;
}

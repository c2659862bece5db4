import { units } from '#text';
import { FIELDS, type IndexedFields } from './fields.js';

const FIRST_WORD = 0x10000;
const FIRST_HAN = 0x2e80;
/** A word takes two code units of a stored text; neither may look like a mark or a Han character. */
const WORD_UNIT = 0x100;
const LOW_BITS = 12;
const LOW_MASK = 0xfff;

/** Stands in a stored text, and in what {@link readStored} gives, between two fields. */
export const FIELD_END = 0;
/** Stands before a unit that does not join the one before it. */
export const BREAK = 1;
/** A regular expression for one word in a stored text. */
export const STORED_WORD = '[\\u0100-\\u2e7f]{2}';
/** A regular expression for one Han character in a stored text. */
export const STORED_HAN = '[\\u2e80-\\uffff]';

/**
 * Numbers for units of text: a Han character of the basic plane is its own code, every other unit is a numbered word.
 * The key of a term is one code, or two Han codes in one number of 32 bits.
 */
export class UnitCodes {
  private readonly numbers = new Map<string, number>();

  /** All numbered words in order, for a snapshot. */
  readonly words: string[] = [];

  /** The word of a code that {@link add} gave for one. */
  wordOf(code: number): string {
    return this.words[code - FIRST_WORD]!;
  }

  /** The code of a unit; undefined for a word that no text has brought. */
  find(unit: string): number | undefined {
    return this.numbers.get(unit) ?? (isHanCode(unit) ? unit.charCodeAt(0) : undefined);
  }

  /** The key of an index term as `tokens` of #text writes it; undefined if no text can hold it. */
  keyOf(term: string): number | undefined {
    const word = this.numbers.get(term);
    if (word !== undefined) return word;
    if (term.length === 1) return term.charCodeAt(0);
    return term.length === 2 ? pairKey(term.charCodeAt(0), term.charCodeAt(1)) : undefined;
  }

  add(unit: string, han: boolean): number {
    if (han && isHanCode(unit)) return unit.charCodeAt(0);
    const known = this.numbers.get(unit);
    if (known !== undefined) return known;
    const code = FIRST_WORD + this.numbers.size;
    this.numbers.set(unit, code);
    this.words.push(unit);
    return code;
  }

  /** The fields as one string of codes, short and quick to read again; unknown words get their number. */
  store(fields: IndexedFields): string {
    const stored: string[] = [];
    for (const name of FIELDS) {
      let first = true;
      for (const unit of units(fields[name] ?? '')) {
        if (!unit.joined && !first) stored.push(String.fromCharCode(BREAK));
        const code = this.add(unit.text, unit.han);
        stored.push(code < FIRST_WORD ? unit.text : wordUnits(code - FIRST_WORD));
        first = false;
      }
      stored.push(String.fromCharCode(FIELD_END));
    }
    return stored.join('');
  }
}

export function isHan(code: number): boolean {
  return code < FIRST_WORD && code >= FIRST_HAN;
}

/** Key of the pair of two Han codes. */
export function pairKey(first: number, second: number): number {
  return ((first << 16) | second) >>> 0;
}

/** Reads a stored text into codes and marks; gives how many, at most one per code unit of `stored`. */
export function readStored(stored: string, into: Uint32Array): number {
  let length = 0;
  for (let at = 0; at < stored.length; at++) {
    const unit = stored.charCodeAt(at);
    if (unit >= FIRST_HAN || unit < WORD_UNIT) into[length++] = unit;
    else {
      const low = stored.charCodeAt(++at) - WORD_UNIT;
      into[length++] = FIRST_WORD + (((unit - WORD_UNIT) << LOW_BITS) | low);
    }
  }
  return length;
}

function isHanCode(unit: string): boolean {
  return unit.length === 1 && unit.charCodeAt(0) >= FIRST_HAN;
}

function wordUnits(number: number): string {
  return String.fromCharCode(WORD_UNIT + (number >>> LOW_BITS), WORD_UNIT + (number & LOW_MASK));
}

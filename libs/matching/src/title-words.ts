import { wordsOf } from '#text';
import type { AskedUnit } from './asked-units.js';
import { BREAK, FIELD_END, isHan, readStored } from './unit-codes.js';

let read = new Uint32Array(256);

/** How many units each word of a stored text's title has, in order, as one code unit each. */
export function titleWordLengths(stored: string): string {
  const title = stored.slice(0, stored.indexOf(String.fromCharCode(FIELD_END)));
  if (read.length < title.length) read = new Uint32Array(2 * title.length);
  const length = readStored(title, read);
  const lengths: number[] = [];
  let run = '';
  for (let at = 0; at <= length; at++) {
    const code = at < length ? read[at]! : BREAK;
    if (isHan(code)) run += String.fromCharCode(code);
    else {
      if (run !== '') lengths.push(...wordsOf(run).map((word) => word.length));
      run = '';
      if (code !== BREAK) lengths.push(1);
    }
  }
  return String.fromCharCode(...lengths);
}

/** Finds the words of titles in a query: a title whose words the query cuts in two speaks of something else. */
export class TitleWords {
  /** 1 for the places of the query that whole words of the title last read cover. */
  private readonly covered: Uint8Array;

  constructor(mostUnits: number) {
    this.covered = new Uint8Array(mostUnits);
  }

  /**
   * Reads a title with its {@link titleWordLengths}; gives the weight of what its whole words cover of the query, words
   * of at least two characters or of no Han.
   */
  read(asked: readonly AskedUnit[], title: ArrayLike<number>, lengths: string): number {
    this.covered.fill(0, 0, asked.length);
    let weight = 0;
    for (let word = 0, from = 0; word < lengths.length; word++) {
      const length = lengths.charCodeAt(word);
      for (let place = 0; place + length <= asked.length; place++) {
        if (length === 1 && isHan(title[from]!)) break;
        if (heldFrom(asked, place, title, from, length) < length) continue;
        weight += this.open(asked, place, place + length);
        this.covered.fill(1, place, place + length);
      }
      from += length;
    }
    return weight;
  }

  /** What more the words of the title last read cover if one of them lacks a character in the query. */
  slipped(asked: readonly AskedUnit[], title: ArrayLike<number>, lengths: string): number {
    let most = 0;
    for (let word = 0, from = 0; word < lengths.length; word++) {
      const length = lengths.charCodeAt(word);
      const rest = length - 1;
      for (let place = 0; place + rest <= asked.length; place++) {
        if (rest === 0) break;
        if (this.covered[place] === 1) continue;
        const held = heldFrom(asked, place, title, from, rest);
        const left = rest - held;
        if (left > 0 && heldFrom(asked, place + held, title, from + held + 1, left, held > 0) < left)
          continue;
        most = Math.max(most, this.open(asked, place, place + rest));
      }
      from += length;
    }
    return most;
  }

  /** Weight of the places in `[from, end)` that no whole word covers. */
  open(asked: readonly AskedUnit[], from: number, end: number): number {
    let weight = 0;
    for (let i = from; i < end; i++) {
      if (this.covered[i] === 0) weight += asked[i]!.weight + asked[i]!.pairWeight;
    }
    return weight;
  }
}

/**
 * How many of `length` units of the title from `from` on stand in the query from `place` on, joined to each other, and
 * to what stands before if `joined`.
 */
function heldFrom(
  asked: readonly AskedUnit[],
  place: number,
  title: ArrayLike<number>,
  from: number,
  length: number,
  joined = false,
): number {
  for (let i = 0; i < length; i++) {
    const { code, first } = asked[place + i]!;
    if (code !== title[from + i] || (first && (i > 0 || joined))) return i;
  }
  return length;
}

import { syllablesOf } from '#text';
import { labelCodes } from './label-codes.js';

/** How a pattern, or the beginning of it, met a text. */
export interface SoundMatch {
  /** Where the match ends in the text. */
  end: number;
  /** How much of the pattern was met, in code units. */
  met: number;
  /** How many of these stand in the text as they are or spell whole syllables of it. */
  exact: number;
}

/** Nobody types more than this by sound at once. */
export const LONGEST_BY_SOUND = 64;
const LONGEST_PATTERN = 48;
/** The code of a. */
export const FIRST_LETTER = 0x61;
export const LETTERS = 26;
const OTHER = 1 << 31;
/** Stands for a unit of which nothing need be asked: the match may end before it, or go on by more than letters. */
const ANYTHING = -1;
/** The bit of no letter. */
const NOTHING = 1 << 30;

/** By code unit: one bit for each letter with which its sound begins, 0 for one not asked for yet. */
const beginnings = new Int32Array(0x10000);
/** All syllables of the code units that were asked for. */
const syllables = new Set<string>();

/** Looked up once per character, which takes long: so that no question has to, whoever keeps texts asks before. */
export function beginningsOf(code: number): number {
  const known = beginnings[code]!;
  if (known !== 0) return known;
  for (const syllable of syllablesOf(code)) syllables.add(syllable);
  const letters = isLetter(code) ? [code] : syllablesOf(code).map((syllable) => syllable.charCodeAt(0));
  return (beginnings[code] = letters.reduce((bits, letter) => bits | (1 << (letter - FIRST_LETTER)), OTHER));
}

/** A bit for each letter with which the sound of a code unit begins; none for one without sound. */
export const lettersOf = (code: number): number => beginningsOf(code) & ((1 << LETTERS) - 1);

/** Whether a code unit is a letter from a to z. */
export function isLetter(code: number): boolean {
  return code >= FIRST_LETTER && code < FIRST_LETTER + LETTERS;
}

/** Places of a pattern to which a text has led, each once, and how much of what lies before each is exact. */
class Places {
  readonly at = new Uint8Array(LONGEST_PATTERN + 1);
  readonly exact = new Uint8Array(LONGEST_PATTERN + 1);
  size = 0;
}

/**
 * A query as it may be typed: Han characters, pinyin in full, initials, the beginning of a last syllable, or all mixed.
 * A letter meets itself; letters meet a Han character by one of its syllables or by its first letter.
 */
export class SoundPattern {
  readonly codes: string;
  /** By the first code unit of a match: a bit for every letter with which the one after it may begin, or ANYTHING. */
  private followers: Int32Array | undefined;
  private reached = new Places();
  private next = new Places();

  constructor(query: string) {
    this.codes = labelCodes(query.replaceAll(/['’]/g, '')).slice(0, LONGEST_PATTERN);
  }

  /** A bit for each letter with which what follows the first code unit of a match may begin. */
  get seconds(): number {
    const { codes } = this;
    const first = [...syllables].filter((one) => codes.startsWith(one) || one.startsWith(codes));
    return [codes.slice(0, 1), ...first].reduce((bits, { length }) => {
      const wanted = codes.charCodeAt(length);
      return bits | (isLetter(wanted) ? 1 << (wanted - FIRST_LETTER) : ANYTHING);
    }, 0);
  }

  /** Whether a match may begin with these two code units of a text; 0 stands for its end. */
  mayBegin(code: number, after: number): boolean {
    this.followers ??= new Int32Array(0x10000);
    const wanted = this.followers[code]! || this.follow(code);
    return wanted === ANYTHING || (beginningsOf(after) & wanted) !== 0;
  }

  private follow(code: number): number {
    const { next } = this;
    next.size = 0;
    this.step(code, 0, 0);
    let after = 0;
    for (let i = 0; i < next.size; i++) {
      const wanted = this.codes.charCodeAt(next.at[i]!);
      after |= isLetter(wanted) ? 1 << (wanted - FIRST_LETTER) : ANYTHING;
    }
    // Where nothing may follow, all the same something is known.
    return (this.followers![code] = after === 0 ? NOTHING : after);
  }

  /** Matches a text from `start`: the whole pattern if it can be, otherwise as much of its beginning as can be. */
  matchAt(text: ArrayLike<number>, start: number, end: number): SoundMatch {
    const { length } = this.codes;
    this.next.size = 0;
    this.reach(0, 0);
    let met = 0;
    let exact = 0;
    let metEnd = start;
    for (let at = start; at < end && met < length; at++) {
      [this.reached, this.next] = [this.next, this.reached];
      const { reached, next } = this;
      next.size = 0;
      for (let i = 0; i < reached.size; i++) this.step(text[at]!, reached.at[i]!, reached.exact[i]!);
      if (next.size === 0) break;
      for (let i = 0; i < next.size; i++) {
        if (next.at[i]! < met || (next.at[i] === met && next.exact[i]! <= exact)) continue;
        met = next.at[i]!;
        exact = next.exact[i]!;
        metEnd = at + 1;
      }
    }
    return { end: metEnd, met, exact };
  }

  /** Meets one code unit of a text from a place of the pattern on. */
  private step(code: number, place: number, exact: number): void {
    const { codes } = this;
    const left = codes.length - place;
    if (left === 0) return;
    const wanted = codes.charCodeAt(place);
    if (code === wanted) this.reach(place + 1, exact + 1);
    if (!isLetter(wanted) || (beginningsOf(code) & (1 << (wanted - FIRST_LETTER))) === 0) return;
    for (const syllable of syllablesOf(code)) {
      if (syllable.charCodeAt(0) !== wanted) continue;
      this.reach(place + 1, exact);
      if (codes.startsWith(syllable, place)) this.reach(place + syllable.length, exact + syllable.length);
      else if (left > 1 && syllable.startsWith(codes.slice(place))) this.reach(codes.length, exact + left);
    }
  }

  private reach(place: number, exact: number): void {
    const { next } = this;
    for (let i = 0; i < next.size; i++) {
      if (next.at[i] !== place) continue;
      if (next.exact[i]! < exact) next.exact[i] = exact;
      return;
    }
    next.at[next.size] = place;
    next.exact[next.size++] = exact;
  }
}

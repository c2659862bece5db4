import { normalise, syllablesOf } from '#text';
import { labelCodes } from './label-codes.js';

/** How well a pattern met a text. */
export interface SoundMatch {
  /** Where the match ends in the text. */
  end: number;
  /** Code units of the pattern that stand in the text as they are, and those that spell whole syllables of it. */
  literal: number;
  spelt: number;
}

const isLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a;

/** A query as it may be typed: Han characters, pinyin in full, initials, the beginning of a syllable, or all mixed. */
export class SoundPattern {
  readonly codes: string;

  constructor(query: string) {
    this.codes = labelCodes(normalise(query).replaceAll("'", ''));
  }

  /**
   * Matches the whole pattern against a text from `start`; undefined if it does not fit. A Han character meets itself
   * or any of its syllables, whole or by its first letter, and at the end of the pattern any beginning of one.
   */
  matchAt(text: ArrayLike<number>, start: number, end: number): SoundMatch | undefined {
    return this.from(text, start, end, 0);
  }

  private from(text: ArrayLike<number>, at: number, end: number, place: number): SoundMatch | undefined {
    const { codes } = this;
    if (place === codes.length) return { end: at, literal: 0, spelt: 0 };
    if (at >= end) return undefined;
    const code = text[at]!;
    const wanted = codes.charCodeAt(place);
    let best: SoundMatch | undefined;
    if (code === wanted) best = more(this.from(text, at + 1, end, place + 1), 1, 0);
    if (!isLetter(wanted)) return best;
    for (const syllable of syllablesOf(code)) {
      if (syllable.charCodeAt(0) !== wanted) continue;
      const left = codes.length - place;
      if (codes.startsWith(syllable, place)) {
        best = better(best, more(this.from(text, at + 1, end, place + syllable.length), 0, syllable.length));
      } else if (left > 1 && left < syllable.length && syllable.startsWith(codes.slice(place))) {
        best = better(best, { end: at + 1, literal: 0, spelt: left });
      }
      best ??= this.from(text, at + 1, end, place + 1);
    }
    return best;
  }
}

function more(match: SoundMatch | undefined, literal: number, spelt: number): SoundMatch | undefined {
  return match && { end: match.end, literal: match.literal + literal, spelt: match.spelt + spelt };
}

function better(a: SoundMatch | undefined, b: SoundMatch | undefined): SoundMatch | undefined {
  if (!a || !b) return a ?? b;
  return b.literal + b.spelt > a.literal + a.spelt ? b : a;
}

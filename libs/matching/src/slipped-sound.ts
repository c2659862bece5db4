import { syllablesOf } from '#text';

/** A shorter query with a slip in it may be anything. */
const LEAST_LETTERS = 5;
const UNKNOWN = 0;
const NOWHERE = 1;
const ON = 2;

/** A place of the query to which a text has led, and whether the slip is spent. */
interface Place {
  at: number;
  slipped: boolean;
}

/**
 * Pinyin in full with one slip in it: in one syllable a letter wrong, missing or too many, or two swapped. What stands in
 * the query beside pinyin meets itself.
 */
export class SlippedSound {
  /** By place of the query, as far as asked for: whether a code unit of a text leads on from there. */
  private readonly leads: Uint8Array[] = [];
  private readonly known = new Map<number, readonly Place[]>();

  /** @param codes the query as labels are kept: letters, digits and Han characters, folded */
  constructor(private readonly codes: string) {}

  /** Whether there is enough to tell what was meant. */
  get isLongEnough(): boolean {
    return this.codes.replaceAll(/[^a-z]/g, '').length >= LEAST_LETTERS;
  }

  /** Calls `visit` with the start and end of every stretch of a text, between 0s, that sounds like the query but for a slip. */
  scan(text: Uint16Array, visit: (start: number, end: number) => void): void {
    const fromStart = this.leadsFrom(0);
    fromStart[0] = NOWHERE;
    for (let start = 0; start < text.length; start++) {
      const code = text[start]!;
      // Most of a text leads nowhere, and no function need be called to tell.
      if (fromStart[code] === NOWHERE || !this.mayBegin(code, text[start + 1] ?? 0)) continue;
      const end = this.endOf(text, start);
      if (end !== undefined) visit(start, end);
    }
  }

  private mayBegin(code: number, after: number): boolean {
    return this.goesOn(code, 0) && this.next(code, 0).some(({ at }) => this.goesOn(after, at));
  }

  private goesOn(code: number, at: number): boolean {
    const leads = this.leadsFrom(at);
    if (leads[code] === UNKNOWN) leads[code] = this.next(code, at).length > 0 ? ON : NOWHERE;
    return leads[code] === ON;
  }

  private leadsFrom(at: number): Uint8Array {
    return (this.leads[at] ??= new Uint8Array(0x10000));
  }

  private endOf(text: Uint16Array, start: number): number | undefined {
    let places: Place[] = [{ at: 0, slipped: false }];
    for (let at = start; at < text.length && text[at] !== 0; at++) {
      const reached: Place[] = [];
      for (const place of places) {
        for (const { at: to, slipped } of this.next(text[at]!, place.at)) {
          if (slipped && place.slipped) continue;
          if (to === this.codes.length) return at > start ? at + 1 : undefined;
          reached.push({ at: to, slipped: slipped || place.slipped });
        }
      }
      if (reached.length === 0) return undefined;
      places = reached;
    }
    return undefined;
  }

  /** Where one code unit of a text leads from a place of the query. */
  private next(code: number, at: number): readonly Place[] {
    const key = code * 64 + at;
    const known = this.known.get(key);
    if (known) return known;
    const { codes } = this;
    const places: Place[] = [];
    if (codes.charCodeAt(at) === code) places.push({ at: at + 1, slipped: false });
    for (const syllable of syllablesOf(code)) {
      if (codes.startsWith(syllable, at)) places.push({ at: at + syllable.length, slipped: false });
      if (syllable.length === 1 || (at === 0 && syllable[0] !== codes[0])) continue;
      for (const length of [syllable.length - 1, syllable.length, syllable.length + 1]) {
        const typed = codes.slice(at, at + length);
        if (typed.length === length && isOneSlip(typed, syllable))
          places.push({ at: at + length, slipped: true });
      }
    }
    this.known.set(key, places);
    return places;
  }
}

/** Whether two syllables differ by one letter wrong, missing, too many, or by two swapped. */
function isOneSlip(typed: string, meant: string): boolean {
  let start = 0;
  while (start < typed.length && typed[start] === meant[start]) start++;
  let end = 0;
  const most = Math.min(typed.length, meant.length) - start;
  while (end < most && typed.at(-1 - end) === meant.at(-1 - end)) end++;
  const [left, right] = [typed.slice(start, typed.length - end), meant.slice(start, meant.length - end)];
  if (left.length + right.length === 0) return false;
  return (left.length < 2 && right.length < 2) || (left.length === 2 && left === right[1]! + right[0]!);
}

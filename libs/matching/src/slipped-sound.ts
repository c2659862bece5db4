import { syllablesOf } from '#text';

/** A shorter query with a slip in it may be anything. */
const LEAST_LETTERS = 5;
/** Where a code unit leads that fits nowhere, and one that completes the query; what is not asked for yet is 0. */
const NOWHERE = 1;
const END = 2;

/** A place of the query to which a text has led, and whether the slip is spent. */
interface Place {
  at: number;
  slipped: boolean;
}

/** All places to which the beginning of a stretch has led, and by code unit the number of the state to which that leads on. */
interface State {
  places: readonly Place[];
  next: Uint16Array;
}

/**
 * Pinyin in full with one slip in it: in one syllable a letter wrong, missing or too many, or two swapped; and as people
 * spell who speak without telling some sounds apart, which is no slip. What stands in the query beside pinyin meets itself.
 */
export class SlippedSound {
  /** The first letter of what comes second may be the slip. */
  readonly seconds = -1;
  /** Found as texts lead to them; the first begins at the query's start, NOWHERE and END lead nowhere. */
  private readonly states: State[] = [];
  private readonly numbers = new Map<string, number>();
  /** By syllable and place of the query. */
  private readonly bySyllable = new Map<string, readonly Place[]>();

  /** @param codes the query as labels are kept: letters, digits and Han characters, folded */
  constructor(readonly codes: string) {
    for (const places of [[{ at: 0, slipped: false }], [], []]) this.addState(places);
  }

  /** Whether there is enough to tell what was meant. */
  get isLongEnough(): boolean {
    return this.codes.replaceAll(/[^a-z]/g, '').length >= LEAST_LETTERS;
  }

  /** Whether a match may begin with these two code units of a text; 0 stands for its end. */
  mayBegin(code: number, after: number): boolean {
    const state = this.lead(0, code);
    return state > END && this.lead(state, after) !== NOWHERE;
  }

  /** Where a stretch of a text, between 0s, ends that begins at `start` and sounds like the query but for a slip. */
  endOf(text: Uint16Array, start: number): number | undefined {
    let state = 0;
    for (let at = start; at < text.length && state !== NOWHERE; at++) {
      state = this.lead(state, text[at]!);
      // One character alone is no slip of anything.
      if (state === END) return at > start ? at + 1 : undefined;
    }
    return undefined;
  }

  private lead(state: number, code: number): number {
    const { places, next } = this.states[state]!;
    return next[code]! || (next[code] = this.reach(places, code));
  }

  private reach(places: readonly Place[], code: number): number {
    const reached = new Map<number, Place>();
    for (const place of places) {
      for (const { at, slipped } of this.placesAfter(code, place.at)) {
        if (slipped && place.slipped) continue;
        if (at === this.codes.length) return END;
        const next = { at, slipped: slipped || place.slipped };
        reached.set(2 * at + Number(next.slipped), next);
      }
    }
    if (reached.size === 0) return NOWHERE;
    const key = [...reached.keys()].sort((a, b) => a - b).join();
    return this.numbers.get(key) ?? this.addState([...reached.values()], key);
  }

  private addState(places: readonly Place[], key = ''): number {
    const number = this.states.push({ places, next: new Uint16Array(0x10000) }) - 1;
    this.numbers.set(key, number);
    return number;
  }

  /** Where one code unit of a text leads from a place of the query. */
  private placesAfter(code: number, at: number): readonly Place[] {
    const bySound = syllablesOf(code).flatMap((syllable) => this.after(syllable, at));
    return this.codes.charCodeAt(at) === code ? [{ at: at + 1, slipped: false }, ...bySound] : bySound;
  }

  private after(syllable: string, at: number): readonly Place[] {
    const key = at + syllable;
    const known = this.bySyllable.get(key);
    if (known) return known;
    const { codes } = this;
    const places: Place[] = [];
    for (const spelling of spellings(syllable)) {
      if (codes.startsWith(spelling, at)) places.push({ at: at + spelling.length, slipped: false });
    }
    if (syllable.length > 1 && (at > 0 || syllable[0] === codes[0])) {
      for (const length of [syllable.length - 1, syllable.length, syllable.length + 1]) {
        const typed = codes.slice(at, at + length);
        if (typed.length === length && isOneSlip(typed, syllable))
          places.push({ at: at + length, slipped: true });
      }
    }
    this.bySyllable.set(key, places);
    return places;
  }
}

/** A syllable and what it is taken for where zh, ch, sh and z, c, s, or n and ng at the end, sound alike; lü is also typed lu. */
function spellings(syllable: string): string[] {
  const plain = syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n')
    .replace('v', 'u');
  const begun = /^[zcs]/.test(plain) ? [plain, plain[0] + 'h' + plain.slice(1)] : [plain];
  const all = plain.length > 1 && plain.endsWith('n') ? begun.flatMap((one) => [one, one + 'g']) : begun;
  return [...new Set([syllable, ...all])];
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

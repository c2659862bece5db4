import { FIRST_LETTER, LETTERS, lettersOf } from './sound-pattern.js';

/** So many code units have their places found, and found anew after a change, at once; a place in them takes two bytes. */
const SEGMENT = 0x10000;
/** Stands for what has no letter, or several. */
const OTHER = LETTERS;
const KEYS = LETTERS * (LETTERS + 1);

interface Segment {
  /** By letter and the one after it: where their places begin; one more for the end of the last. */
  starts: Uint32Array;
  /** The places in order, counted from the segment's beginning. */
  places: Uint16Array;
}

/** Where in the labels' code units a sound begins with a letter, so that none need be read from one end to the other. */
export class LabelPlaces {
  private readonly segments: (Segment | undefined)[] = [];

  /** What stands in `[from, to)` is no longer what it was. */
  change(from: number, to: number): void {
    for (let at = Math.floor(from / SEGMENT); at * SEGMENT < to; at++) this.segments[at] = undefined;
  }

  /**
   * Calls `visit` with every place in `units` whose sound may begin with a letter, by its code, and may be followed by one
   * that begins with one of `seconds`, as bits; some that are followed by another are visited too.
   */
  forEach(units: Uint16Array, letter: number, seconds: number, visit: (at: number) => void): void {
    const first = (letter - FIRST_LETTER) * (LETTERS + 1);
    for (let number = 0; number * SEGMENT < units.length; number++) {
      const from = number * SEGMENT;
      const { starts, places } = (this.segments[number] ??= found(units.subarray(from, from + SEGMENT)));
      for (let second = 0; second <= OTHER; second++) {
        if (second < OTHER && (seconds & (1 << second)) === 0) continue;
        const end = starts[first + second + 1]!;
        for (let i = starts[first + second]!; i < end; i++) visit(from + places[i]!);
      }
    }
  }
}

function found(units: Uint16Array): Segment {
  const next = new Uint32Array(KEYS + 1);
  forEachKey(units, (key) => next[key + 1]!++);
  for (let key = 0; key < KEYS; key++) next[key + 1]! += next[key]!;
  const starts = next.slice();
  const places = new Uint16Array(starts[KEYS]!);
  forEachKey(units, (key, at) => (places[next[key]!++] = at));
  return { starts, places };
}

function forEachKey(units: Uint16Array, visit: (key: number, at: number) => void): void {
  for (let at = 0; at < units.length; at++) {
    if (units[at] === 0) continue;
    const after = lettersOf(units[at + 1] ?? 0);
    const second = after !== 0 && (after & (after - 1)) === 0 ? numberOf(after) : OTHER;
    for (let left = lettersOf(units[at]!); left !== 0; left &= left - 1) {
      visit(numberOf(left) * (LETTERS + 1) + second, at);
    }
  }
}

/** The number of the lowest bit. */
const numberOf = (bits: number): number => 31 - Math.clz32(bits & -bits);

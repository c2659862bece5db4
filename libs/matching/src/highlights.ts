import { type Token, tokens, type Unit, units } from '#text';
import { mayHaveSlip, oneSlip } from './one-slip.js';
import { parseQuery } from './query-syntax.js';
import { LONGEST_BY_SOUND, SoundPattern } from './sound-pattern.js';

/** What stands behind is not marked; no question is answered by it either. */
const LONGEST_QUERY = 2_000;

type Range = [start: number, end: number];

/** Where some texts say what a query asks, and how much of it. */
export interface Match {
  /**
   * By text: `[start, end)` in UTF-16 code units of the text as it was given, in order, without overlaps.
   */
  ranges: Range[][];
  /** How much of the query the texts say together: the mean share of its words, 0–1; single characters of a word are none. */
  share: number;
}

/**
 * Says of texts that are shown together where they say what a query asks. A part of the query that a text does not have as it
 * stands is also found by its sound (pinyin, initials) and with one slip in it. A character of a longer word counts alone only
 * where none of the texts has more of that word.
 */
export function matcherOf(query: string): (texts: readonly string[]) => Match {
  const { text: asked } = parseQuery(query.slice(0, LONGEST_QUERY));
  const words = asked.split(/\s+/).filter(Boolean);
  const bySound = asked.length <= LONGEST_BY_SOUND;
  const parts = [...new Set(words)]
    .map((word) => readPart(word, bySound))
    .filter(({ asked }) => asked.size > 0);
  const whole = bySound && words.length > 1 ? new SoundPattern(words.join('')) : undefined;
  return (texts) => {
    const inTexts = texts.map((text) => units(text));
    const heard = inTexts.map((inText) => (whole ? soundRanges(whole, inText) : []));
    const said = parts.map((part) => sayings(part, inTexts));
    const shares = said.map(({ share }) => share);
    return {
      ranges: heard.map((ranges, i) =>
        merged(ranges.length > 0 ? ranges : said.flatMap(({ ranges: ofPart }) => ofPart[i]!)),
      ),
      share: heard.some((ranges) => ranges.length > 0)
        ? 1
        : shares.reduce((sum, one) => sum + one, 0) / Math.max(1, parts.length),
    };
  };
}

/** What stands between spaces in a query, read once for all texts. */
interface Part {
  /** Its words and pairs, and its single characters. */
  asked: ReadonlySet<string>;
  /** Those that are no single characters of longer words. */
  pieces: ReadonlySet<string>;
  units: readonly Unit[];
  sound: SoundPattern | undefined;
}

function readPart(part: string, bySound: boolean): Part {
  const asked = new Set(tokens(part).map(({ term }) => term));
  return {
    asked,
    pieces: new Set([...asked].filter((term) => isLong(term) || !inPair(term, asked))),
    units: units(part),
    sound: bySound ? new SoundPattern(part) : undefined,
  };
}

/** Where each of some texts says a part of a query, and what share of it they say together. */
function sayings(part: Part, inTexts: readonly (readonly Unit[])[]): { ranges: Range[][]; share: number } {
  const { asked, pieces } = part;
  const met = inTexts.map((inText) => termsMet(asked, inText));
  const whole = met.map((terms) => terms.filter(({ term }) => pieces.has(term)));
  const otherwise = inTexts.map((inText, i) => {
    const isWhole = new Set(met[i]!.map(({ term }) => term)).size === asked.size;
    return isWhole ? undefined : meant(part, inText, whole[i]!.map(rangeOf));
  });
  const said = new Set(whole.flat().map(({ term }) => term));
  const isMeant = otherwise.some((ranges) => ranges !== undefined);
  const shown = said.size > 0 || isMeant ? whole : met;
  return {
    ranges: shown.map((terms, i) => otherwise[i] ?? terms.map(rangeOf)),
    share: isMeant ? 1 : said.size / pieces.size,
  };
}

/** Where a text says a part by its sound, or else with a slip in it, beside pieces of it. */
function meant(
  { units: inPart, sound }: Part,
  inText: readonly Unit[],
  pieces: Range[],
): Range[] | undefined {
  const bySound = sound ? soundRanges(sound, inText) : [];
  if (bySound.length > 0) return bySound;
  const slip = slipRange(inPart, inText);
  return slip && [slip, ...pieces];
}

const rangeOf = ({ start, end }: Token): Range => [start, end];

/** The terms of a text that are asked for, in reading order. Whoever asks for a pair also asks for both its characters. */
function termsMet(asked: ReadonlySet<string>, inText: readonly Unit[]): Token[] {
  const met: Token[] = [];
  let before: Unit | undefined;
  for (const unit of inText) {
    const { text, start, end } = unit;
    if (!asked.has(text)) {
      before = undefined;
      continue;
    }
    if (before?.han && unit.han && unit.joined && asked.has(before.text + text)) {
      met.push({ term: before.text + text, start: before.start, end });
    }
    met.push({ term: text, start, end });
    before = unit;
  }
  return met;
}

function isLong(term: string): boolean {
  return term.length > 1 && [...term].length > 1;
}

function inPair(term: string, asked: ReadonlySet<string>): boolean {
  for (const other of asked) if (isLong(other) && other.includes(term)) return true;
  return false;
}

/** All places that sound like a part of a query with letters in it. */
function soundRanges(pattern: SoundPattern, inText: readonly Unit[]): Range[] {
  if (pattern.codes.length < 2 || !/[a-z]/.test(pattern.codes)) return [];
  const codes: number[] = [];
  const places: Unit[] = [];
  for (const unit of inText) {
    for (let i = 0; i < unit.text.length; i++) {
      codes.push(unit.text.charCodeAt(i));
      places.push(unit);
    }
  }
  const found: { range: Range; exact: number }[] = [];
  codes.forEach((code, at) => {
    if (!pattern.mayBegin(code, codes[at + 1] ?? 0)) return;
    const { met, exact, end } = pattern.matchAt(codes, at, codes.length);
    if (met === pattern.codes.length) found.push({ range: [places[at]!.start, places[end - 1]!.end], exact });
  });
  const most = Math.max(...found.map(({ exact }) => exact));
  return found.filter(({ exact }) => exact === most).map(({ range }) => range);
}

function slipRange(inPart: readonly Unit[], inText: readonly Unit[]): Range | undefined {
  if (!mayHaveSlip(inPart)) return undefined;
  const words = new Map<string, number>();
  const code = ({ text, han }: Unit): number => {
    if (han && text.length === 1) return text.charCodeAt(0);
    if (!words.has(text)) words.set(text, 0x10000 + words.size);
    return words.get(text)!;
  };
  const slip = oneSlip(inPart.map(code), inText.map(code), inText.length);
  return slip && [inText[slip.start]!.start, inText[slip.end - 1]!.end];
}

function merged(found: readonly Range[]): Range[] {
  const ranges: Range[] = [];
  for (const [start, end] of found.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = ranges.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
}

import { type Token, tokens, type Unit, units } from '#text';
import { mayHaveSlip, oneSlip } from './one-slip.js';
import { parseQuery } from './query-syntax.js';
import { LONGEST_BY_SOUND, SoundPattern } from './sound-pattern.js';

/** What stands behind is not marked; no question is answered by it either. */
const LONGEST_QUERY = 2_000;

type Range = [start: number, end: number];

/**
 * Says of texts where they say what a query asks: `[start, end)` in UTF-16 code units of the text as it was given, in order,
 * without overlaps. A part of the query that the text does not have as it stands is also found by its sound (pinyin,
 * initials) and with one slip in it. A character of a longer word counts alone only where the text has nothing more.
 */
export function matcherOf(query: string): (text: string) => Range[] {
  const { text: asked } = parseQuery(query.slice(0, LONGEST_QUERY));
  const words = asked.split(/\s+/).filter(Boolean);
  const bySound = asked.length <= LONGEST_BY_SOUND;
  const parts = [...new Set(words)].map((word) => readPart(word, bySound));
  const whole = bySound && words.length > 1 ? new SoundPattern(words.join('')) : undefined;
  return (text) => {
    const inText = units(text);
    const heard = whole ? soundRanges(whole, inText) : [];
    return merged(heard.length > 0 ? heard : parts.flatMap((part) => rangesOf(part, inText)));
  };
}

/** What stands between spaces in a query, read once for all texts. */
interface Part {
  asked: ReadonlySet<string>;
  units: readonly Unit[];
  sound: SoundPattern | undefined;
}

function readPart(part: string, bySound: boolean): Part {
  return {
    asked: new Set(tokens(part).map(({ term }) => term)),
    units: units(part),
    sound: bySound ? new SoundPattern(part) : undefined,
  };
}

function rangesOf({ asked, units: inPart, sound }: Part, inText: readonly Unit[]): Range[] {
  const met = termsMet(asked, inText);
  if (asked.size === new Set(met.map(({ term }) => term)).size) return ranges(met, asked);
  const bySound = sound ? soundRanges(sound, inText) : [];
  if (bySound.length > 0) return bySound;
  const slip = slipRange(inPart, inText);
  return slip ? [slip, ...ranges(met, asked)] : ranges(met, asked);
}

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

/** Pairs and words; single characters of longer words only where there is nothing else. */
function ranges(met: readonly Token[], asked: ReadonlySet<string>): Range[] {
  const whole = met.filter(({ term }) => isLong(term) || !inPair(term, asked));
  return (whole.length > 0 ? whole : met).map(({ start, end }) => [start, end]);
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

import type { AskedUnit } from './asked-units.js';
import { CEILING } from './fields.js';
import type { Slip } from './one-slip.js';

/**
 * In a query in one part, a character that stands in a matched pair counts so much more: once, so that words which
 * stand together only in the query lose little.
 */
const IN_PAIR = 0.6;
/** A unit at the very start of a field counts so much more, falling to nothing after so many units. */
export const EARLY = { share: 0.3, units: 24 };
/** So much of a score depends on how much of the query stands within so many units. */
export const CLOSE = { share: 0.2, units: 30 };
/**
 * A short query in one part that no candidate holds as it stands is taken for words run together or mistyped: pairs
 * across their borders mean little.
 */
const RUN_TOGETHER = { units: 9, pairShare: 0.3 };
/** What a title adds that holds a query in one part with one slip, as a share of all that its terms could give. */
const SLIP = { alike: 0.2, other: 0.08 };
/** What whole words of a title add to what they cover of a query in one part, as a share of its weight. */
const WORDS = 0.4;
/** What a part of several units adds that one field holds as it stands, as a share of its weight. */
const WHOLE = 0.2;
/** What each standard deviation of likeness to the texts that hold a lacking part adds, as a share of the query's weight. */
const LIKENESS = 0.12;

/** What the second look saw in one text; all but shares are in units of the query's weight. */
export interface Look {
  /** By single characters and words, by those that stand in a matched pair, and by the pairs themselves. */
  units: number;
  inPairs: number;
  pairs: number;
  /** By what nearly is a pair, above what the pair itself gives. */
  nearPairs: number;
  /** 0–1, the share of the query's weight that stands closest together. */
  closeness: number;
  /** Whether one field holds the whole query as it stands. */
  whole: boolean;
  /** Above 0 if the title holds all units of the query in a row, more for shorter titles. */
  title: number;
  /** How the title holds them in a row but for one slip. */
  slip: Slip | undefined;
  /** Weight that whole words of the title cover of a query in one part; of several parts what they cut, below 0. */
  words: number;
  /** Weight of the parts that one field holds as they stand. */
  wholeParts: number;
  /** Part by part, whether one field holds it as it stands. */
  heldParts: boolean[];
  /** Of a query in several parts, how like the text is to others that hold what it lacks, in standard deviations. */
  likeness: number;
}

/** What the second look finds in a text, in parts that add up to the score. */
export interface LookParts {
  units: number;
  inPairs: number;
  pairs: number;
  nearPairs: number;
  /** Below 0: what the parts above lose where they do not stand close together. */
  scattered: number;
  slip: number;
  title: number;
  words: number;
  wholeParts: number;
  likeness: number;
}

/** Weighs what was seen in all candidates for a query; they must be all, for one may speak for the others. */
export function partsOf(
  looks: readonly Look[],
  asked: readonly AskedUnit[],
  inOnePart: boolean,
): LookParts[] {
  const runTogether = inOnePart && asked.length <= RUN_TOGETHER.units && !looks.some(({ whole }) => whole);
  const pairShare = runTogether ? RUN_TOGETHER.pairShare : 1;
  const all = asked.reduce((sum, { weight, pairWeight }) => sum + weight + pairWeight, 0);
  // No text can come to more than this by the rest of the formula; none is more like others than a title that holds all.
  const ceiling = all * (CEILING * (1 + IN_PAIR + SLIP.alike) + EARLY.share + WORDS + WHOLE);
  return looks.map((look) => {
    const { units } = look;
    const inPairs = inOnePart ? IN_PAIR * look.inPairs : 0;
    const pairs = pairShare * look.pairs;
    const nearPairs = inOnePart ? pairShare * look.nearPairs : 0;
    const held = units + inPairs + pairs + nearPairs;
    return {
      units,
      inPairs,
      pairs,
      nearPairs,
      scattered: -held * CLOSE.share * (1 - look.closeness),
      slip: look.slip ? all * CEILING * (look.slip.alike ? SLIP.alike : SLIP.other) : 0,
      title: ceiling * look.title,
      words: WORDS * look.words,
      wholeParts: WHOLE * look.wholeParts,
      likeness: LIKENESS * all * look.likeness,
    };
  });
}

export function sumOf(parts: LookParts): number {
  const { units, inPairs, pairs, nearPairs, scattered, slip, title, words, wholeParts, likeness } = parts;
  return units + inPairs + pairs + nearPairs + scattered + slip + title + words + wholeParts + likeness;
}

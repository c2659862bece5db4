import { units } from '#text';
import { isHan, pairKey, type UnitCodes } from './unit-codes.js';

/** One unit of a search query. */
export interface AskedUnit {
  /** Its code, which is the key of its term; -1 for a word that no document holds. */
  code: number;
  /** Whether a space, punctuation or the start stands before it: what people separate, they mean as one thing each. */
  first: boolean;
  /** Weight of the unit alone. */
  weight: number;
  /** Weight of the pair with the unit before it; 0 if they make none. */
  pairWeight: number;
}

/** A rare character says more than its idf: it is raised to this power. */
const IDF_POWER = 1.3;
/** A pair says more where spaces mark the words than where some pairs run across their borders. */
const PAIR = { inOnePart: 0.7, inParts: 1.5 };
/**
 * In a query in one part a pair counts less by this share of the pointwise mutual information of its two characters:
 * of two that always stand together the pair says what they said already. In a full sentence by twice as much.
 */
const BOUND = 0.5;
/** 0: a part of the query counts by all its characters; 1: every part counts the same. */
const EVENNESS = 0.6;
/** From this many units on, a part is a sentence that begins with what it is about. */
const SENTENCE = { from: 4, full: 12 };

/** The units of a query with their weights; `idf` gives the inverse document frequency of a key. */
export function askedUnits(query: string, codes: UnitCodes, idf: (key: number) => number): AskedUnit[] {
  let end = -1;
  const asked = units(query).map((unit): AskedUnit => {
    const first = !unit.joined || unit.start !== end;
    end = unit.end;
    return { code: codes.find(unit.text) ?? -1, first, weight: 0, pairWeight: 0 };
  });
  const parts = partsOf(asked);
  const pair = parts.length > 1 ? PAIR.inParts : PAIR.inOnePart;
  for (const part of parts) {
    const sentence = Math.min(
      1,
      Math.max(0, (part.length - SENTENCE.from) / (SENTENCE.full - SENTENCE.from)),
    );
    part.forEach((unit, i) => {
      const early = 1 + sentence * (1 - i / part.length);
      unit.weight = early * idf(unit.code) ** IDF_POWER;
      const before = part[i - 1];
      if (before && isHan(before.code) && isHan(unit.code)) {
        const own = idf(pairKey(before.code, unit.code));
        const information = idf(before.code) + idf(unit.code) - own;
        const known = parts.length > 1 ? 0 : BOUND * (1 + sentence) * information;
        unit.pairWeight = early * pair * (own - known);
      }
    });
  }
  even(parts);
  return asked;
}

/** The keys of all terms with their weights, for the postings. */
export function askedTerms(asked: readonly AskedUnit[]): Map<number, number> {
  const terms = new Map<number, number>();
  asked.forEach(({ code, weight, pairWeight }, i) => {
    terms.set(code, (terms.get(code) ?? 0) + weight);
    if (pairWeight === 0) return;
    const pair = pairKey(asked[i - 1]!.code, code);
    terms.set(pair, (terms.get(pair) ?? 0) + pairWeight);
  });
  terms.delete(-1);
  return terms;
}

/** Units between spaces or punctuation, part by part. */
export function partsOf(asked: readonly AskedUnit[]): AskedUnit[][] {
  const parts: AskedUnit[][] = [];
  for (const unit of asked) {
    if (unit.first) parts.push([]);
    parts.at(-1)!.push(unit);
  }
  return parts;
}

/** Takes from the parts that weigh much and gives to those that weigh little; the sum stays. */
function even(parts: AskedUnit[][]): void {
  const masses = parts.map((part) => part.reduce((sum, unit) => sum + unit.weight + unit.pairWeight, 0));
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  const evened = masses.reduce((sum, mass) => sum + mass ** (1 - EVENNESS), 0);
  parts.forEach((part, p) => {
    const factor = (masses[p]! ** -EVENNESS * all) / evened;
    for (const unit of part) {
      unit.weight *= factor;
      unit.pairWeight *= factor;
    }
  });
}

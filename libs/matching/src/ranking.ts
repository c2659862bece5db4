import { askedTerms, type AskedUnit } from './asked-units.js';
import { Best, type Scored } from './best.js';
import type { DocumentStore } from './document-store.js';
import { sumOf, type LookParts } from './look-parts.js';
import { MOST_UNITS, SecondLook } from './second-look.js';
import type { Allowed, NumberedTerm } from './slot-scores.js';

const MOST_QUERY_TERMS = 256;
/** So many of the best by terms are read again as texts. */
const LOOKED_AT = 50;

/** Orders documents by what they say about a query: by their terms first, the best of these once more as texts. */
export class Ranking {
  private readonly secondLook: SecondLook;

  constructor(private readonly store: DocumentStore) {
    this.secondLook = new SecondLook(store);
  }

  /** The best by BM25+ and a second look, best first; `looks` takes what the second look says of them, by id. */
  read(
    asked: readonly AskedUnit[],
    limit: number,
    allowed: Allowed = {},
    looks?: Map<string, LookParts>,
  ): Scored[] {
    const terms = [...askedTerms(asked)].sort((a, b) => b[1] - a[1]).slice(0, MOST_QUERY_TERMS);
    const read = asked.length <= MOST_UNITS ? LOOKED_AT : 0;
    const found = this.best(terms, limit && Math.max(limit, read), allowed);
    const looked = found.slice(0, read);
    const parts = this.secondLook.read(
      asked,
      looked.map(({ id }) => this.store.slot(id)!),
    );
    const scores = parts.map(sumOf);
    if (looks) looked.forEach(({ id }, i) => looks.set(id, parts[i]!));
    looked.forEach((hit, i) => (hit.score = scores[i]!));
    const best = new Best(read);
    for (const hit of looked) best.offer(hit);
    return [...best.sorted(), ...below(scores, found.slice(read))].slice(0, limit);
  }

  /** The best by BM25+ alone; `terms` start with the weightiest. */
  best(terms: Iterable<[key: number, weight: number]>, limit: number, allowed: Allowed = {}): Scored[] {
    const { table, scores, postings, ids } = this.store;
    const numbered: NumberedTerm[] = [];
    for (const [key, weight] of terms) {
      const number = table.find(key);
      if (number >= 0) numbered.push({ number, weight });
    }
    const best = new Best(limit);
    scores.sum(postings, numbered, limit, allowed, (slot, score) => {
      if (best.admits(score) && allowed.accept?.(slot) !== false) best.offer({ id: ids[slot]!, score });
    });
    return best.sorted();
  }
}

/** The rest of a list keeps its order below what was looked at. */
function below(looked: readonly number[], rest: Scored[]): Scored[] {
  const lowest = looked.reduce((least, score) => Math.min(least, score), Infinity);
  const factor = Math.min(1, lowest / (rest[0]?.score ?? 1));
  return looked.length === 0 ? rest : rest.map(({ id, score }) => ({ id, score: score * factor }));
}

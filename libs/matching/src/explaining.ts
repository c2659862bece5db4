import { units } from '#text';
import { askedTerms, type AskedUnit } from './asked-units.js';
import type { DocumentStore } from './document-store.js';
import type { Explanation } from './explanation.js';
import { counted, FIELDS, occurrenceWeight, saturated } from './fields.js';
import type { Reading } from './readings.js';
import { holdings } from './stored-phrases.js';
import { pairKey } from './unit-codes.js';

/** How a reading of a query scores a stored text by terms and fields. */
export function explain(
  store: DocumentStore,
  { text, because, asked }: Reading & { asked: readonly AskedUnit[] },
  stored: string,
  secondLook: Explanation['secondLook'],
): Explanation {
  const names = namesOf(text, asked);
  const terms: Explanation['terms'] = [];
  for (const [key, weight] of askedTerms(asked)) {
    const shares = holdings(stored, key).map(
      ({ times, length }, field) => counted(field, times) * (times && occurrenceWeight(field, length)),
    );
    const all = shares.reduce((sum, share) => sum + share, 0);
    shares.forEach((share, field) => {
      if (share === 0) return;
      const contribution = (weight * saturated(all) * share) / all;
      terms.push({ term: names.get(key)!, field: FIELDS[field]!, contribution });
    });
  }
  terms.sort((a, b) => b.contribution - a.contribution);
  return {
    ...(because !== 'typed' && { reading: { text, because } }),
    terms,
    ...(secondLook && { secondLook }),
  };
}

/** What the keys of a query's terms stand for. */
function namesOf(text: string, asked: readonly AskedUnit[]): Map<number, string> {
  const names = new Map<number, string>();
  units(text).forEach((unit, i) => {
    names.set(asked[i]!.code, unit.text);
    if (asked[i]!.pairWeight === 0) return;
    const before = asked[i - 1]!.code;
    names.set(pairKey(before, asked[i]!.code), String.fromCharCode(before) + unit.text);
  });
  return names;
}

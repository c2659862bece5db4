import { synonymKey, synonymLimits } from '#contracts';

type SetFault =
  | { code: 'fewer_than_two' | 'too_many' }
  | { code: 'too_long' | 'twice'; term: string }
  /** The term stands in another set, named by its terms. */
  | { code: 'elsewhere'; term: string; set: string[] };

/** What stops a set from being saved beside the others, or null. */
export function faultOf(terms: string[], others: string[][]): SetFault | null {
  if (terms.length < 2) return { code: 'fewer_than_two' };
  if (terms.length > synonymLimits.terms) return { code: 'too_many' };
  const long = terms.find((term) => term.length > synonymLimits.term);
  if (long !== undefined) return { code: 'too_long', term: long };
  const keys = terms.map(synonymKey);
  const twice = keys.findIndex((key, i) => keys.indexOf(key) < i);
  if (twice >= 0) return { code: 'twice', term: terms[twice]! };
  for (const set of others) {
    const term = terms.find((one) => set.some((other) => synonymKey(other) === synonymKey(one)));
    if (term !== undefined) return { code: 'elsewhere', term, set };
  }
  return null;
}

/** The sets with those of a file: one that has a term in common with a set joins it; a term stands once. */
export function joined(sets: string[][], added: string[][]): string[][] {
  let all = sets.map((terms) => [...terms]);
  for (const terms of added) {
    const keys = new Set(terms.map(synonymKey));
    const alike = all.filter((set) => set.some((term) => keys.has(synonymKey(term))));
    const union = new Map<string, string>();
    for (const term of [...alike.flat(), ...terms])
      if (!union.has(synonymKey(term))) union.set(synonymKey(term), term);
    const [first] = alike;
    if (!first) all.push([...union.values()]);
    else
      all = all
        .filter((set) => set === first || !alike.includes(set))
        .map((set) => (set === first ? [...union.values()] : set));
  }
  return all;
}

/** The sets of a file: one a line, terms between commas, semicolons or tabs; empty lines and lone terms are left out. */
export function setsOf(file: string): string[][] {
  return file
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) =>
      line
        .split(/[,，;；、\t]/)
        .map((term) =>
          term
            .trim()
            .replace(/^"(.*)"$/, '$1')
            .trim(),
        )
        .filter(Boolean),
    )
    .filter((terms) => terms.length >= 2);
}

import { normalise } from '#text';
import type { NeedProfile } from './profiles.js';

/** Groups of wordings that mean the same; an organizer edits them. */
export type Synonyms = readonly (readonly string[])[];

/** A wording that means what the need calls by another. */
export interface Synonym {
  named: string;
  other: string;
}

/** The other wordings of every group that the need names, each once. */
export function synonymsIn(need: NeedProfile, synonyms: Synonyms): Synonym[] {
  if (synonyms.length === 0) return [];
  const text = normalise([need.title, ...(need.keywords ?? []), need.problem, need.text].join('\n'));
  const found = new Map<string, Synonym>();
  for (const group of synonyms) {
    const named = group.find((wording) => isNamed(wording, text));
    if (named === undefined) continue;
    for (const other of group) if (!isNamed(other, text)) found.set(other, { named, other });
  }
  return [...found.values()];
}

/** The query with a wording of a group in place of another that it names, once for each other wording. */
export function withSynonyms(query: string, synonyms: Synonyms): string[] {
  if (synonyms.length === 0) return [];
  const text = normalise(query);
  return synonyms.flatMap((group) => {
    const wordings = group.map((wording) => normalise(wording).trim()).filter(Boolean);
    // The longest one named: where 锂离子电池 stands, 离子电池 is only a part of it.
    const [named] = wordings.filter((wording) => text.includes(wording)).sort((a, b) => b.length - a.length);
    if (named === undefined) return [];
    return wordings.filter((other) => !text.includes(other)).map((other) => text.replace(named, () => other));
  });
}

function isNamed(wording: string, text: string): boolean {
  const normal = normalise(wording).trim();
  return normal !== '' && text.includes(normal);
}

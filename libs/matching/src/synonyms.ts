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

function isNamed(wording: string, text: string): boolean {
  const normal = normalise(wording).trim();
  return normal !== '' && text.includes(normal);
}

import { normalise } from '#text';
import type { NeedProfile, TechnologyProfile } from './profiles.js';

/** Groups of wordings that mean the same; an organizer edits them. */
export type Synonyms = readonly (readonly string[])[];

/** A wording that means what the need calls by another. */
export interface Synonym {
  named: string;
  other: string;
}

/** A wording as it is found in texts. */
export interface Wording {
  wording: string;
  normal: string;
}

/** Groups made ready to be looked for in many texts. */
export function readSynonyms(synonyms: Synonyms): Wording[][] {
  return synonyms.map((group) => group.map((wording) => ({ wording, normal: normalise(wording).trim() })));
}

/** The other wordings of every group that the profile names, each once. */
export function synonymsIn(
  profile: NeedProfile | TechnologyProfile,
  synonyms: readonly Wording[][],
): Synonym[] {
  if (synonyms.length === 0) return [];
  const summary = 'summary' in profile ? profile.summary : undefined;
  const text = normalise(
    [profile.title, ...(profile.keywords ?? []), summary, profile.problem, profile.text].join('\n'),
  );
  const found = new Map<string, Synonym>();
  for (const group of synonyms) {
    const named = group.find((one) => isNamed(one, text));
    if (named === undefined) continue;
    for (const one of group)
      if (!isNamed(one, text)) found.set(one.wording, { named: named.wording, other: one.wording });
  }
  return [...found.values()];
}

/** The query with a wording of a group in place of another that it names, once for each other wording. */
export function withSynonyms(query: string, synonyms: readonly Wording[][]): string[] {
  if (synonyms.length === 0) return [];
  const text = normalise(query);
  return synonyms.flatMap((group) => {
    // The longest one named: where 锂离子电池 stands, 离子电池 is only a part of it.
    const [named] = group
      .filter((one) => isNamed(one, text))
      .sort((a, b) => b.normal.length - a.normal.length);
    if (named === undefined) return [];
    return group
      .filter(({ normal }) => normal !== '' && !text.includes(normal))
      .map(({ normal }) => text.replace(named.normal, () => normal));
  });
}

function isNamed({ normal }: Wording, text: string): boolean {
  return normal !== '' && text.includes(normal);
}

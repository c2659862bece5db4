import type { MatchCard } from '#contracts';
import type { Match, NeedProfile, Reason, TechnologyProfile } from '#matching';
import type { ThesisReason } from './thesis.js';

interface Quote {
  field: string;
  text: string;
}
/** One row of a kept match list. */
export interface KeptMatch {
  otherId: string;
  score: number;
  level: MatchCard['level'];
  reasons: (Reason | ThesisReason)[];
  risk: Reason | ThesisReason | null;
  phrases: { text: string; need: Quote; technology: Quote }[];
  /** Those that count. */
  fits: { aspect: string; factor: number }[];
}

/** Characters of a quote on either side of the phrase. */
const AROUND = 24;

/** A match as it is kept in the list of `ownId`, with the surroundings of each quoted phrase. */
export function keptMatch(
  match: Match,
  ownId: string,
  need: NeedProfile,
  technology: TechnologyProfile,
): KeptMatch {
  return {
    otherId: match.needId === ownId ? match.technologyId : match.needId,
    score: match.score,
    level: match.level,
    reasons: match.reasons,
    risk: match.risk ?? null,
    phrases: match.phrases.map((phrase) => ({
      text: phrase.text,
      need: quoteAt(need, phrase.need),
      technology: quoteAt(technology, phrase.technology),
    })),
    fits: match.fits.flatMap(({ aspect, factor }) => (factor === 1 ? [] : [{ aspect, factor }])),
  };
}

/** The text around a place of a profile; `field` loses its position in a list (keywords.0 → keywords). */
export function quoteAt(
  profile: NeedProfile | TechnologyProfile,
  { field, start, end }: { field: string; start: number; end: number },
): Quote {
  const [name, ...path] = field.split('.');
  let value: unknown = profile[name as keyof typeof profile];
  for (const step of path) value = (value as Record<string, unknown> | undefined)?.[step];
  const text = typeof value === 'string' ? value : '';
  const from = Math.max(0, start - AROUND);
  const to = Math.min(text.length, end + AROUND);
  const piece = text.slice(from, to).replaceAll(/\s+/g, ' ');
  return { field: name!, text: `${from > 0 ? '…' : ''}${piece}${to < text.length ? '…' : ''}` };
}

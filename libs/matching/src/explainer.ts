import type { Collection } from './collection.js';
import type { Fit } from './fits.js';
import { nearPairs, wordsWithDirections, type DirectedWords } from './near-pairs.js';
import { commonPhrases, placedUnits, type Phrase, type PlacedUnit, type QuotableField } from './phrases.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import { ReadOnce } from './read-once.js';
import { explain, type NearPair, type Reason } from './reasons.js';
import type { Contributions, Scorer } from './scorer.js';
import { levelOf, type Level } from './strength.js';
import type { Synonym } from './synonyms.js';

/** One need and one technology, how well they suit and why. Plain data, ready to be stored as JSON. */
export interface Match {
  /** Of whatever was asked like a need. */
  needId: string;
  technologyId: string;
  /** 0 ≤ score < 1, comparable across needs; no probability. */
  score: number;
  level: Level;
  /** What the score is made of. */
  contributions: Contributions;
  /** At most five wordings of both sides, the weightiest first. */
  phrases: Phrase[];
  /** At most three wordings of either side that mean much the same. */
  near: NearPair[];
  /** In the order in which the aspects are judged. */
  fits: Fit[];
  reasons: Reason[];
  risk?: Reason;
}

/** A need made ready to be compared with many technologies. */
interface ReadNeed {
  need: NeedProfile;
  units: PlacedUnit[];
  words: DirectedWords;
  synonyms: Synonym[];
}

/** Wordings are quoted if their terms weigh at least this share of the weightiest term possible. */
const LEAST_QUOTED_SHARE = 0.12;

/** Says why pairs suit. */
export class Explainer {
  private readonly needs: ReadOnce<NeedProfile, ReadNeed>;
  private last: { technology: TechnologyProfile; units: PlacedUnit[] } | undefined;

  constructor(
    private readonly collection: Collection,
    private readonly scorer: Scorer,
  ) {
    this.needs = new ReadOnce(
      () => collection.version,
      (need) => this.readNeed(need),
    );
  }

  /** Made once until something changes: the same needs are compared with many technologies. */
  read(need: NeedProfile): ReadNeed {
    return this.needs.of(need);
  }

  /** Of the technology read last: one is compared with many needs in a row. */
  private unitsOf(technology: TechnologyProfile): PlacedUnit[] {
    if (this.last?.technology !== technology)
      this.last = { technology, units: placedUnits(quotable(technology)) };
    return this.last.units;
  }

  private readNeed(need: NeedProfile): ReadNeed {
    const names = (need.targets ?? []).map(({ name }) => name);
    const { nearTerms } = this.collection;
    return {
      need,
      units: placedUnits(quotable(need)),
      words: wordsWithDirections([need.title, ...(need.keywords ?? []), ...names], nearTerms, (term) =>
        this.tells(term),
      ),
      synonyms: this.collection.synonymsIn(need),
    };
  }

  /** The match of a pair whose score in the text index, fits and score are known. */
  match(
    { need, units, words: ourWords, synonyms }: ReadNeed,
    technology: TechnologyProfile,
    { words, fits, score }: { words: number; fits: Fit[]; score: number },
  ): Match {
    const weigh = (term: string): number => this.collection.weigh(term);
    const phrases = commonPhrases(units, this.unitsOf(technology), weigh, this.leastWeight());
    const near = nearPairs(ourWords, technology, this.collection.nearTerms, synonyms, (term) =>
      this.tells(term),
    );
    const contributions = this.scorer.contributions(need, technology, words, fits);
    const { dense } = contributions;
    const rated = this.scorer.ratedAlike(need, technology, contributions.learnt);
    return {
      needId: need.id,
      technologyId: technology.id,
      score,
      level: levelOf(score),
      contributions,
      phrases,
      near,
      fits,
      ...explain(need, technology, { phrases, near, fits, dense, ...(rated && { rated }) }),
    };
  }

  private tells(term: string): boolean {
    return this.collection.weigh(term) >= this.leastWeight();
  }

  private leastWeight(): number {
    // No text holds this character, so nothing weighs more than it.
    return LEAST_QUOTED_SHARE * this.collection.weigh('\0');
  }
}

/** The fields a phrase may be quoted from; list entries are named by their place in the list (keywords.0). */
function quotable(profile: NeedProfile | TechnologyProfile): QuotableField[] {
  const targets = 'targets' in profile ? (profile.targets ?? []) : [];
  const fields: [string, string | undefined][] = [
    ['title', profile.title],
    ...(profile.keywords ?? []).map((text, i): [string, string] => [`keywords.${i}`, text]),
    ...targets.map(({ name }, i): [string, string] => [`targets.${i}.name`, name]),
    ['summary', 'summary' in profile ? profile.summary : undefined],
    ['problem', profile.problem],
    ['text', profile.text],
  ];
  return fields.flatMap(([field, text]) => (text ? [{ field, text }] : []));
}

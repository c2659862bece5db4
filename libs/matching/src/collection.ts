import { tokens } from '#text';
import { Background } from './background.js';
import { DirectionIndex } from './direction-index.js';
import { NearTerms, type NearTermsModel } from './near-terms.js';
import type { NeedProfile, TechnologyProfile } from './profiles.js';
import { synonymsIn, type Synonym, type Synonyms } from './synonyms.js';
import { frequenciesOf, needFields, technologyFields, termWeight } from './strength.js';
import { type IndexedFields, TextIndex } from './text-index.js';

const MOST_WEIGHED = 100_000;

/** Both sides of a catalogue in memory, indexed by words and, once near terms are known, by direction. */
export class Collection {
  readonly technologyIndex = new TextIndex();
  readonly needIndex = new TextIndex();
  readonly technologies = new Map<string, TechnologyProfile>();
  readonly needs = new Map<string, NeedProfile>();
  readonly background = new Background();
  directions: DirectionIndex | undefined;
  nearTerms: NearTerms | undefined;
  private synonyms: Synonyms = [];
  private readonly titles = new WeakMap<TechnologyProfile, string[]>();
  /** Each term is kept as one string, however many titles have it. */
  private readonly spellings = new Map<string, string>();
  private readonly weights = new Map<string, number>();
  private weighedAt = -1;
  /** Grows with every change. */
  version = 0;

  setTechnology(technology: TechnologyProfile): void {
    const fields = (): IndexedFields => technologyFields(technology);
    this.technologyIndex.set(technology.id, fields());
    this.technologies.set(technology.id, technology);
    this.background.set(technology.id, fields);
    this.directions?.set(technology.id, this.directionOf(technology)!);
    this.titles.set(technology, this.termsOfTitle(technology));
    this.version++;
  }

  removeTechnology(id: string): boolean {
    this.technologyIndex.remove(id);
    this.background.remove(id);
    this.directions?.remove(id);
    this.version++;
    return this.technologies.delete(id);
  }

  setNeed(need: NeedProfile): void {
    this.needIndex.set(need.id, needFields(need));
    this.needs.set(need.id, need);
    this.version++;
  }

  removeNeed(id: string): boolean {
    this.needIndex.remove(id);
    this.version++;
    return this.needs.delete(id);
  }

  useNearTerms(model: NearTermsModel | undefined): void {
    this.nearTerms = model && new NearTerms(model);
    this.directions = this.nearTerms && new DirectionIndex(this.nearTerms.dimensions);
    for (const technology of this.technologies.values()) {
      this.directions?.set(technology.id, this.directionOf(technology)!);
    }
    this.version++;
  }

  /** The terms of a technology's title, each once. */
  titleOf(technology: TechnologyProfile): readonly string[] {
    return this.titles.get(technology) ?? this.termsOfTitle(technology);
  }

  private termsOfTitle({ title }: TechnologyProfile): string[] {
    const terms = new Set(tokens(title).map(({ term }) => term));
    return Array.from(terms, (term) => {
      const known = this.spellings.get(term) ?? term;
      this.spellings.set(term, known);
      return known;
    });
  }

  useSynonyms(synonyms: Synonyms): void {
    this.synonyms = synonyms;
    this.version++;
  }

  /** The wordings that the synonym table adds to a need. */
  synonymsIn(need: NeedProfile): Synonym[] {
    return synonymsIn(need, this.synonyms);
  }

  /** A unit vector; absent where no near terms are known. */
  directionOf(profile: NeedProfile | TechnologyProfile): Float32Array | undefined {
    return this.nearTerms?.vectorOf(frequenciesOf(profile));
  }

  /** How much a term says, by its rarity on both sides. */
  weigh(term: string): number {
    if (this.weighedAt !== this.version || this.weights.size > MOST_WEIGHED) this.weights.clear();
    this.weighedAt = this.version;
    let weight = this.weights.get(term);
    if (weight === undefined) {
      weight = termWeight(term, this.technologyIndex, this.needIndex);
      this.weights.set(term, weight);
    }
    return weight;
  }
}

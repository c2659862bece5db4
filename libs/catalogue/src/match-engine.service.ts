import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ListingContent, TechnologyContent, ThesisContent } from '#contracts';
import {
  type LearntModel,
  type Match,
  MatchingEngine,
  type NearTermsModel,
  type NeedProfile,
  type Rating,
  type TechnologyProfile,
} from '#matching';
import { Clock, CONFIG, type Config, Database, NotificationListener } from '#platform';
import { type KeptMatch, keptMatch } from './kept-match.js';
import { type ListingKind, needProfile, technologyProfile } from './listing.js';
import { numbersOf } from './listing-vector.js';
import { SynonymTable } from './synonym-table.service.js';
import { scoreForThesis, thesisNeed } from './thesis.js';

interface Row {
  id: string;
  kind: ListingKind;
  published: ListingContent;
  /** Null where the outside model has not been asked yet, or refused. */
  vector: Buffer | null;
}
/** A published listing; the engine knows what it has read of its own profile objects, and of no copies. */
type Listed =
  | { id: string; kind: 'need'; profile: NeedProfile }
  | { id: string; kind: 'technology'; profile: TechnologyProfile; published: TechnologyContent };
/** A version of what was learned: near terms of the catalogue, and what people said of pairs. */
export interface Model {
  id: string;
  no: number;
  nearTerms: NearTermsModel | null;
  learnt: LearntModel | null;
  /** The outside model whose vectors count. */
  vectors: string | null;
}

/** So many technologies by words are looked at for a thesis. */
const THESIS_CANDIDATES = 1_000;
/** So many times the length of its list are explained. */
const THESIS_EXPLAINED = 2;

/** The matching engine over everything published, in this process; it follows the database's notifications. */
@Injectable()
export class MatchEngine {
  private readonly logger = new Logger(MatchEngine.name);
  private readonly engine = new MatchingEngine();
  private readonly listings = new Map<string, Listed>();
  private started: Promise<void> | undefined;
  /** The version read last; its parts may be large. */
  private model: Model | undefined;
  /** The id of the version that the engine scores with. */
  private adopted: string | undefined;
  private synonymVersion: number | undefined;

  constructor(
    private readonly database: Database,
    private readonly listener: NotificationListener,
    private readonly synonyms: SynonymTable,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Loads what is published; later calls wait for the same load. */
  start(): Promise<void> {
    this.started ??= this.follow();
    return this.started;
  }

  private async follow(): Promise<void> {
    await this.listener.listen('listing', (id) => {
      this.refresh(id).catch((error: Error) =>
        this.logger.error(`Engine is behind on ${id}: ${error.message}`),
      );
    });
    await this.listener.listen('synonyms', () => {
      this.readSynonyms().catch((error: Error) =>
        this.logger.error(`Engine is behind on synonyms: ${error.message}`),
      );
    });
    this.listener.onReconnect(() => void this.refresh());
    await this.refresh();
  }

  private async readSynonyms(): Promise<void> {
    const { version, sets } = await this.synonyms.read();
    if (version === this.synonymVersion) return;
    this.synonymVersion = version;
    this.engine.useSynonyms(sets);
  }

  /** Reads one listing again, or all of them and the synonyms. A job calls it before it computes, so that no notification is awaited. */
  async refresh(id = '*'): Promise<void> {
    const one = id === '*' ? null : id;
    if (!one) await this.readSynonyms();
    const rows = await this.database.query<Row>(
      `SELECT l.id, l.kind, l.published, v.vector
         FROM listings l LEFT JOIN listing_vectors v
           ON v.listing_id = l.id AND v.version = l.published_version AND v.model = $2
        WHERE l.published IS NOT NULL AND l.state <> 'expired' AND ($1::uuid IS NULL OR l.id = $1)`,
      [one, this.vectors],
    );
    const present = new Set(rows.map((row) => row.id));
    for (const gone of one ? [one] : [...this.listings.keys()]) if (!present.has(gone)) this.remove(gone);
    for (const [i, { id, kind, published, vector }] of rows.entries()) {
      // An api process has requests to answer while it reads a large catalogue.
      if (i % 50 === 49) await new Promise((resolve) => setImmediate(resolve));
      if (kind === 'technology') {
        const profile = technologyProfile(id, published);
        this.listings.set(id, { id, kind, published, profile });
        this.engine.setTechnology(profile);
      } else {
        const profile = needProfile(id, published);
        this.listings.set(id, { id, kind, profile });
        this.engine.setNeed(profile);
      }
      this.engine.setVector(id, vector ? numbersOf(vector) : undefined);
    }
  }

  private get vectors(): string | null {
    return this.config.embeddings?.model ?? null;
  }

  private remove(id: string): void {
    const row = this.listings.get(id);
    if (!row) return;
    this.listings.delete(id);
    if (row.kind === 'technology') this.engine.removeTechnology(id);
    else this.engine.removeNeed(id);
  }

  /** The version in force. */
  async activeModel(): Promise<Model> {
    const [active] = await this.database.query<{ id: string }>('SELECT id FROM match_models WHERE active');
    if (this.model?.id !== active!.id) {
      const [model] = await this.database.query<Omit<Model, 'vectors'>>(
        'SELECT id, no, near_terms AS "nearTerms", learnt FROM match_models WHERE id = $1',
        [active!.id],
      );
      this.model = { ...model!, vectors: this.vectors };
    }
    return this.model;
  }

  /** Which terms the published listings use alike. Takes seconds for thousands of listings. */
  trainNearTerms(): NearTermsModel {
    return this.engine.trainNearTerms();
  }

  /** What people said of pairs, learned beside these near terms. */
  learn(ratings: Rating[], nearTerms: NearTermsModel | null): LearntModel {
    this.engine.useNearTerms(nearTerms ?? undefined);
    this.adopted = undefined;
    return this.engine.learn(ratings);
  }

  /** Scores with this version from now on; no other call comes between this and its use. */
  private adopt(model: Model): void {
    if (this.adopted === model.id) return;
    this.engine.useNearTerms(model.nearTerms ?? undefined);
    this.engine.useLearnt(model.learnt ?? undefined);
    this.adopted = model.id;
  }

  idsOf(kind: ListingKind): string[] {
    return [...this.listings.values()].filter((row) => row.kind === kind).map((row) => row.id);
  }

  /** The best listings of the other kind for a published one, by a version; empty for one that is not published. */
  matchesOf(id: string, top: number, model: Model, { suiting = false } = {}): Match[] {
    this.adopt(model);
    const row = this.listings.get(id);
    if (!row) return [];
    const options = { top, suiting, now: this.clock.now() };
    return row.kind === 'need'
      ? this.engine.technologiesFor(row.profile, options)
      : this.engine.needsFor(row.profile, options);
  }

  /** Undefined for a listing that is not published. */
  kindOf(id: string): ListingKind | undefined {
    return this.listings.get(id)?.kind;
  }

  /** The same as rows of a kept list: with quotes, without those that do not suit. */
  listOf(id: string, top: number, model: Model): KeptMatch[] {
    return this.matchesOf(id, top, model, { suiting: true }).map((match) =>
      keptMatch(match, id, this.need(match.needId), this.technology(match.technologyId).profile),
    );
  }

  /** Two published listings of different kinds, in whatever order, compared by a version. */
  pairOf(
    one: string,
    other: string,
    model: Model,
  ): { match: Match; need: NeedProfile; technology: TechnologyProfile } {
    this.adopt(model);
    const [needId, technologyId] = this.kindOf(one) === 'need' ? [one, other] : [other, one];
    const need = this.need(needId);
    const technology = this.technology(technologyId).profile;
    const match = this.engine.scorePair(need, technology, { now: this.clock.now() });
    return { match, need, technology };
  }

  /** The technologies that suit a thesis best, as rows of a kept list. */
  thesisListOf(organisationId: string, thesis: ThesisContent, top: number, model: Model): KeptMatch[] {
    this.adopt(model);
    const need = thesisNeed(organisationId, thesis);
    const asked = need ?? { id: organisationId, title: '' };
    const words =
      need &&
      new Map(
        this.engine.rankTechnologies(need, { top: THESIS_CANDIDATES }).map(({ id, score }) => [id, score]),
      );
    const scored = (id: string, said: number | null) =>
      scoreForThesis(id, thesis, this.technology(id).published, said);
    return this.idsOf('technology')
      .map((id) => scored(id, words && (words.get(id) ?? 0)))
      .sort(bestFirst)
      .slice(0, THESIS_EXPLAINED * top)
      .map((found) => {
        const technology = this.technology(found.id).profile;
        const kept = keptMatch(this.engine.scorePair(asked, technology), organisationId, asked, technology);
        const quoted = kept.reasons.filter(({ code }) => code === 'shared-phrases');
        // Nearness alone, without a phrase that can be shown, does not speak for an investment.
        const { id, score, level, reasons, risk } =
          words && quoted.length === 0 ? scored(found.id, 0) : found;
        return {
          ...kept,
          id,
          score,
          level,
          reasons: [...quoted, ...reasons].slice(0, 3),
          risk: risk ?? kept.risk,
        };
      })
      .filter(({ level }) => level !== 'none')
      .sort(bestFirst)
      .slice(0, top)
      .map(({ id: _, ...kept }) => kept);
  }

  private need(id: string): NeedProfile {
    return (this.listings.get(id) as Extract<Listed, { kind: 'need' }>).profile;
  }

  private technology(id: string): Extract<Listed, { kind: 'technology' }> {
    return this.listings.get(id) as Extract<Listed, { kind: 'technology' }>;
  }
}

const bestFirst = (a: { id: string; score: number }, b: { id: string; score: number }) =>
  b.score - a.score || (a.id < b.id ? -1 : 1);

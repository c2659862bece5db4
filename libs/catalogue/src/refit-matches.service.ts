import { Injectable } from '@nestjs/common';
import { MODEL_VERSION, type NearTermsModel, type Rating } from '#matching';
import { type AuditActor, Clock, Database, machine, type Transaction } from '#platform';
import { ComputeMatchLists } from './compute-match-lists.service.js';
import { MatchEngine } from './match-engine.service.js';
import { ratingsOf, type Statement } from './match-feedback.js';
import { lockModels } from './match-models.js';

/** A rating waits for more ratings, but no longer than this. */
const LONGEST_WAIT_MS = 60_000;
/** Near terms older than this are learned again when the catalogue has changed. */
const FRESH_MS = 24 * 3_600_000;
/** Fewer listings than this say nothing about which terms are near. */
const LEAST_LISTINGS = 40;

interface Latest {
  id: string;
  no: number;
  created_at: Date;
  near_terms: NearTermsModel | null;
  ratings: Rating[];
}

/** Learns near terms from the catalogue and from all standing ratings: a new version of the model, and its lists. */
@Injectable()
export class RefitMatches {
  constructor(
    private readonly database: Database,
    private readonly engine: MatchEngine,
    private readonly lists: ComputeMatchLists,
    private readonly clock: Clock,
  ) {}

  /** After a rating: does nothing while newer ratings follow, so that a row of clicks makes one version. */
  async afterRating(tx: Transaction, feedbackId: string): Promise<void> {
    const [waiting] = await tx.query<{ newer: boolean; long: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM match_feedback WHERE id > $1 AND need_id IS NOT NULL) AS newer,
              coalesce((SELECT min(at) < clock_timestamp() - $2 * interval '1 millisecond' FROM match_feedback
                         WHERE need_id IS NOT NULL AND id > (SELECT max(feedback_id) FROM match_models)), false) AS long`,
      [feedbackId, LONGEST_WAIT_MS],
    );
    if (waiting!.newer && !waiting!.long) return;
    // Somebody else is learning, which may take long: the newest rating asks again, the others need not.
    const [models] = await tx.query<{ free: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtext('match_models')) AS free`,
    );
    if (!models!.free) {
      if (!waiting!.newer) await tx.announce({ name: 'match.rated', payload: { feedbackId } });
      return;
    }
    await this.run(machine('timer'));
  }

  /** The timer's work: learns the near terms again once a day if something was published since. */
  async renew(): Promise<number | null> {
    const [state] = await this.database.query<{ listings: number; stale: boolean }>(
      `SELECT count(*)::int AS listings,
              coalesce((SELECT near_terms IS NULL OR created_at < $1 FROM match_models ORDER BY no DESC LIMIT 1)
                AND max(published_at) > (SELECT max(created_at) FROM match_models WHERE near_terms IS NOT NULL) IS NOT FALSE,
                false) AS stale
         FROM listings WHERE published IS NOT NULL AND state <> 'expired'`,
      [new Date(this.clock.now().getTime() - FRESH_MS)],
    );
    if (state!.listings < LEAST_LISTINGS || !state!.stale) return null;
    return this.run(machine('timer'), { train: true });
  }

  /** With `train` also the near terms. Returns the number of the new version, or null where nothing new was learned. */
  async run(author: AuditActor, { train = false } = {}): Promise<number | null> {
    await this.engine.start();
    return this.database.transaction(async (tx) => {
      await lockModels(tx);
      if (train) await this.engine.refresh();
      const [latest] = await tx.query<Latest>(
        'SELECT id, no, created_at, near_terms, ratings FROM match_models ORDER BY no DESC LIMIT 1',
      );
      const [last] = await tx.query<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM match_feedback');
      const { ratings, learned } = ratingsOf(
        await tx.query<Statement>(
          `SELECT need_id AS "needId", technology_id AS "technologyId", source, author_id AS "authorId", value, reason
             FROM standing_match_feedback WHERE need_id IS NOT NULL ORDER BY id`,
        ),
      );
      const nearTerms = train ? this.engine.trainNearTerms() : latest!.near_terms;
      const sameTerms = nearTerms?.vectors === latest!.near_terms?.vectors;
      if (sameTerms && textOf(ratings) === textOf(latest!.ratings)) {
        await tx.query('UPDATE match_models SET feedback_id = $2 WHERE id = $1', [latest!.id, last!.id]);
        return null;
      }
      const no = latest!.no + 1;
      const counts = { ...learned, terms: nearTerms?.terms.length ?? 0 };
      const [made] = await tx.query<{ id: string }>(
        `INSERT INTO match_models (no, created_at, author_label, engine, feedback_id, ratings, learnt, near_terms, learned)
         VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9::jsonb) RETURNING id`,
        [
          no,
          this.clock.now(),
          author.label,
          MODEL_VERSION,
          last!.id,
          JSON.stringify(ratings),
          JSON.stringify(this.engine.learn(ratings, nearTerms)),
          JSON.stringify(nearTerms),
          counts,
        ],
      );
      const { id } = made!;
      await tx.record({
        actor: author,
        action: 'match-model.refit',
        subject: 'match-model',
        subjectId: id,
        details: { no, ...counts },
      });
      const [active] = await tx.query<{ pinned: boolean }>('SELECT pinned FROM match_models WHERE active');
      if (active!.pinned) return no;
      await putInForce(tx, id);
      await this.recompute(tx, id);
      return no;
    });
  }

  /** After a version was put in force: all lists, and how they changed. A version that was replaced since is left alone. */
  async recompute(tx: Transaction, id: string): Promise<void> {
    if ((await this.engine.activeModel()).id !== id) return;
    const changes = await this.lists.forAll();
    await tx.query('UPDATE match_models SET changes = $2::jsonb WHERE id = $1', [id, changes]);
  }
}

/**
 * Makes a version the one in force; pinned where it is not the latest, so that newer ones do not replace it. Returns the
 * number of the one before.
 */
export async function putInForce(tx: Transaction, id: string): Promise<number> {
  const [before] = await tx.query<{ no: number }>('SELECT no FROM match_models WHERE active');
  await tx.query('UPDATE match_models SET active = false, pinned = false WHERE active');
  await tx.query(
    `UPDATE match_models SET active = true, before_no = $2, changes = NULL,
            pinned = no < (SELECT max(no) FROM match_models) WHERE id = $1`,
    [id, before!.no],
  );
  return before!.no;
}

/** The database does not keep the order of the keys. */
const textOf = (ratings: Rating[]) =>
  ratings
    .map(({ needId, technologyId, level, author }) => `${needId} ${technologyId} ${level} ${author}`)
    .join();

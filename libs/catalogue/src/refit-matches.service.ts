import { Injectable } from '@nestjs/common';
import { MODEL_VERSION } from '#matching';
import { type AuditActor, Clock, Database, machine, type Transaction } from '#platform';
import { ComputeMatchLists } from './compute-match-lists.service.js';
import { ratedPairs, type RatedPair, type Statement } from './match-feedback.js';
import type { Model } from './match-engine.service.js';
import { activeModel, lockModels } from './match-models.js';

/** A rating waits for more ratings, but no longer than this. */
const LONGEST_WAIT_MS = 60_000;

/** Learns from all standing ratings: a new version of the model, and lists computed with it. */
@Injectable()
export class RefitMatches {
  constructor(
    private readonly database: Database,
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
    await this.run(machine('timer'));
  }

  /** Returns the number of the new version, or null where the ratings say the same as before. */
  async run(author: AuditActor): Promise<number | null> {
    return this.database.transaction(async (tx) => {
      await lockModels(tx);
      const [latest] = await tx.query<Model>(
        'SELECT id, no, pairs FROM match_models ORDER BY no DESC LIMIT 1',
      );
      const [last] = await tx.query<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM match_feedback');
      const statements = await tx.query<Statement>(
        `SELECT need_id AS "needId", technology_id AS "technologyId", source, author_id AS "authorId", value, reason
           FROM standing_match_feedback WHERE need_id IS NOT NULL`,
      );
      const { pairs, learned } = ratedPairs(statements);
      if (sameAs(pairs, latest!.pairs)) {
        await tx.query('UPDATE match_models SET feedback_id = $2 WHERE id = $1', [latest!.id, last!.id]);
        return null;
      }
      const before = await activeModel(tx);
      const [{ pinned }] = (await tx.query<{ pinned: boolean }>(
        'SELECT pinned FROM match_models WHERE active',
      )) as [{ pinned: boolean }];
      const no = latest!.no + 1;
      const [made] = await tx.query<{ id: string }>(
        `INSERT INTO match_models (no, created_at, author_label, engine, feedback_id, pairs, learned)
         VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb) RETURNING id`,
        [no, this.clock.now(), author.label, MODEL_VERSION, last!.id, JSON.stringify(pairs), learned],
      );
      const { id } = made!;
      await tx.record({
        actor: author,
        action: 'match-model.refit',
        subject: 'match-model',
        subjectId: id,
        details: { no, ...learned },
      });
      if (pinned) return no;
      await putInForce(tx, id, before.no);
      await this.recompute(tx, { id });
      return no;
    });
  }

  /** After a version was put in force: all lists, and how they changed. A version that was replaced since is left alone. */
  async recompute(tx: Transaction, { id }: Pick<Model, 'id'>): Promise<void> {
    const model = await activeModel(tx);
    if (model.id !== id) return;
    const changes = await this.lists.forAll(model);
    await tx.query('UPDATE match_models SET changes = $2::jsonb WHERE id = $1', [id, changes]);
  }
}

/** Makes a version the one in force; pinned where it is not the latest, so that newer ones do not replace it. */
export async function putInForce(tx: Transaction, id: string, beforeNo: number): Promise<void> {
  await tx.query('UPDATE match_models SET active = false, pinned = false WHERE active');
  await tx.query(
    `UPDATE match_models SET active = true, before_no = $2, changes = NULL,
            pinned = no < (SELECT max(no) FROM match_models) WHERE id = $1`,
    [id, beforeNo],
  );
}

const sameAs = (a: RatedPair[], b: RatedPair[]) => textOf(a) === textOf(b);
/** The database does not keep the order of the keys. */
const textOf = (pairs: RatedPair[]) =>
  pairs.map(({ needId, technologyId, grade }) => `${needId} ${technologyId} ${grade}`).join();

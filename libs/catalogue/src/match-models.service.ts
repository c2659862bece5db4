import { Injectable } from '@nestjs/common';
import type { InputOf, listMatchFeedback, listMatchModels, ResponseOf } from '#contracts';
import { auditActor, type Caller, personOf } from '#identity';
import { Database, found } from '#platform';
import { lockModels, modelVersion } from './match-models.js';
import { putInForce } from './refit-matches.service.js';

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const named = (l: string) =>
  `CASE WHEN ${l}.id IS NULL THEN NULL
        ELSE jsonb_build_object('id', ${l}.id, 'title', coalesce(${l}.published, ${l}.content)->>'title') END`;

/** So many of the newest versions are shown, and the one in force. */
const SHOWN = 50;

/** What brokers see and do of the model's versions and of the ratings behind them. */
@Injectable()
export class MatchModels {
  constructor(private readonly database: Database) {}

  async list(): Promise<ResponseOf<typeof listMatchModels>> {
    const models = await this.database.query<ResponseOf<typeof listMatchModels>['models'][number]>(
      `SELECT id, no, ${instant('created_at')} AS "createdAt", author_label AS author, engine, active, pinned, learned,
              changes || jsonb_build_object('before', before_no) AS changes FROM match_models
        WHERE active OR no > (SELECT max(no) FROM match_models) - $1 ORDER BY no DESC`,
      [SHOWN],
    );
    const [counts] = await this.database.query<{ waiting: number; outdated: number }>(
      `SELECT (SELECT count(*)::int FROM match_feedback
                WHERE need_id IS NOT NULL AND id > (SELECT max(feedback_id) FROM match_models)) AS waiting,
              (SELECT count(*)::int FROM match_lists WHERE model_version <> $1) AS outdated`,
      [modelVersion(models.find((model) => model.active)!)],
    );
    return { models, ...counts! };
  }

  /** Learns from all ratings soon. */
  async askForRefit(caller: Caller): Promise<void> {
    await this.database.transaction((tx) =>
      tx.announce({ name: 'match-model.asked', payload: { personId: personOf(caller).personId } }),
    );
  }

  /** Goes to a version; the lists follow in a job. Errors: `not_found`. */
  async activate(caller: Caller, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await lockModels(tx);
      const [model] = await tx.query<{ no: number }>('SELECT no FROM match_models WHERE id = $1', [id]);
      const { no } = found(model);
      const before = await putInForce(tx, id);
      await tx.record({
        actor: auditActor(caller),
        action: 'match-model.activate',
        subject: 'match-model',
        subjectId: id,
        details: { no, before },
        event: { name: 'match-model.activated', payload: { modelId: id } },
      });
    });
  }

  /** The history of ratings on listings that the reader may know of, the newest first. */
  async feedback(
    caller: Caller,
    { page, pageSize }: InputOf<typeof listMatchFeedback>['query'],
  ): Promise<ResponseOf<typeof listMatchFeedback>> {
    const tables = `match_feedback f JOIN listings t ON t.id = f.technology_id LEFT JOIN listings n ON n.id = f.need_id`;
    const where = `($1::boolean OR (t.disclosure = ANY($2::text[]) AND (n.id IS NULL OR n.disclosure = ANY($2::text[]))))`;
    const values = [caller.rows.all, caller.rows.disclosure];
    const items = await this.database.query<ResponseOf<typeof listMatchFeedback>['items'][number]>(
      `SELECT f.id::text, ${instant('f.at')} AS at, f.author_label AS author, f.source, f.value, f.reason,
              ${named('n')} AS need, ${named('t')} AS technology,
              EXISTS (SELECT 1 FROM standing_match_feedback s WHERE s.id = f.id) AS standing
         FROM ${tables} WHERE ${where} ORDER BY f.id DESC LIMIT $3 OFFSET $4`,
      [...values, pageSize, (page - 1) * pageSize],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM ${tables} WHERE ${where}`,
      values,
    );
    return { items, total: count!.total, page, pageSize };
  }
}

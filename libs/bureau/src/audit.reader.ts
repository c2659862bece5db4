import { Injectable } from '@nestjs/common';
import type { InputOf, listAudit, ResponseOf } from '#contracts';
import type { RowFilter } from '#identity';
import { Database } from '#platform';

type AuditPage = ResponseOf<typeof listAudit>;

@Injectable()
export class AuditReader {
  constructor(private readonly database: Database) {}

  /** Who changed what, the newest first; for whoever may see everything. */
  async list(rows: RowFilter, query: InputOf<typeof listAudit>['query']): Promise<AuditPage> {
    const where = '$1::boolean AND ($2::uuid IS NULL OR subject_id = $2)';
    const values = [rows.all, query.subjectId ?? null];
    const items = await this.database.query<AuditPage['items'][number]>(
      `SELECT id::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, actor_label AS actor,
              action, subject, subject_id AS "subjectId"
         FROM audit_log WHERE ${where} ORDER BY audit_log.id DESC LIMIT $3 OFFSET $4`,
      [...values, query.pageSize, (query.page - 1) * query.pageSize],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM audit_log WHERE ${where}`,
      values,
    );
    return { items, total: count?.total ?? 0, page: query.page, pageSize: query.pageSize };
  }
}

import { Injectable } from '@nestjs/common';
import { fieldSentence, type ImportReport, type Locale } from '#contracts';
import { AppError, type AuditActor, cityDay, Clock, Database, type Transaction } from '#platform';
import { type ImportFault, type ImportRow, readImportFile, UnreadableFile } from './import-file.js';
import type { ListingKind } from './listing.js';

interface ImportTask {
  kind: ListingKind;
  name: string;
  bytes: Uint8Array;
  organisationId: string;
  actor: AuditActor;
  dryRun: boolean;
  locale: Locale;
  /** Straight into the catalogue, for an administrator at the command line; otherwise drafts. */
  published: boolean;
}

const BATCH = 500;
const MAX_REPORTED = 1_000;

/** Writes all rows of a file or none. */
@Injectable()
export class ImportListings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Errors: `unreadable_file`. Bad rows do not throw: they stand in the report, and then nothing was written. */
  async run(task: ImportTask): Promise<ImportReport> {
    const file = await readImportFile(task.kind, task.name, task.bytes).catch((error: unknown) => {
      if (error instanceof UnreadableFile) {
        throw new AppError('unreadable_file', { values: { reason: error.message } });
      }
      throw error;
    });
    const faults = [...file.faults, ...(await this.takenCodes(task.kind, file.good))];
    const report = (created: number): ImportReport => ({
      dryRun: task.dryRun,
      rows: file.rows,
      created,
      errors: faults
        .sort((a, b) => a.row - b.row)
        .slice(0, MAX_REPORTED)
        .map(({ row, column, reason, values }) => ({
          row,
          column,
          reason,
          message: fieldSentence(reason, task.locale, values),
        })),
    });
    if (task.dryRun || faults.length > 0) return report(0);
    await this.database.transaction((tx) => this.write(tx, task, file.good));
    return report(file.good.length);
  }

  private async takenCodes(kind: ListingKind, rows: ImportRow[]): Promise<ImportFault[]> {
    const given = rows.filter((row) => row.code);
    const taken = await this.database.query<{ code: string }>(
      'SELECT code FROM listings WHERE code = ANY($1)',
      [given.map((row) => row.code)],
    );
    const codes = new Set(taken.map((row) => row.code));
    return given
      .filter((row) => codes.has(row.code!))
      .map((row) => ({ row: row.row, column: '编号', reason: 'duplicate' }));
  }

  private async write(tx: Transaction, task: ImportTask, rows: ImportRow[]): Promise<void> {
    const now = this.clock.now();
    const prefix = `${task.kind === 'technology' ? 'JS' : 'XQ'}-${cityDay(now).slice(0, 4)}-`;
    for (let i = 0; i < rows.length; i += BATCH) {
      const batch = rows.slice(i, i + BATCH);
      await tx.query(
        `WITH written AS (
           INSERT INTO listings (kind, code, organisation_id, state, content, published, published_at,
                                 published_version, valid_until, created_by, updated_at)
           SELECT $1, coalesce(r.code, $2 || lpad(nextval('listing_codes')::text, 4, '0')), $3, $4, r.content,
                  CASE WHEN $5 THEN r.content END, CASE WHEN $5 THEN $6::timestamptz END, CASE WHEN $5 THEN 1 ELSE 0 END,
                  CASE WHEN $5 THEN ($6::timestamptz + interval '730 days')::date END, $7, $6
             FROM jsonb_to_recordset($8::jsonb) AS r(code text, content jsonb)
           RETURNING id, published, published_at
         )
         INSERT INTO listing_versions (listing_id, version, content, published_at, published_by)
         SELECT id, 1, published, published_at, $7 FROM written WHERE published IS NOT NULL`,
        [
          task.kind,
          prefix,
          task.organisationId,
          task.published ? 'published' : 'draft',
          task.published,
          now,
          task.actor.personId,
          JSON.stringify(batch),
        ],
      );
    }
    if (task.published) await tx.notify('listing', '*');
    await tx.record({
      actor: task.actor,
      action: 'listing.import',
      subject: 'organisation',
      subjectId: task.organisationId,
      details: { kind: task.kind, file: task.name, rows: rows.length },
      event: task.published
        ? { name: 'catalogue.imported', payload: { organisationId: task.organisationId } }
        : undefined,
    });
  }
}

import type { SearchIndexState } from '#contracts';
import type { Clock, Database } from '#platform';
import type { Mended } from './kept-index.js';

/** A rebuild that has told nothing for so long has died with its process. */
const SILENT = '2 minutes';

/** What became of rebuilds and reconciliations of the shared index, for the processes that did not run them. */
export class SearchRuns {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async start(task: 'rebuild' | 'reconciliation'): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(
      'INSERT INTO search_runs (task, started_at, told_at) VALUES ($1, $2, $2) RETURNING id',
      [task, this.clock.now()],
    );
    return row!.id;
  }

  async tell(id: string, done: number, total: number): Promise<void> {
    await this.database.query('UPDATE search_runs SET done = $2, total = $3, told_at = $4 WHERE id = $1', [
      id,
      done,
      total,
      this.clock.now(),
    ]);
  }

  async finish(id: string, mended: Mended | null, failure: string | null): Promise<void> {
    await this.database.query(
      `UPDATE search_runs SET finished_at = $2, missing = $3, stale = $4, surplus = $5, failure = $6 WHERE id = $1`,
      [id, this.clock.now(), mended?.missing, mended?.stale, mended?.surplus, failure],
    );
  }

  /** The rebuild under way, and the last reconciliation that came to its end. */
  async latest(): Promise<Pick<SearchIndexState, 'rebuild' | 'reconciliation'>> {
    const [rebuild] = await this.database.query<{ done: number; total: number; started_at: Date }>(
      `SELECT done, total, started_at FROM search_runs
        WHERE task = 'rebuild' AND finished_at IS NULL AND told_at > $1::timestamptz - interval '${SILENT}'
        ORDER BY id DESC LIMIT 1`,
      [this.clock.now()],
    );
    const [last] = await this.database.query<Mended & { finished_at: Date }>(
      `SELECT finished_at, missing, stale, surplus FROM search_runs
        WHERE task = 'reconciliation' AND finished_at IS NOT NULL AND failure IS NULL ORDER BY id DESC LIMIT 1`,
    );
    return {
      rebuild: rebuild
        ? { done: rebuild.done, total: rebuild.total, startedAt: rebuild.started_at.toISOString() }
        : null,
      reconciliation: last
        ? {
            at: last.finished_at.toISOString(),
            missing: last.missing,
            stale: last.stale,
            surplus: last.surplus,
          }
        : null,
    };
  }
}

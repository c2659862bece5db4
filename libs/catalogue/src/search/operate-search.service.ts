import { Injectable } from '@nestjs/common';
import type { SearchIndexState } from '#contracts';
import { auditActor, type Caller } from '#identity';
import { Clock, Database } from '#platform';
import { OwnIndex } from './own-index.service.js';
import { SearchEngines } from './search-engines.service.js';
import { SharedIndex } from './shared-index.service.js';

type Task = 'rebuild' | 'reconciliation';

/** The hour of the city (Asia/Shanghai) in which the indexes are compared with the database. */
const NIGHT_HOUR = 3;
/** The audit's subject: there is one index only. */
const THE_INDEX = '00000000-0000-0000-0000-000000000000';

/** What an operator sees of the catalogue's index and may have done to it. */
@Injectable()
export class OperateSearch {
  constructor(
    private readonly engines: SearchEngines,
    private readonly own: OwnIndex,
    private readonly shared: SharedIndex,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Of the shared index, or of the one in the process that answers. */
  async state(): Promise<SearchIndexState> {
    const { problem } = this.engines;
    const runs = this.shared.index
      ? await this.shared.state()
      : { rebuild: this.own.rebuilding && { ...this.own.rebuilding }, reconciliation: this.own.reconciled };
    return {
      engine: this.shared.index ? 'meilisearch' : 'builtin',
      fallback: problem !== null,
      problem: problem && { reason: problem.reason, since: problem.since.toISOString() },
      documents: await this.engines.documents(),
      vectors: await this.engines.vectors.state(),
      ...runs,
    };
  }

  /** Every process does so with its own index, and the worker with the shared one; nobody waits for it here. */
  async ask(caller: Caller, task: Task): Promise<SearchIndexState> {
    await this.database.transaction(async (tx) => {
      await tx.notify('search', task);
      await tx.record({
        actor: auditActor(caller),
        action: `search.${task}`,
        subject: 'search',
        subjectId: THE_INDEX,
        event: { name: 'search-index.asked', payload: { task } },
      });
    });
    return this.state();
  }

  /** The worker's hourly timer: once a night every index is compared with the database. */
  async nightly(): Promise<void> {
    const hour = new Date(this.clock.now().getTime() + 8 * 3_600_000).getUTCHours();
    if (hour !== NIGHT_HOUR) return;
    await this.database.transaction((tx) => tx.notify('search', 'reconciliation'));
    await this.shared.reconcile();
  }
}

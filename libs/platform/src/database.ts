import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, getMetadataArgsStorage } from 'typeorm';
import type { DomainEventName, DomainEventPayload } from '#contracts';
import { AppError } from './app-error.js';
import { migrations } from './migrations/index.js';

/** A data source over every entity that the process has loaded; the schema comes from the migrations only. */
export function createDataSource(databaseUrl: string, poolSize = 12): DataSource {
  return new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: getMetadataArgsStorage().tables.map((table) => table.target),
    migrations,
    synchronize: false,
    poolSize,
    // A query past this is a fault; 30 s leaves room for bulk imports.
    extra: { statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000 },
  });
}

/** Brings the schema up to date under an advisory lock; returns the names of the migrations that ran. */
export async function runMigrations(databaseUrl: string): Promise<string[]> {
  const dataSource = await createDataSource(databaseUrl, 1).initialize();
  try {
    await dataSource.query('SELECT pg_advisory_lock(4711)');
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

/** Who does something, for the audit. A machine acts without a person. */
export interface AuditActor {
  personId: string | null;
  label: string;
}
export const machine = (label: string): AuditActor => ({ personId: null, label });

export interface Change<N extends DomainEventName = DomainEventName> {
  actor: AuditActor;
  /** For example `listing.publish`. */
  action: string;
  subject: string;
  subjectId: string;
  details?: Record<string, unknown>;
  /** Leaves through the outbox. */
  event?: { [K in N]: { name: K; payload: DomainEventPayload<K> } }[N];
}

/** What a use case holds inside its transaction. */
export class Transaction {
  constructor(readonly manager: EntityManager) {}

  query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.manager.query(sql, parameters) as Promise<T[]>;
  }

  /** Writes the audit row and, if the change has an event, its outbox row: they commit with the change or not at all. */
  async record(change: Change): Promise<void> {
    await this.query(
      `INSERT INTO audit_log (actor_person_id, actor_label, action, subject, subject_id, details)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        change.actor.personId,
        change.actor.label,
        change.action,
        change.subject,
        change.subjectId,
        change.details ?? {},
      ],
    );
    if (change.event) await this.announce(change.event);
  }

  /** Lets an event leave through the outbox once this transaction has committed; for a person's change see `record`. */
  async announce(event: NonNullable<Change['event']>): Promise<void> {
    await this.query(`INSERT INTO outbox_events (name, payload) VALUES ($1, $2)`, [
      event.name,
      event.payload,
    ]);
    await this.notify('outbox', '');
  }

  /** Reaches every process that listens to the channel once this transaction has committed. */
  async notify(channel: string, payload: string): Promise<void> {
    await this.query('SELECT pg_notify($1, $2)', [channel, payload]);
  }
}

/**
 * The one way to the database. Work inside `transaction` joins the transaction that is already open in this call, so a
 * route with an idempotency key commits its effect and its answer together.
 */
@Injectable()
export class Database {
  private readonly ambient = new AsyncLocalStorage<Transaction>();

  constructor(private readonly dataSource: DataSource) {}

  get manager(): EntityManager {
    return this.ambient.getStore()?.manager ?? this.dataSource.manager;
  }

  query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.manager.query(sql, parameters) as Promise<T[]>;
  }

  /**
   * A query that each connection keeps prepared under its name: planning one that runs at every search takes as long as
   * running it.
   */
  prepared<T>(name: string, sql: string, parameters: unknown[]): Promise<T[]> {
    // TypeORM hands the query on to pg as it is, and pg takes a named one as an object.
    return this.manager.query({ name, text: sql } as unknown as string, parameters) as Promise<T[]>;
  }

  /** Work that commits by itself though a transaction is open here, such as telling how far that one has come. */
  apart<T>(work: () => Promise<T>): Promise<T> {
    return this.ambient.exit(work);
  }

  /** One transaction, READ COMMITTED: races are decided by constraints and row locks. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const open = this.ambient.getStore();
    if (open) return work(open);
    return this.dataSource.transaction((manager) => {
      const tx = new Transaction(manager);
      return this.ambient.run(tx, () => work(tx));
    });
  }
}

/** The row, or `not_found`. */
export function found<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw new AppError('not_found');
  return row;
}

/** Optimistic lock: refuses a change that was made from an older version than the present one. */
export function sameVersion(seen: number, present: number): void {
  if (seen !== present) throw new AppError('stale_version');
}

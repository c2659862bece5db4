import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from './app-error.js';
import { Database } from './database.js';

export interface IdempotentCall {
  /** The caller's key, at most 200 characters. */
  key: string;
  /** Keys of different callers and routes do not meet. */
  scope: string;
  body: unknown;
}

/**
 * Runs an effect once for a key: the key, the hash of the body and the answer are stored in the effect's transaction.
 * The same key and body answer again with the stored answer; another body is `idempotency_mismatch`; a call that is
 * still under way is `idempotency_in_flight`. A failed effect leaves no trace, so it may be tried again.
 */
@Injectable()
export class Idempotency {
  constructor(private readonly database: Database) {}

  run<T>(call: IdempotentCall, effect: () => Promise<T>): Promise<T> {
    const bodyHash = createHash('sha256')
      .update(JSON.stringify(call.body ?? null))
      .digest('hex');
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ free: boolean }>(
        'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free',
        [`${call.scope} ${call.key}`],
      );
      if (!lock?.free) throw new AppError('idempotency_in_flight');
      const [stored] = await tx.query<{ body_hash: string; response: T }>(
        'SELECT body_hash, response FROM idempotency_keys WHERE scope = $1 AND key = $2',
        [call.scope, call.key],
      );
      if (stored) {
        if (stored.body_hash !== bodyHash) throw new AppError('idempotency_mismatch');
        return stored.response;
      }
      const response = await effect();
      await tx.query(
        'INSERT INTO idempotency_keys (scope, key, body_hash, response) VALUES ($1, $2, $3, $4::jsonb)',
        [call.scope, call.key, bodyHash, JSON.stringify(response)],
      );
      return response;
    });
  }
}

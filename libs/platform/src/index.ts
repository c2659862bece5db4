export { AppError, type FieldFault, invalidField } from './app-error.js';
export { cityDay, Clock } from './clock.js';
export { CONFIG, type Config, ConfigError, loadConfig } from './config.js';
export { errorOfConstraint } from './constraint-errors.js';
export {
  type AuditActor,
  type Change,
  Database,
  found,
  machine,
  runMigrations,
  sameVersion,
  Transaction,
} from './database.js';
export { EMBEDDINGS, Embeddings, EmbeddingsError } from './embeddings.js';
export { Idempotency } from './idempotency.js';
export { NotificationListener } from './listener.js';
export { type OutboxEvent, OutboxRelay } from './outbox-relay.js';
export { PlatformModule } from './platform.module.js';
export { openQueue, openWorker } from './queue.js';
export { openThread } from './thread.js';
export { randomToken, readableCode, signature, tokenHash } from './tokens.js';

export { AppError, type FieldFault, invalidField } from './app-error.js';
export { cityDay, Clock } from './clock.js';
export { CONFIG, type Config, ConfigError, loadConfig, siteOf } from './config.js';
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
export { Mails } from './mail/mails.service.js';
export { type OutboxEvent, OutboxRelay } from './outbox-relay.js';
export { PlatformModule } from './platform.module.js';
export { openQueue, openWorker } from './queue.js';
export { openThread } from './thread.js';
export { randomToken, readableCode, signature, tokenHash } from './tokens.js';
export { BuiltinIndex } from './search/builtin-index.js';
export { ThreadedIndex } from './search/threaded-index.js';
export { SHARED_SEARCH, type SharedSearch } from './search/shared-search.js';
export { MeilisearchIndex, type MeilisearchOptions } from './search/meilisearch-index.js';
export {
  ANSWER_WITHIN,
  type Condition,
  MOST_FACET_VALUES,
  type RebuildProgress,
  type SearchAnswer,
  type SearchDocument,
  type SearchFields,
  type SearchHit,
  type SearchIndex,
  type SearchRequest,
  type SearchSchema,
  SearchUnavailable,
  type SuggestRequest,
  type Suggestion,
  type SynonymSets,
} from './search/search-index.js';

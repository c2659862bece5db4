export { explainFileError, PostgresBusyError, PostgresError } from './postgres-error.js';
export { actualDataDir } from './place-cluster.js';
export { isHeld, lockHolder, takeLock, type HeldLock, type LockHolder } from './process-lock.js';
export {
  attachPostgres,
  databaseHolder,
  startPostgres,
  stopAbandoned,
  type PostgresOptions,
  type RunningPostgres,
} from './start-postgres.js';
export { startTestPostgres } from './test-postgres.js';

/** Something the operator has to know, said in one sentence (Chinese / English); shown without a stack. */
export class PostgresError extends Error {
  override readonly name: string = 'PostgresError';
}

/** The data directory is in use by another living command of this product. */
export class PostgresBusyError extends PostgresError {
  override readonly name = 'PostgresBusyError';

  constructor(
    readonly pid: number,
    dataDir: string,
  ) {
    super(
      `数据库 ${dataDir} 正被另一命令使用（进程 ${pid}），请等它结束或先停止它 / ` +
        `the database ${dataDir} is in use by another command (process ${pid}): wait for it or stop it first`,
    );
  }
}

const isDiskFull = (text: string) => /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/i.test(text);
const isNotPermitted = (text: string) =>
  /Permission denied|EACCES|EPERM|Operation not permitted|EROFS/i.test(text);

/** The line of a server or initdb log that says why it gave up. */
export function decisiveLine(log: string): string {
  const lines = log.split(/\r?\n/).filter((line) => line.trim() !== '');
  const decisive = lines.findLast((line) => /\b(PANIC|FATAL):|^initdb: error:|^postgres: /.test(line));
  return (decisive ?? lines.at(-1) ?? '').replace(/^.*?\b(PANIC|FATAL):\s*/, '').trim();
}

/** Turns what initdb or the server printed before it gave up into one sentence. */
export function explainFailure(output: string, dataDir: string, logFile?: string): PostgresError {
  const reason = decisiveLine(output);
  const log = logFile ? `（日志 / log: ${logFile}）` : '';
  if (isDiskFull(output)) return diskFull(dataDir);
  if (isNotPermitted(reason)) {
    return new PostgresError(
      `没有权限使用数据目录 ${dataDir} / no permission for the data directory ${dataDir}: ${reason}${log}`,
    );
  }
  if (/GLIBC_|cannot open shared object|Library not loaded|not found \(required by/i.test(output)) {
    return new PostgresError(
      `内置 PostgreSQL 无法在此系统上运行，请用 DATABASE_URL 指定一个 PostgreSQL / ` +
        `the embedded PostgreSQL does not run on this system, name a PostgreSQL in DATABASE_URL: ${reason}`,
    );
  }
  if (
    /could not (map|create|allocate|resize).*shared memory|Cannot allocate memory|out of memory/i.test(output)
  ) {
    return new PostgresError(
      `内存不足，数据库无法启动 / not enough memory for the database: ${reason}${log}`,
    );
  }
  return new PostgresError(
    `数据库数据 ${dataDir} 无法打开，可能已损坏；从备份恢复，或用 npm run reset 重新开始 / ` +
      `the data in ${dataDir} cannot be opened and may be damaged; restore it or start over with npm run reset: ` +
      `${reason || 'no reason given'}${log}`,
  );
}

/** Turns an error of the file system met on the way into one sentence; leaves everything else as it is. */
export function explainFileError(error: unknown, path: string): unknown {
  if (error instanceof PostgresError || !(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (isDiskFull(code)) return diskFull(path);
  if (isNotPermitted(code)) {
    return new PostgresError(`没有权限写入 ${path} / no permission to write ${path}: ${error.message}`);
  }
  return error;
}

function diskFull(path: string): PostgresError {
  return new PostgresError(
    `磁盘已满：请在 ${path} 所在磁盘腾出空间（至少 200 MB）后再启动 / ` +
      `the disk is full: free at least 200 MB where ${path} lies, then start again`,
  );
}

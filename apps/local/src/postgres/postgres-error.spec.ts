import { describe, expect, it } from '@jest/globals';
import { decisiveLine, explainFailure, explainFileError, PostgresError } from './postgres-error.js';

const explain = (output: string) =>
  explainFailure(output, '/data/postgres', '/data/logs/postgres.log').message;

describe('why PostgreSQL did not start', () => {
  it('is told from its decisive line', () => {
    const log = [
      '2026-11-24 00:00:00 UTC [7] LOG:  starting PostgreSQL 18.4',
      '2026-11-24 00:00:00 UTC [7] FATAL:  could not access file "x": No such file',
      '2026-11-24 00:00:00 UTC [7] LOG:  database system is shut down',
    ].join('\n');
    expect(decisiveLine(log)).toBe('could not access file "x": No such file');
    expect(decisiveLine('')).toBe('');
  });

  it.each([
    [
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
      /the disk is full: free at least 200 MB/,
    ],
    ['initdb: error: could not write to file: Disk quota exceeded', /the disk is full/],
    [
      'FATAL:  could not open file "global/pg_control": Permission denied',
      /no permission for the data directory \/data\/postgres/,
    ],
    [
      'PANIC:  could not locate a valid checkpoint record',
      /may be damaged.*npm run reset.*checkpoint record/,
    ],
    [
      'FATAL:  could not map anonymous shared memory: Cannot allocate memory',
      /not enough memory for the database/,
    ],
    [
      "postgres: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found",
      /does not run on this system.*DATABASE_URL/,
    ],
  ])('%s', (output, sentence) => {
    expect(explain(output)).toMatch(sentence);
    expect(explain(output)).not.toContain('\n');
  });
});

describe('an error of the file system on the way', () => {
  const failure = (code: string) => Object.assign(new Error(`${code}: write`), { code });

  it('becomes a sentence when the operator can do something about it', () => {
    expect((explainFileError(failure('ENOSPC'), '/data') as Error).message).toMatch(/the disk is full/);
    expect((explainFileError(failure('EACCES'), '/data') as Error).message).toMatch(
      /no permission to write \/data/,
    );
  });

  it('stays what it is otherwise', () => {
    const other = failure('EIO');
    expect(explainFileError(other, '/data')).toBe(other);
    const said = new PostgresError('said already');
    expect(explainFileError(said, '/data')).toBe(said);
  });
});

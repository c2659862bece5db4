import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** What the caller gave cannot be used; the message is one sentence that names the file and the line. */
export class InputError extends Error {
  override name = 'InputError';
}

/** An id that can stand in a column of a run. */
export const identifier = z.string().regex(/^[^\t\r\n]+$/, 'must be a text without tabs and line breaks');

/**
 * The checked records of a JSONL file by id, in the order of the file.
 * @throws {InputError} on a missing file, a malformed line or a repeated id, named by file and line
 */
export async function readRecords<T extends { id: string }>(
  file: string,
  schema: z.ZodType<T>,
): Promise<Map<string, T>> {
  const records = new Map<string, T>();
  for await (const { number, text } of linesOf(file)) {
    const checked = schema.safeParse(parsed(text, file, number));
    if (!checked.success) {
      const [issue] = checked.error.issues;
      const field = issue?.path.join('.') || 'the line';
      throw new InputError(`${file} line ${number}: ${field}: ${issue?.message ?? 'not usable'}`);
    }
    const record = checked.data;
    if (records.has(record.id)) {
      throw new InputError(`${file} line ${number}: the id ${record.id} stands in an earlier line already`);
    }
    records.set(record.id, record);
  }
  return records;
}

function parsed(text: string, file: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${file} line ${number}: not JSON`);
  }
}

/** The lines of a file that are not blank, with their numbers from 1, without a byte order mark. */
export async function* linesOf(file: string): AsyncGenerator<{ number: number; text: string }> {
  const input = createReadStream(file, 'utf8');
  let number = 0;
  try {
    for await (const raw of splitLines(input)) {
      number++;
      const text = number === 1 ? raw.replace(/^\uFEFF/, '') : raw;
      if (text.trim() !== '') yield { number, text };
    }
  } catch (error) {
    if (isSystemError(error))
      throw new InputError(`${file} cannot be read: ${reasonOf(error)}`, { cause: error });
    throw error;
  } finally {
    input.destroy();
  }
}

/** Node's readline also breaks at U+2028 and U+2029, which JSON allows inside a text. */
async function* splitLines(input: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of input) {
    const lines = piece.split('\n');
    lines[0] = rest + lines[0]!;
    rest = lines.pop()!;
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  yield rest;
}

/** Writes the file whole or not at all: an earlier one stays until the new one is complete. */
export async function writeWhole(
  out: string,
  content: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const unfinished = `${out}.${process.pid}.tmp`;
  try {
    await pipeline(Readable.from(content), createWriteStream(unfinished));
    await rename(unfinished, out);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (isSystemError(error))
      throw new InputError(`${out} cannot be written: ${reasonOf(error)}`, { cause: error });
    throw error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const known: Record<string, string> = {
    ENOENT: 'no such file or directory',
    EISDIR: 'it is a directory',
    EACCES: 'permission denied',
    ENOSPC: 'the disk is full',
  };
  return known[error.code ?? ''] ?? error.message;
}

import { readFile, stat } from 'node:fs/promises';
import { InputError, writeWhole } from './run-files.js';

/** Ten times what the largest event needs. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_LETTERS = 500;

/** @throws {InputError} if the file cannot be read, is larger than 64 MB or is not JSON */
export async function readJson(file: string): Promise<unknown> {
  const text = await textOf(file).catch((error: Error) => {
    throw new InputError(`${file} cannot be read: ${error.message}`, { cause: error });
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refusal(`${file}: not JSON`, error);
  }
}

async function textOf(file: string): Promise<string> {
  if ((await stat(file)).size > MOST_BYTES) throw new Error('it is larger than 64 MB');
  return readFile(file, 'utf8');
}

/** Writes the file whole or not at all. @throws {InputError} if it cannot be written */
export function writeJson(file: string, value: unknown): Promise<void> {
  return writeWhole(file, [`${JSON.stringify(value)}\n`]);
}

/** What is wrong with a file or a part of it, in one line, however long or broken what it quotes may be. */
export function refusal(subject: string, error: unknown): InputError {
  const { message } = error as Error;
  return new InputError(`${subject}: ${message.replace(/\s+/g, ' ').slice(0, MOST_LETTERS)}`, {
    cause: error,
  });
}

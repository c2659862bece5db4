import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { InputError } from './run-files.js';

/** @throws {InputError} if the file cannot be read or is not JSON */
export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new InputError(`${file} cannot be read: ${error.message}`);
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InputError(`${file}: not JSON: ${(error as Error).message.slice(0, 200)}`, { cause: error });
  }
}

/** Writes the file whole or not at all. @throws {InputError} if it cannot be written */
export async function writeJson(file: string, value: unknown): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, `${JSON.stringify(value)}\n`);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new InputError(`${file} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

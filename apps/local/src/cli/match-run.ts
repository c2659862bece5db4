import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { MatchingEngine, type NeedProfile, type Scored, type TechnologyProfile } from '#matching';

/** What the caller gave cannot be used; the message is one sentence that names the file and the line. */
export class InputError extends Error {
  override name = 'InputError';
}

export interface MatchRunOptions {
  /** JSONL of technologies: `{"id","title","text"?, …}`, the fields of TechnologyProfile. */
  technologies: string;
  /** JSONL of needs, the fields of NeedProfile. */
  needs: string;
  /** Where the run is written: `need_id<TAB>technology_id<TAB>score`, best first within each need. */
  out: string;
  /** TSV of need and technology ids; exactly these pairs are scored, each once. */
  pairs?: string;
  /** How many technologies per need; 100 if not given, without effect on `pairs`. */
  top?: number;
}

const DEFAULT_TOP = 100;

const identifier = z.string().regex(/^[^\t\r\n]+$/, 'must be a text without tabs and line breaks');
const some = z.array(z.string()).optional();
const line = z.string().optional();
const amount = z.number().nonnegative().optional();
const level = z.number().int().min(1).max(9).optional();

const technologySchema = z.object({
  id: identifier,
  title: z.string(),
  summary: line,
  problem: line,
  text: line,
  keywords: some,
  industry: line,
  field: line,
  trl: level,
  modes: some,
  price: z.object({ kind: z.enum(['negotiable', 'range', 'fixed']), min: amount, max: amount }).optional(),
  districts: some,
  ipStatuses: some,
}) satisfies z.ZodType<TechnologyProfile>;

const needSchema = z.object({
  id: identifier,
  title: z.string(),
  problem: line,
  text: line,
  keywords: some,
  targets: z.array(z.object({ name: z.string(), unit: line, target: line })).optional(),
  industry: line,
  field: line,
  minTrl: level,
  modes: some,
  budget: z.object({ min: amount, max: amount }).optional(),
  district: line,
  deadline: line,
}) satisfies z.ZodType<NeedProfile>;

/**
 * Matches two files without a database. The run is written whole or not at all.
 * @throws {InputError} on a missing or malformed file, an unknown or repeated id, or an impossible option
 */
export async function matchRun({
  technologies,
  needs,
  out,
  pairs,
  top = DEFAULT_TOP,
}: MatchRunOptions): Promise<void> {
  if (!Number.isSafeInteger(top) || top < 1)
    throw new InputError(`top must be a whole number above 0, not ${top}`);
  const engine = new MatchingEngine();
  const offered = await readProfiles(technologies, technologySchema);
  const wanted = await readProfiles(needs, needSchema);
  for (const technology of offered.values()) engine.setTechnology(technology);
  for (const need of wanted.values()) engine.setNeed(need);
  const chosen = pairs === undefined ? undefined : await readPairs(pairs, wanted, offered);
  await writeWhole(out, chosen ? scoredPairs(engine, chosen) : bestOfEach(engine, wanted.values(), top));
}

function* bestOfEach(engine: MatchingEngine, needs: Iterable<NeedProfile>, top: number): Generator<string> {
  for (const need of needs) yield rows(need, engine.rankTechnologies(need, { top }));
}

function* scoredPairs(
  engine: MatchingEngine,
  pairs: Map<NeedProfile, Set<TechnologyProfile>>,
): Generator<string> {
  for (const [need, technologies] of pairs) yield rows(need, engine.scoreEach(need, technologies));
}

function rows(need: NeedProfile, scored: Scored[]): string {
  return scored.map(({ id, score }) => `${need.id}\t${id}\t${score}\n`).join('');
}

async function readProfiles<T extends { id: string }>(
  file: string,
  schema: z.ZodType<T>,
): Promise<Map<string, T>> {
  const profiles = new Map<string, T>();
  for await (const { number, text } of linesOf(file)) {
    const checked = schema.safeParse(parsed(text, file, number));
    if (!checked.success) {
      const [issue] = checked.error.issues;
      const field = issue?.path.join('.') || 'the line';
      throw new InputError(`${file} line ${number}: ${field}: ${issue?.message ?? 'not usable'}`);
    }
    const profile = checked.data;
    if (profiles.has(profile.id)) {
      throw new InputError(`${file} line ${number}: the id ${profile.id} stands in an earlier line already`);
    }
    profiles.set(profile.id, profile);
  }
  return profiles;
}

function parsed(text: string, file: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${file} line ${number}: not JSON`);
  }
}

async function readPairs(
  file: string,
  needs: Map<string, NeedProfile>,
  technologies: Map<string, TechnologyProfile>,
): Promise<Map<NeedProfile, Set<TechnologyProfile>>> {
  const pairs = new Map<NeedProfile, Set<TechnologyProfile>>();
  for await (const { number, text } of linesOf(file)) {
    const [needId = '', technologyId] = text.split('\t');
    if (technologyId === undefined) {
      throw new InputError(`${file} line ${number}: a need id, a tab and a technology id are expected`);
    }
    const need = needs.get(needId);
    const technology = technologies.get(technologyId);
    if (!need) throw new InputError(`${file} line ${number}: there is no need with the id ${needId}`);
    if (!technology)
      throw new InputError(`${file} line ${number}: there is no technology with the id ${technologyId}`);
    pairs.set(need, (pairs.get(need) ?? new Set()).add(technology));
  }
  return pairs;
}

/** The lines that are not blank, with their numbers from 1, without a byte order mark. */
async function* linesOf(file: string): AsyncGenerator<{ number: number; text: string }> {
  const input = createReadStream(file, 'utf8');
  let number = 0;
  try {
    for await (const raw of createInterface({ input, crlfDelay: Infinity })) {
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

async function writeWhole(out: string, content: Iterable<string>): Promise<void> {
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

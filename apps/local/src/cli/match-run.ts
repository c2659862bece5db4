import { z } from 'zod';
import {
  levelNumber,
  levelOf,
  MatchingEngine,
  type NeedProfile,
  type Rating,
  type Scored,
  type TechnologyProfile,
} from '#matching';
import { matchAll } from './match-pool.js';
import { identifier, InputError, linesOf, readRecords, writeWhole } from './run-files.js';

export interface MatchRunOptions {
  /** JSONL of technologies: `{"id","title","text"?, …}`, the fields of TechnologyProfile. */
  technologies: string;
  /** JSONL of needs, the fields of NeedProfile. */
  needs: string;
  /** Where the run is written: `need_id<TAB>technology_id<TAB>score[<TAB>level]`, best first within each need. */
  out: string;
  /** TSV of need and technology ids; exactly these pairs are scored, each once. */
  pairs?: string;
  /** How many technologies per need; 100 if not given, without effect on `pairs`. */
  top?: number;
  /** TSV of need id, technology id and level 1 (does not suit) to 4 (strong), which is learnt first. */
  feedback?: string;
  /** Adds the level, 1–4, as a fourth column. */
  levels?: boolean;
}

const DEFAULT_TOP = 100;
/** From so many pairs on all processors share the work. */
const MANY_PAIRS = 5_000_000;

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
  investment: z.object({ min: amount, max: amount }).optional(),
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
  ipExpectation: line,
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
  feedback,
  levels = false,
}: MatchRunOptions): Promise<void> {
  if (!Number.isSafeInteger(top) || top < 1)
    throw new InputError(`top must be a whole number above 0, not ${top}`);
  const engine = new MatchingEngine();
  const offered = await readRecords(technologies, technologySchema);
  const wanted = await readRecords(needs, needSchema);
  for (const technology of offered.values()) engine.setTechnology(technology);
  for (const need of wanted.values()) engine.setNeed(need);
  const nearTerms = engine.trainNearTerms();
  engine.useNearTerms(nearTerms);
  const chosen = pairs === undefined ? undefined : await readPairs(pairs, wanted, offered);
  const learnt = feedback && engine.learn(await readRatings(feedback, wanted, offered));
  if (learnt) engine.useLearnt(learnt);
  if (chosen) return writeWhole(out, scoredPairs(engine, chosen, levels));
  if (wanted.size * offered.size < MANY_PAIRS) {
    return writeWhole(out, bestOfEach(engine, wanted.values(), top, levels));
  }
  const sides = { technologies: [...offered.values()], needs: [...wanted.values()] };
  const lists = await matchAll(
    { ...sides, nearTerms, ...(learnt && { learnt }), top },
    { onProgress: report },
  );
  await writeWhole(
    out,
    sides.needs.map((need, i) => rows(need, lists[i]!, levels)),
  );
}

function report(done: number, total: number): void {
  process.stderr.write(`\r${done} / ${total}${done === total ? '\n' : ''}`);
}

function* bestOfEach(
  engine: MatchingEngine,
  needs: Iterable<NeedProfile>,
  top: number,
  levels: boolean,
): Generator<string> {
  for (const need of needs) yield rows(need, engine.rankTechnologies(need, { top }), levels);
}

function* scoredPairs(
  engine: MatchingEngine,
  pairs: Map<NeedProfile, Set<TechnologyProfile>>,
  levels: boolean,
): Generator<string> {
  for (const [need, technologies] of pairs) yield rows(need, engine.scoreEach(need, technologies), levels);
}

function rows(need: NeedProfile, scored: Scored[], levels: boolean): string {
  return scored
    .map(({ id, score }) => {
      const level = levels ? `\t${levelNumber(levelOf(score))}` : '';
      return `${need.id}\t${id}\t${score}${level}\n`;
    })
    .join('');
}

type Needs = Map<string, NeedProfile>;
type Technologies = Map<string, TechnologyProfile>;

async function readPairs(
  file: string,
  needs: Needs,
  technologies: Technologies,
): Promise<Map<NeedProfile, Set<TechnologyProfile>>> {
  const pairs = new Map<NeedProfile, Set<TechnologyProfile>>();
  for await (const line of linesOf(file)) {
    const { need, technology } = pairIn(line, file, needs, technologies);
    pairs.set(need, (pairs.get(need) ?? new Set()).add(technology));
  }
  return pairs;
}

async function readRatings(file: string, needs: Needs, technologies: Technologies): Promise<Rating[]> {
  const ratings: Rating[] = [];
  for await (const line of linesOf(file)) {
    const { need, technology, rest } = pairIn(line, file, needs, technologies);
    const level = Number(rest[0]);
    if (!Number.isInteger(level) || level < 1 || level > 4) {
      const given = rest[0] === undefined ? 'is missing' : `${rest[0]} is not a whole number from 1 to 4`;
      throw new InputError(`${file} line ${line.number}: the level ${given}`);
    }
    ratings.push({ needId: need.id, technologyId: technology.id, level });
  }
  return ratings;
}

function pairIn(
  { number, text }: { number: number; text: string },
  file: string,
  needs: Needs,
  technologies: Technologies,
): { need: NeedProfile; technology: TechnologyProfile; rest: string[] } {
  const [needId = '', technologyId, ...rest] = text.split('\t');
  if (technologyId === undefined) {
    throw new InputError(`${file} line ${number}: a need id, a tab and a technology id are expected`);
  }
  const need = needs.get(needId);
  const technology = technologies.get(technologyId);
  if (!need) throw new InputError(`${file} line ${number}: there is no need with the id ${needId}`);
  if (!technology)
    throw new InputError(`${file} line ${number}: there is no technology with the id ${technologyId}`);
  return { need, technology, rest };
}

import { parseArgs } from 'node:util';
import { AppError, ConfigError, loadConfig, runMigrations } from '#platform';
import { createPlaces, dataPlaces, secretKey } from '../data-places.js';
import { LocalProblem } from '../local-problem.js';
import { obtainDatabase } from '../obtain-database.js';
import { PostgresBusyError, PostgresError } from '../postgres/index.js';
import { importFile } from './import-file.js';
import { matchNeed } from './match-need.js';
import { matchRun } from './match-run.js';
import { InputError } from './run-files.js';
import { searchRun } from './search-run.js';
import { timetableRepair } from './timetable-repair.js';
import { timetableRun } from './timetable-run.js';

const usage = `usage:
  npm run --silent cli -- import technologies|needs FILE [--organisation NAME]
  npm run --silent cli -- match --need ID [--top 10]
  npm run --silent cli -- match-run --technologies FILE.jsonl --needs FILE.jsonl --out RUN.tsv [--pairs PAIRS.tsv] [--top 100] [--feedback RATED.tsv] [--levels]
  npm run --silent cli -- search-run --docs FILE.jsonl --queries FILE.tsv --out RUN.tsv [--top 100] [--engine builtin|meilisearch]
  npm run --silent cli -- timetable --instance I.json --out T.json [--seconds 10] [--seed 1] [--objectives fairness,score]
  npm run --silent cli -- timetable-repair --instance I.json --timetable T.json --event E.json --out T2.json
  npm run --silent cli -- migrate`;

/** Bad words on the command line: the message says which. */
class UsageError extends Error {}

const positive = (text: string | undefined, option: string, fallback: number): number => {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new UsageError(`--${option} should be a whole number from 1`);
  return value;
};
const needed = (text: string | undefined, option: string): string => {
  if (!text) throw new UsageError(`--${option} is missing`);
  return text;
};

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        organisation: { type: 'string' },
        need: { type: 'string' },
        top: { type: 'string' },
        technologies: { type: 'string' },
        needs: { type: 'string' },
        out: { type: 'string' },
        instance: { type: 'string' },
        timetable: { type: 'string' },
        event: { type: 'string' },
        seconds: { type: 'string' },
        seed: { type: 'string' },
        objectives: { type: 'string' },
        pairs: { type: 'string' },
        feedback: { type: 'string' },
        levels: { type: 'boolean' },
        docs: { type: 'string' },
        queries: { type: 'string' },
        engine: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The database of DATABASE_URL, or the embedded one, shared with a running `npm start`. */
async function withDatabase(work: (databaseUrl: string) => Promise<void>): Promise<void> {
  const places = dataPlaces(process.env);
  createPlaces(places);
  process.env['SECRET_KEY'] ??= secretKey(places, process.env);
  const database = await obtainDatabase(process.env, places, 'command', (line) => console.error(line));
  try {
    process.env['DATABASE_URL'] = database.url;
    loadConfig(process.env);
    await runMigrations(database.url);
    await work(database.url);
  } finally {
    await database.stop();
  }
}

/** @returns the exit status if it is not 0 */
async function run(): Promise<number | void> {
  const { values, positionals } = readArguments();
  const [command, what, file] = positionals;
  switch (command) {
    case 'import': {
      if (what !== 'technologies' && what !== 'needs')
        throw new UsageError('import what: technologies or needs?');
      if (!file) throw new UsageError('import: which FILE?');
      const kind = what === 'technologies' ? 'technology' : 'need';
      return withDatabase(() => importFile({ kind, file, organisation: values.organisation }));
    }
    case 'match': {
      const need = needed(values.need, 'need');
      const top = positive(values.top, 'top', 10);
      return withDatabase(() => matchNeed(need, top));
    }
    case 'match-run':
      return matchRun({
        technologies: needed(values.technologies, 'technologies'),
        needs: needed(values.needs, 'needs'),
        out: needed(values.out, 'out'),
        pairs: values.pairs,
        feedback: values.feedback,
        levels: values.levels,
        top: positive(values.top, 'top', 100),
      });
    case 'search-run': {
      const { engine = 'builtin' } = values;
      if (engine !== 'builtin' && engine !== 'meilisearch')
        throw new UsageError('--engine should be builtin or meilisearch');
      return searchRun({
        engine,
        meili: { url: process.env['MEILI_URL'], key: process.env['MEILI_KEY'] },
        docs: needed(values.docs, 'docs'),
        queries: needed(values.queries, 'queries'),
        out: needed(values.out, 'out'),
        top: positive(values.top, 'top', 100),
      });
    }
    case 'timetable': {
      const seconds = Number(values.seconds ?? 10);
      if (!(seconds > 0)) throw new UsageError('--seconds should be a number above 0');
      return timetableRun({
        instance: needed(values.instance, 'instance'),
        out: needed(values.out, 'out'),
        seconds,
        seed: positive(values.seed, 'seed', 1),
        objectives: values.objectives?.split(','),
      });
    }
    case 'timetable-repair':
      return timetableRepair({
        instance: needed(values.instance, 'instance'),
        timetable: needed(values.timetable, 'timetable'),
        event: needed(values.event, 'event'),
        out: needed(values.out, 'out'),
      });
    case 'migrate':
      return withDatabase(async () => console.log('数据库结构已是最新 / the schema is up to date'));
    default:
      throw new UsageError(command ? `unknown command ${command}` : 'which command?');
  }
}

try {
  process.exit((await run()) ?? 0);
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n${usage}`);
  else if (
    [InputError, LocalProblem, PostgresError, PostgresBusyError, ConfigError, AppError].some(
      (known) => error instanceof known,
    )
  ) {
    const { details } = error as Partial<AppError>;
    console.error((error as Error).message, details?.values?.['reason'] ?? '');
  } else console.error(error);
  process.exit(error instanceof UsageError || error instanceof InputError ? 2 : 1);
}

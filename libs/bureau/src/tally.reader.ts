import { Injectable } from '@nestjs/common';
import {
  intentStageCodes,
  type InputOf,
  type listTallyRows,
  type Locale,
  type readTally,
  type ResponseOf,
  type Tally,
  type TallyRow,
} from '#contracts';
import type { RowFilter } from '#identity';
import { AppError, Clock, Database, invalidField } from '#platform';
import {
  everReached,
  figureRows,
  type FigureKey,
  isAt,
  isConfirmed,
  isOf,
  subtitleInWords,
  TALLY_QUERY_VERSION,
  tallySources,
} from './figures.js';

type Filter = InputOf<typeof readTally>['query'];
type RowsQuery = InputOf<typeof listTallyRows>['query'];
type Counted = Pick<Tally, 'byStage' | 'byInstitute' | 'amounts'> & { counts: Record<string, number> };

/** What was voided is not tallied. */
const talliedStages = intentStageCodes.filter((stage) => stage !== 'void');
const plainFigures = (Object.keys(figureRows) as FigureKey[]).filter(
  (figure) => figure !== 'intents_at_stage' && figure !== 'intents_of_institute',
);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const amount = (column: string) => `coalesce(sum(f.${column}), 0)`;

/** One statement, so that all figures are of the same moment. $6 are the stages. */
const tallyQuery = `${tallySources}
  SELECT jsonb_build_object(${plainFigures
    .map((figure) => `'${figure}', (SELECT count(*) FROM (${figureRows[figure]}) counted)`)
    .join(', ')}) AS counts,
  (SELECT jsonb_agg(jsonb_build_object('stage', st.stage,
            'count', (SELECT count(*) FROM facts f WHERE ${isAt('st.stage')}),
            'everReached', (SELECT count(*) FROM facts f WHERE ${everReached('st.stage')})) ORDER BY st.no)
     FROM unnest($6::text[]) WITH ORDINALITY AS st(stage, no)) AS "byStage",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('organisation', jsonb_build_object('id', x.id, 'name', x.name),
            'confirmed', x.confirmed, 'contracted', x.contracted, 'paid', x.paid, 'contractValue', x.contract_value,
            'technologyValue', x.technology_value, 'received', x.received) ORDER BY x.confirmed DESC, x.name, x.id), '[]')
     FROM (SELECT o.id, o.name, count(*) AS confirmed,
                  count(*) FILTER (WHERE ${everReached(`'contracted'`)}) AS contracted,
                  count(*) FILTER (WHERE ${everReached(`'paid'`)}) AS paid,
                  ${amount('contract_value')} AS contract_value, ${amount('technology_value')} AS technology_value,
                  ${amount('received')} AS received
             FROM organisations o JOIN facts f ON ${isOf('o.id')}
            WHERE o.kind = 'institute' AND ${isConfirmed} GROUP BY o.id) x) AS "byInstitute",
  (SELECT jsonb_build_object('intendedMax', ${amount('intended_max')}, 'contractValue', ${amount('contract_value')},
            'technologyValue', ${amount('technology_value')}, 'received', ${amount('received')})
     FROM facts f WHERE ${isConfirmed}) AS amounts`;

/** Figures and the rows behind them, counted when they are asked for, as of an instant that is never in the future. */
@Injectable()
export class TallyReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Amounts in 分, of the intents that were ever confirmed. Errors: `not_found` for an unknown event. */
  async tally(rows: RowFilter, filter: Filter): Promise<Tally> {
    const asOf = this.instantOf(filter);
    await this.checkEvent(filter);
    const [counted] = await this.database.query<Counted>(tallyQuery, [
      ...scopeValues(rows, asOf, filter, null),
      talliedStages,
    ]);
    const { counts, byStage, byInstitute, amounts } = counted!;
    const figures: Tally['figures'] = plainFigures.map((figure) => ({
      figure,
      key: null,
      count: counts[figure]!,
    }));
    for (const { stage, count, everReached } of byStage) {
      figures.push({ figure: 'intents_at_stage', key: stage, count });
      figures.push({ figure: 'intents_at_stage', key: `${stage}:ever`, count: everReached });
    }
    for (const { organisation, confirmed, contracted, paid } of byInstitute) {
      figures.push({ figure: 'intents_of_institute', key: organisation.id, count: confirmed });
      figures.push({
        figure: 'intents_of_institute',
        key: `${organisation.id}:contracted`,
        count: contracted,
      });
      figures.push({ figure: 'intents_of_institute', key: `${organisation.id}:paid`, count: paid });
    }
    return {
      asOf: asOf.toISOString(),
      queryVersion: TALLY_QUERY_VERSION,
      figures,
      byStage,
      byInstitute,
      amounts,
    };
  }

  /** The rows that a figure counted. Errors: `invalid_input` for a missing or unknown key, `not_found` as `tally`. */
  async rows(rows: RowFilter, query: RowsQuery, locale: Locale): Promise<ResponseOf<typeof listTallyRows>> {
    checkKey(query);
    await this.checkEvent(query);
    const source = `${tallySources}, counted AS (${figureRows[query.figure]})`;
    const values = scopeValues(rows, this.instantOf(query), query, query.key ?? null);
    const items = await this.database.query<TallyRow>(
      `${source} SELECT id, title, subtitle, state, link,
                        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
         FROM counted ORDER BY counted.at DESC NULLS LAST, id LIMIT $6 OFFSET $7`,
      [...values, query.pageSize, (query.page - 1) * query.pageSize],
    );
    const [count] = await this.database.query<{ total: number }>(
      `${source} SELECT count(*)::int AS total FROM counted`,
      values,
    );
    return {
      items: items.map((row) => ({ ...row, subtitle: subtitleInWords(query.figure, row.subtitle, locale) })),
      total: count?.total ?? 0,
      page: query.page,
      pageSize: query.pageSize,
    };
  }

  private instantOf({ asOf }: Filter): Date {
    const now = this.clock.now();
    return asOf && Date.parse(asOf) < now.getTime() ? new Date(asOf) : now;
  }

  private async checkEvent({ eventId }: Filter): Promise<void> {
    if (!eventId) return;
    const events = await this.database.query('SELECT 1 FROM events WHERE id = $1', [eventId]);
    if (events.length === 0) throw new AppError('not_found');
  }
}

const scopeValues = (rows: RowFilter, asOf: Date, { eventId }: Filter, key: string | null): unknown[] => [
  asOf,
  eventId ?? null,
  rows.all,
  rows.district,
  key,
];

/** Keys are a stage or `stage:ever`, an institute's id, `id:contracted` or `id:paid`; the other figures have none. */
function checkKey({ figure, key }: RowsQuery): void {
  if (figure !== 'intents_at_stage' && figure !== 'intents_of_institute') return;
  if (!key) throw invalidField('key', 'required');
  const [first = '', second, ...rest] = key.split(':');
  const known =
    figure === 'intents_at_stage'
      ? talliedStages.some((stage) => stage === first) && (second === undefined || second === 'ever')
      : uuid.test(first) && (second === undefined || second === 'contracted' || second === 'paid');
  if (!known || rest.length > 0) throw invalidField('key', 'unknown_value');
}

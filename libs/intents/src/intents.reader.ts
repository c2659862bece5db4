import { Injectable } from '@nestjs/common';
import type { InputOf, IntentCard, IntentDetail, listIntents, ResponseOf } from '#contracts';
import type { Caller, RowFilter } from '#identity';
import { Clock, Database, found } from '#platform';
import { nextStages } from './intent.js';
import { intentTables, stateColumns, type StateRow, visible, visibleValues } from './intent-sql.js';
import { standingOf } from './standing.js';

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const party = (o: 'a' | 'b') =>
  `jsonb_build_object('id', ${o}.id, 'name', ${o}.name, 'kind', ${o}.kind, 'district', ${o}.district)`;
const listing = (l: 't' | 'n') =>
  `CASE WHEN ${l}.id IS NULL THEN NULL
        ELSE jsonb_build_object('id', ${l}.id, 'title', coalesce(${l}.published, ${l}.content)->>'title') END`;
/** $2 is the reader's organisation, as in `visible`. */
const awaitsMe = `(i.stage = 'pending' AND i.b_id IS NOT DISTINCT FROM $2::uuid)`;
const cardColumns = `i.id, i.code, i.stage, i.kind, ${party('a')} AS a, ${party('b')} AS b,
  CASE WHEN e.id IS NULL THEN NULL ELSE jsonb_build_object('id', e.id, 'title', e.content->>'title') END AS event,
  ${listing('t')} AS technology, ${listing('n')} AS need, i.content, i.next_step AS "nextStep",
  jsonb_build_object('intendedMin', i.intended_min, 'intendedMax', i.intended_max, 'contractValue', i.contract_value,
    'technologyValue', i.technology_value, 'received', i.received) AS amounts,
  ${instant('i.created_at')} AS "createdAt", ${instant('i.updated_at')} AS "updatedAt", ${awaitsMe} AS "awaitsMe", i.version`;
const cardTables = `${intentTables} LEFT JOIN events e ON e.id = i.event_id`;

@Injectable()
export class IntentsReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What awaits the reader's answer first, then what changed last. */
  async list(
    rows: RowFilter,
    query: InputOf<typeof listIntents>['query'],
  ): Promise<ResponseOf<typeof listIntents>> {
    const where = `${visible} AND ($4::text IS NULL OR i.stage = $4) AND ($5::uuid IS NULL OR i.event_id = $5)`;
    const values = [...visibleValues(rows), query.stage ?? null, query.eventId ?? null];
    const items = await this.database.query<IntentCard>(
      `SELECT ${cardColumns} FROM ${cardTables} WHERE ${where}
        ORDER BY ${awaitsMe} DESC, i.updated_at DESC, i.id LIMIT $6 OFFSET $7`,
      [...values, query.pageSize, (query.page - 1) * query.pageSize],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM ${intentTables} WHERE ${where}`,
      values,
    );
    return { items, total: count?.total ?? 0, page: query.page, pageSize: query.pageSize };
  }

  /** One intent with its ledger and what the caller may do with it now. Errors: `not_found`, also for a foreign one. */
  async detail(caller: Caller, id: string): Promise<IntentDetail> {
    const values = [...visibleValues(caller.rows), id];
    const where = `${visible} AND i.id = $4`;
    const [card] = await this.database.query<IntentCard>(
      `SELECT ${cardColumns} FROM ${cardTables} WHERE ${where}`,
      values,
    );
    const [state] = await this.database.query<StateRow>(
      `SELECT ${stateColumns} FROM ${intentTables} WHERE ${where}`,
      values,
    );
    const intent = found(state);
    const ledger = await this.database.query<IntentDetail['ledger'][number]>(
      `SELECT l.seq, ${instant('l.at')} AS at, l.from_stage AS "from", l.to_stage AS "to", l.actor_label AS actor,
              o.name AS organisation, l.note, l.evidence
         FROM intent_ledger l LEFT JOIN organisations o ON o.id = l.organisation_id
        WHERE l.intent_id = $1 ORDER BY l.seq`,
      [id],
    );
    return { ...found(card), ledger, next: nextStages(intent, standingOf(caller, intent), this.clock.now()) };
  }

  /** The newest intent of each meeting that has one the caller may see: meeting id → intent id. */
  async ofMeetings(rows: RowFilter, meetingIds: string[]): Promise<Map<string, string>> {
    const pairs = await this.database.query<{ meetingId: string; id: string }>(
      `SELECT DISTINCT ON (i.meeting_id) i.meeting_id AS "meetingId", i.id FROM ${intentTables}
        WHERE ${visible} AND i.meeting_id = ANY($4::uuid[]) AND i.stage <> 'void'
        ORDER BY i.meeting_id, i.created_at DESC`,
      [...visibleValues(rows), meetingIds],
    );
    return new Map(pairs.map(({ meetingId, id }) => [meetingId, id]));
  }
}

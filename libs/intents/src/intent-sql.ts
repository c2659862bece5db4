import type { RowFilter } from '#identity';
import type { IntentStage } from '#contracts';
import type { IntentKind, IntentState, Side } from './intent.js';

/** An intent with both sides and both listings; every query of this room reads from here. */
export const intentTables = `intents i
  JOIN organisations a ON a.id = i.a_id
  JOIN organisations b ON b.id = i.b_id
  LEFT JOIN listings t ON t.id = i.technology_id
  LEFT JOIN listings n ON n.id = i.need_id`;

/** The rows that a filter lets through; takes $1 to $3 from `visibleValues`. */
export const visible = `($1::boolean OR $2::uuid IN (i.a_id, i.b_id) OR $3::text IN (a.district, b.district))`;
export const visibleValues = (rows: RowFilter): unknown[] => [rows.all, rows.organisationId, rows.district];

/** What the rules need to know of an intent. The seller is who owns the technology, or does not own the need. */
export const stateColumns = `i.id, i.a_id AS "aId", i.b_id AS "bId", i.stage, i.stage_before AS "stageBefore", i.kind,
  i.version, i.created_at AS "createdAt", i.contract_value::float8 AS "contractValue",
  i.technology_value::float8 AS "technologyValue", i.registration_number AS "registrationNumber",
  i.received::float8 AS received,
  CASE WHEN t.organisation_id = i.a_id THEN 'a' WHEN t.organisation_id = i.b_id THEN 'b'
       WHEN n.organisation_id = i.b_id THEN 'a' WHEN n.organisation_id = i.a_id THEN 'b'
       WHEN a.kind = 'institute' AND b.kind <> 'institute' THEN 'a'
       WHEN b.kind = 'institute' AND a.kind <> 'institute' THEN 'b' END AS "sellerSide",
  (SELECT CASE l.organisation_id WHEN i.a_id THEN 'a' WHEN i.b_id THEN 'b' END
     FROM intent_ledger l WHERE l.intent_id = i.id ORDER BY l.seq DESC LIMIT 1) AS "lastBy"`;

export interface StateRow extends IntentState {
  id: string;
  aId: string;
  bId: string;
  stage: IntentStage;
  kind: IntentKind;
  sellerSide: Side | null;
  version: number;
}

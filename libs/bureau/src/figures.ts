import { districts, type figureKeys, type Locale, organisationKinds, termLabel } from '#contracts';
import { mainStages } from '#intents';

export type FigureKey = (typeof figureKeys)[number];

/** Changes with every change of a definition below: a frozen report says by which definitions it was counted. */
export const TALLY_QUERY_VERSION = '2026-11-24.1';

/**
 * What the caller counts: $1 as of, $2 event or null, $3 everything, $4 otherwise this district, $5 the figure's key.
 * Where the two sides of an intent or a meeting lie in different districts it counts in both: the districts add up to
 * more than the city.
 */
const scope = `scope AS (
  SELECT $1::timestamptz AS as_of, $2::uuid AS event_id, $3::boolean AS everything, $4::text AS district, $5::text AS key)`;
const inDistrict = (...columns: string[]) => `(s.everything OR s.district IN (${columns.join(', ')}))`;

const ranks = `ARRAY[${mainStages.map((stage) => `'${stage}'`).join(', ')}]`;
const rank = (stage: string) => `array_position(${ranks}, ${stage})`;
const confirmedRank = mainStages.indexOf('confirmed') + 1;

/**
 * Intents as the ledger had them at the instant; what was void then is left out. `furthest` is the rank of the furthest
 * main stage so far. Registration is voluntary and may be passed over, so it is known by its own entry or number.
 */
const facts = `facts AS (
  SELECT i.id, i.code, i.a_id, i.b_id, a.name AS a_name, b.name AS b_name, i.technology_id, i.need_id,
         last.to_stage AS stage, last.at AS stage_at,
         last.intended_max, last.contract_value, last.technology_value, last.received,
         way.confirmed_at, way.furthest, way.visited, way.registered
    FROM scope s CROSS JOIN intents i
    JOIN organisations a ON a.id = i.a_id
    JOIN organisations b ON b.id = i.b_id
    CROSS JOIN LATERAL (SELECT * FROM intent_ledger l WHERE l.intent_id = i.id AND l.at <= s.as_of
                         ORDER BY l.seq DESC LIMIT 1) last
    CROSS JOIN LATERAL (
      SELECT min(l.at) FILTER (WHERE ${rank('l.to_stage')} >= ${confirmedRank}) AS confirmed_at,
             max(${rank('l.to_stage')}) AS furthest,
             array_agg(l.to_stage) AS visited,
             bool_or(l.to_stage = 'registered' OR coalesce(l.evidence, '{}') ? 'registrationNumber') AS registered
        FROM intent_ledger l WHERE l.intent_id = i.id AND l.at <= s.as_of) way
   WHERE last.to_stage <> 'void' AND (s.event_id IS NULL OR i.event_id = s.event_id)
     AND ${inDistrict('a.district', 'b.district')})`;

/** The common start of every query of this room. */
export const tallySources = `WITH ${scope}, ${facts}`;

/** Conditions on a row `f` of `facts`: the only place where they are written. */
export const isConfirmed = 'f.confirmed_at IS NOT NULL';
export const isAt = (stage: string): string => `f.stage = ${stage}`;
/** That stage was ever reached; a main stage also by one beyond it. */
export const everReached = (stage: string): string =>
  `CASE WHEN ${stage} = 'registered' THEN f.registered
        ELSE coalesce(f.furthest >= ${rank(stage)}, ${stage} = ANY (f.visited)) END`;
export const isOf = (institute: string): string => `${institute} IN (f.a_id, f.b_id)`;

/** A registration `r` that had been made and not been cancelled at the instant; the audit knows when it was. */
const stands = `r.created_at <= s.as_of AND (r.state <> 'cancelled' OR EXISTS (
  SELECT 1 FROM audit_log c WHERE c.subject_id = r.id AND c.action = 'registration.cancel' AND c.at > s.as_of))`;
/** With an event, only what a registration `r` of it brought. */
const atEvent = (condition: string) => `(s.event_id IS NULL OR EXISTS (
  SELECT 1 FROM registrations r WHERE r.event_id = s.event_id AND ${stands} AND ${condition}))`;
/** The decisions of the bureau on an organisation `o`. */
const decisions = `audit_log d WHERE d.subject_id = o.id AND d.action IN ('organisation.approve', 'organisation.reject')`;

const listings = (kind: 'technology' | 'need') => `
  SELECT l.id, coalesce(l.published, l.content)->>'title' AS title, o.name AS subtitle, l.state, first.at,
         '/listings/' || l.id AS link
    FROM scope s CROSS JOIN listings l
    JOIN organisations o ON o.id = l.organisation_id
    CROSS JOIN LATERAL (SELECT coalesce(min(v.published_at), l.published_at) AS at
                          FROM listing_versions v WHERE v.listing_id = l.id) first
   WHERE l.kind = '${kind}' AND first.at <= s.as_of AND ${inDistrict('o.district')}
     AND ${atEvent('l.id = ANY(r.listing_ids)')}`;

const registrations = (at: 'created_at' | 'checked_in_at') => `
  SELECT r.id, p.name AS title, o.name AS subtitle, r.state, r.${at} AS at, '/events/' || r.event_id AS link
    FROM scope s CROSS JOIN registrations r
    JOIN organisations o ON o.id = r.organisation_id
    JOIN people p ON p.id = r.person_id
   WHERE (s.event_id IS NULL OR r.event_id = s.event_id) AND ${inDistrict('o.district')} AND ${stands}
     AND r.${at} <= s.as_of`;

const intents = (condition: string, at: 'confirmed_at' | 'stage_at') => `
  SELECT f.id, f.code || ' ' || f.a_name || ' × ' || f.b_name AS title,
         coalesce(t.published->>'title', n.published->>'title', '') AS subtitle, f.stage AS state, f.${at} AS at,
         '/intents/' || f.id AS link
    FROM scope s CROSS JOIN facts f
    LEFT JOIN listings t ON t.id = f.technology_id
    LEFT JOIN listings n ON n.id = f.need_id
   WHERE ${condition}`;

/** A key of `intents_at_stage`: `agreed` stands there now, `agreed:ever` has reached it. */
const stageOfKey = `split_part(s.key, ':', 1)`;
/** A key of `intents_of_institute`: the institute's id, then nothing (confirmed), `:contracted` or `:paid`. */
const instituteOfKey = `split_part(s.key, ':', 1)::uuid`;
const reachedOfKey = `split_part(s.key, ':', 2)`;

/** The rows behind each figure; its count is the number of these rows. */
export const figureRows: Record<FigureKey, string> = {
  /** Events that have begun. */
  events: `
    SELECT e.id, e.content->>'title' AS title, (e.content->>'district') || '|' || (e.content->>'venue') AS subtitle,
           e.state, e.starts_at AS at, '/events/' || e.id AS link
      FROM scope s CROSS JOIN events e
     WHERE e.state <> 'draft' AND e.starts_at <= s.as_of AND (s.event_id IS NULL OR e.id = s.event_id)
       AND ${inDistrict(`e.content->>'district'`)}`,
  /** Institutes, enterprises and investors whose last decision by the instant was an approval. */
  organisations: `
    SELECT o.id, o.name AS title, o.kind || '|' || coalesce(o.district, '') AS subtitle, o.state, o.created_at AS at,
           NULL AS link
      FROM scope s CROSS JOIN organisations o
     WHERE o.kind IN ('institute', 'enterprise', 'investor') AND o.created_at <= s.as_of
       AND ${inDistrict('o.district')}
       AND ${atEvent('r.organisation_id = o.id')}
       AND CASE WHEN EXISTS (SELECT 1 FROM ${decisions})
                THEN (SELECT d.action FROM ${decisions} AND d.at <= s.as_of ORDER BY d.id DESC LIMIT 1)
                     = 'organisation.approve'
                ELSE o.state = 'approved' END`,
  /** Listings that had been published at least once. */
  technologies: listings('technology'),
  needs: listings('need'),
  registrations: registrations('created_at'),
  check_ins: registrations('checked_in_at'),
  /** Meetings at which both sides were seen at the table. */
  meetings_held: `
    SELECT m.id, ao.name || ' × ' || bo.name AS title, e.content->>'title' AS subtitle, m.state,
           GREATEST(m.seated_a, m.seated_b) AS at, '/events/' || m.event_id AS link
      FROM scope s CROSS JOIN meetings m
      JOIN timetables tt ON tt.id = m.timetable_id AND tt.state = 'announced'
      JOIN events e ON e.id = m.event_id
      JOIN registrations ar ON ar.id = m.a_id JOIN organisations ao ON ao.id = ar.organisation_id
      JOIN registrations br ON br.id = m.b_id JOIN organisations bo ON bo.id = br.organisation_id
     WHERE m.state NOT IN ('moved', 'cancelled') AND m.seated_a <= s.as_of AND m.seated_b <= s.as_of
       AND (s.event_id IS NULL OR m.event_id = s.event_id) AND ${inDistrict('ao.district', 'bo.district')}`,
  /** 合作意向: ever confirmed and not void, by the date of the first confirmation. */
  intents_confirmed: intents(isConfirmed, 'confirmed_at'),
  intents_at_stage: intents(
    `CASE ${reachedOfKey} WHEN 'ever' THEN ${everReached(stageOfKey)} ELSE ${isAt(stageOfKey)} END`,
    'stage_at',
  ),
  intents_of_institute: intents(
    `${isConfirmed} AND ${isOf(instituteOfKey)}
       AND CASE WHEN ${reachedOfKey} = '' THEN true ELSE ${everReached(reachedOfKey)} END`,
    'confirmed_at',
  ),
};

/** Codes in a row's subtitle as words, for the figures whose subtitle has codes. */
export function subtitleInWords(figure: FigureKey, subtitle: string, locale: Locale): string {
  const cut = subtitle.indexOf('|');
  const [first, second] = [subtitle.slice(0, cut), subtitle.slice(cut + 1)];
  if (figure === 'events') return [termLabel(districts, first, locale), second].filter(Boolean).join(' · ');
  if (figure !== 'organisations') return subtitle;
  return [termLabel(organisationKinds, first, locale), second && termLabel(districts, second, locale)]
    .filter(Boolean)
    .join(' · ');
}

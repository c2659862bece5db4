import { expect } from '@jest/globals';
import type { Evidence, IntentStage } from '#contracts';
import type { TestApi } from './test-api.js';

interface Entry {
  at: Date;
  to_stage: IntentStage;
  evidence: Evidence | null;
  intended_max: string | null;
  contract_value: string | null;
  technology_value: string | null;
  received: string;
}
export interface Recorded {
  id: string;
  event_id: string | null;
  a_id: string;
  b_id: string;
  districts: (string | null)[];
  entries: Entry[];
}

const money = ['received', 'contract_value', 'technology_value'] as const;
/** Main stages in their order, written here once more: the recount must not share code with what it checks. */
const way: IntentStage[] = [
  'draft',
  'pending',
  'confirmed',
  'negotiating',
  'agreed',
  'contracted',
  'registered',
  'partly_paid',
  'paid',
  'completed',
];

export async function readLedger(api: TestApi): Promise<Recorded[]> {
  const intents = await api.rows<Omit<Recorded, 'entries'>>(
    `SELECT i.id, i.event_id, i.a_id, i.b_id, ARRAY[a.district, b.district] AS districts
       FROM intents i JOIN organisations a ON a.id = i.a_id JOIN organisations b ON b.id = i.b_id ORDER BY i.code`,
  );
  const ledger = await api.rows<Entry & { intent_id: string }>(
    'SELECT * FROM intent_ledger ORDER BY intent_id, seq',
  );
  return intents.map((intent) => ({
    ...intent,
    entries: ledger.filter((entry) => entry.intent_id === intent.id),
  }));
}

/** The same figures from the ledger rows, in plain JavaScript. */
export function recount(
  history: Recorded[],
  {
    asOf,
    district,
    eventId,
    institutes,
  }: { asOf: Date; district: string | null; eventId: string | undefined; institutes: string[] },
) {
  const facts = history
    .filter(
      (intent) =>
        (district === null || intent.districts.includes(district)) &&
        (!eventId || intent.event_id === eventId),
    )
    .map((intent) => ({ ...intent, entries: intent.entries.filter((entry) => entry.at <= asOf) }))
    .filter(({ entries }) => entries.length > 0 && entries.at(-1)!.to_stage !== 'void');
  type Fact = (typeof facts)[number];
  const reached = (fact: Fact, stage: IntentStage) => {
    if (stage === 'registered') {
      return fact.entries.some((entry) => entry.to_stage === stage || entry.evidence?.registrationNumber);
    }
    if (!way.includes(stage)) return fact.entries.some((entry) => entry.to_stage === stage);
    return fact.entries.some((entry) => way.indexOf(entry.to_stage) >= way.indexOf(stage));
  };
  const sum = (of: Fact[], column: (typeof money)[number] | 'intended_max') =>
    of.reduce((total, fact) => total + Number(fact.entries.at(-1)![column] ?? 0), 0);
  const confirmed = facts.filter((fact) => reached(fact, 'confirmed'));
  const sums = (of: Fact[]) => ({
    contractValue: sum(of, 'contract_value'),
    technologyValue: sum(of, 'technology_value'),
    received: sum(of, 'received'),
  });
  const stages: IntentStage[] = [...way, 'rejected', 'expired', 'on_hold', 'terminated', 'disputed'];
  return {
    confirmed: confirmed.length,
    amounts: { intendedMax: sum(confirmed, 'intended_max'), ...sums(confirmed) },
    byStage: stages.map((stage) => ({
      stage,
      count: facts.filter((fact) => fact.entries.at(-1)!.to_stage === stage).length,
      everReached: facts.filter((fact) => reached(fact, stage)).length,
    })),
    byInstitute: Object.fromEntries(
      institutes.flatMap((id) => {
        const own = confirmed.filter((fact) => fact.a_id === id || fact.b_id === id);
        if (own.length === 0) return [];
        const row = {
          organisation: { id, name: expect.any(String) },
          confirmed: own.length,
          contracted: own.filter((fact) => reached(fact, 'contracted')).length,
          paid: own.filter((fact) => reached(fact, 'paid')).length,
          ...sums(own),
        };
        return [[id, row]];
      }),
    ),
  };
}

import type { Evidence, IntentStage } from '#contracts';
import type { AuditActor, Transaction } from '#platform';

export interface LedgerEntry {
  intentId: string;
  /** The version that the intent has with this entry: entries are numbered by it. */
  seq: number;
  at: Date;
  from: IntentStage | null;
  to: IntentStage;
  actor: AuditActor;
  organisationId: string | null;
  note: string | null;
  evidence: Evidence | null;
}

/**
 * Appends to an intent's ledger, with the amounts that the intent has now, and tells the audit and the outbox. The
 * intent itself must have been changed before, under its row lock. An entry is never dated before the one it follows.
 */
export async function append(tx: Transaction, entry: LedgerEntry): Promise<void> {
  await tx.query(
    `INSERT INTO intent_ledger (intent_id, seq, at, from_stage, to_stage, actor_person_id, actor_label, organisation_id,
       note, evidence, intended_max, contract_value, technology_value, received)
     SELECT i.id, $2, GREATEST($3::timestamptz, (SELECT max(l.at) FROM intent_ledger l WHERE l.intent_id = i.id)),
       $4, $5, $6, $7, $8, $9, $10, i.intended_max, i.contract_value, i.technology_value, i.received
       FROM intents i WHERE i.id = $1`,
    [
      entry.intentId,
      entry.seq,
      entry.at,
      entry.from,
      entry.to,
      entry.actor.personId,
      entry.actor.label,
      entry.organisationId,
      entry.note,
      entry.evidence,
    ],
  );
  await tx.record({
    actor: entry.actor,
    action: entry.from === null ? 'intent.express' : 'intent.advance',
    subject: 'intent',
    subjectId: entry.intentId,
    details: { from: entry.from, to: entry.to },
    event: { name: 'intent.changed', payload: { intentId: entry.intentId } },
  });
}

import { Injectable } from '@nestjs/common';
import { type advanceIntent, type InputOf, intentStages, type Locale, termLabel } from '#contracts';
import { auditActor, type Caller } from '#identity';
import { AppError, cityDay, Clock, Database, found, sameVersion } from '#platform';
import { advance, type Refusal } from './intent.js';
import { intentTables, stateColumns, type StateRow, visible, visibleValues } from './intent-sql.js';
import { append } from './ledger.js';
import { standingOf } from './standing.js';

type AdvanceBody = InputOf<typeof advanceIntent>['body'];

/** A side, or a verifier of the bureau, moves an intent to another stage. */
@Injectable()
export class AdvanceIntent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Errors: `not_found` for a foreign intent, `stale_version`, `registration_number_taken` and the refusals of `advance`
   * (`stage_not_reachable`, `wrong_side`, `evidence_required`, `amount_too_high`, `invalid_input`).
   */
  async run(caller: Caller, id: string, body: AdvanceBody): Promise<void> {
    await this.database.transaction(async (tx) => {
      // Alone, so that the query below sees what the transaction waited for.
      await tx.query('SELECT 1 FROM intents WHERE id = $1 FOR UPDATE', [id]);
      const [row] = await tx.query<StateRow>(
        `SELECT ${stateColumns} FROM ${intentTables} WHERE ${visible} AND i.id = $4`,
        [...visibleValues(caller.rows), id],
      );
      const intent = found(row);
      sameVersion(body.version, intent.version);
      const now = this.clock.now();
      const next = advance(intent, body, standingOf(caller, intent), { now, today: cityDay(now) });
      if (next.refused) throw refusalError(next, intent.stage, body, caller.locale);
      await tx.query(
        `UPDATE intents SET stage = $2, stage_before = $3, contract_value = $4, technology_value = $5,
           registration_number = $6, received = $7, version = version + 1, updated_at = $8 WHERE id = $1`,
        [
          id,
          next.stage,
          next.stageBefore,
          next.contractValue,
          next.technologyValue,
          next.registrationNumber,
          next.received,
          now,
        ],
      );
      await append(tx, {
        intentId: id,
        seq: intent.version + 1,
        at: now,
        from: intent.stage,
        to: next.stage,
        actor: auditActor(caller),
        organisationId: caller.rows.organisationId,
        note: [body.reason, body.note].filter(Boolean).join('\n') || null,
        evidence: next.evidence,
      });
    });
  }
}

const tooHigh = {
  technologyValue: {
    zh: '技术交易额不能超过合同成交额',
    en: 'the technology value exceeds the contract value',
  },
  received: { zh: '累计到账额不能超过合同成交额', en: 'the payments exceed the contract value' },
};

function refusalError(refusal: Refusal, from: string, { to }: AdvanceBody, locale: Locale): AppError {
  const limit = refusal.fields[0]?.field === 'evidence.received' ? tooHigh.received : tooHigh.technologyValue;
  return new AppError(refusal.code, {
    fields: refusal.fields.length > 0 ? refusal.fields : undefined,
    values: {
      from: termLabel(intentStages, from, locale),
      to: termLabel(intentStages, to, locale),
      reason: limit[locale],
    },
  });
}

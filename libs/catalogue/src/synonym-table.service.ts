import { Injectable } from '@nestjs/common';
import { type InputOf, type ResponseOf, type readSynonyms, type saveSynonyms, synonymKey } from '#contracts';
import { auditActor, type Caller } from '#identity';
import { Database, sameVersion } from '#platform';

type Table = ResponseOf<typeof readSynonyms>;

/** Wordings that mean the same. Whoever uses them hears of a change by the notification and the event of this name. */
@Injectable()
export class SynonymTable {
  constructor(private readonly database: Database) {}

  async read(): Promise<Table> {
    const [table] = await this.database.query<Table>(
      `SELECT version, ARRAY(SELECT to_jsonb(terms) FROM synonym_sets ORDER BY no) AS sets FROM synonym_table`,
    );
    return table!;
  }

  /** Errors: `stale_version`. The audit keeps what was added and what went. */
  async save(caller: Caller, { version, sets }: InputOf<typeof saveSynonyms>['body']): Promise<Table> {
    return this.database.transaction(async (tx) => {
      const [table] = await tx.query<{ id: string }>('SELECT id FROM synonym_table FOR UPDATE');
      const before = await this.read();
      sameVersion(version, before.version);
      const [added, removed] = [without(sets, before.sets), without(before.sets, sets)];
      if (added.length === 0 && removed.length === 0) return before;
      await tx.query('DELETE FROM synonym_sets');
      await tx.query(
        `INSERT INTO synonym_sets (no, terms)
         SELECT no, ARRAY(SELECT jsonb_array_elements_text(terms)) FROM jsonb_array_elements($1::jsonb)
           WITH ORDINALITY AS given (terms, no)`,
        [JSON.stringify(sets)],
      );
      await tx.query('UPDATE synonym_table SET version = version + 1');
      await tx.notify('synonyms', '');
      await tx.record({
        actor: auditActor(caller),
        action: 'synonyms.save',
        subject: 'synonyms',
        subjectId: table!.id,
        details: { version: version + 1, sets: sets.length, added, removed },
        event: { name: 'synonyms.changed', payload: { version: String(version + 1) } },
      });
      return this.read();
    });
  }
}

/** The sets that the others do not hold with the same terms in the same order. */
function without(sets: string[][], others: string[][]): string[][] {
  const known = new Set(others.map((terms) => terms.map(synonymKey).join('\n')));
  return sets.filter((terms) => !known.has(terms.map(synonymKey).join('\n')));
}

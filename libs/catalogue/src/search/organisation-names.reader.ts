import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

/** A new name is seen after so long, ms. */
const KEPT_MS = 10_000;

/** Names of organisations, kept for a moment: every search names fifty. */
@Injectable()
export class OrganisationNames {
  private names = new Map<string, string>();
  private forgetAt = 0;

  constructor(private readonly database: Database) {}

  /** At least the names of these organisations, by id; without those that there are not. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (performance.now() > this.forgetAt) {
      this.names = new Map();
      this.forgetAt = performance.now() + KEPT_MS;
    }
    const { names } = this;
    const unknown = ids.filter((id) => !names.has(id));
    if (unknown.length > 0) {
      const rows = await this.database.query<{ id: string; name: string }>(
        'SELECT id, name FROM organisations WHERE id = ANY($1::uuid[])',
        [unknown],
      );
      for (const { id, name } of rows) names.set(id, name);
    }
    return names;
  }
}

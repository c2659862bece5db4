import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ImportListings } from '#catalogue';
import { OrganisationEntity } from '#identity';
import { Database, machine } from '#platform';
import { withCatalogue } from './catalogue-context.js';
import { InputError } from './run-files.js';

interface ImportCommand {
  kind: 'technology' | 'need';
  file: string;
  /** Name of the organisation that owns the rows; made if it does not exist. */
  organisation?: string;
}

/** Imports a file straight into the catalogue, as its administrator; prints bad rows and writes nothing if there are any. */
export async function importFile({ kind, file, organisation }: ImportCommand): Promise<void> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new InputError(`${file}: ${error.message}`);
  });
  const started = Date.now();
  await withCatalogue(async (app) => {
    const name = organisation ?? (kind === 'technology' ? '外部成果库' : '外部需求库');
    const report = await app.get(Database).transaction(async (tx) => {
      const owner =
        (await tx.manager.findOneBy(OrganisationEntity, { name })) ??
        (await tx.manager.save(
          tx.manager.create(OrganisationEntity, {
            name,
            kind: kind === 'technology' ? 'institute' : 'enterprise',
            state: 'approved',
          }),
        ));
      return app.get(ImportListings).run({
        kind,
        name: basename(file),
        bytes,
        organisationId: owner.id,
        actor: machine('command line'),
        dryRun: false,
        locale: 'zh',
        published: true,
      });
    });
    for (const fault of report.errors.slice(0, 50)) {
      console.error(`${file}:${fault.row} ${fault.column}: ${fault.message} (${fault.reason})`);
    }
    if (report.errors.length > 0) {
      throw new InputError(`${report.errors.length} bad cells in ${report.rows} rows; nothing was imported`);
    }
    console.log(`${report.created} rows imported in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  });
}

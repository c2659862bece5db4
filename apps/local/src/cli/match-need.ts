import { inWords, MatchEngine } from '#catalogue';
import { Database } from '#platform';
import { withCatalogue } from './catalogue-context.js';
import { InputError } from './run-files.js';

/** Prints the best technologies for a published need (by id or code), with reasons. */
export async function matchNeed(need: string, top: number): Promise<void> {
  await withCatalogue(async (app) => {
    const [listing] = await app.get(Database).query<{ id: string; title: string }>(
      `SELECT id, published->>'title' AS title FROM listings
          WHERE kind = 'need' AND published IS NOT NULL AND (code = $1 OR id::text = $1)`,
      [need],
    );
    if (!listing) throw new InputError(`no published need has the id or code ${need}`);
    const engine = app.get(MatchEngine);
    await engine.start();
    const matches = engine.matchesOf(listing.id, top, await engine.activeModel());
    const titles = new Map(
      (
        await app
          .get(Database)
          .query<{ id: string; code: string; title: string }>(
            `SELECT id, code, published->>'title' AS title FROM listings WHERE id = ANY($1::uuid[])`,
            [matches.map((match) => match.technologyId)],
          )
      ).map((row) => [row.id, row]),
    );
    console.log(`${need} ${listing.title}`);
    matches.forEach((match, i) => {
      const technology = titles.get(match.technologyId);
      const { reasons, risk } = inWords({ ...match, risk: match.risk ?? null }, 'zh');
      console.log(
        `${i + 1}\t${match.level}\t${match.score.toFixed(3)}\t${technology?.code}\t${technology?.title}`,
      );
      console.log(`\t${[...reasons, ...(risk ? [`待确认：${risk}`] : [])].join('；')}`);
    });
  });
}

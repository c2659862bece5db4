import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAudit, listMatches, readSynonyms, saveSynonyms } from '#contracts';
import { eventually } from '../support/eventually.js';
import { officer, participant, type Participant, type Person } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { need, publish, technology } from '../support/samples.js';

let product: Product;
let bureau: Person;
let institute: Participant;
let enterprise: Participant;
let cells: string;
let wanted: string;
const others = ['焊接机器人', '疫苗佐剂', '卫星遥感', '小麦育种', '语音识别'];

beforeAll(async () => {
  product = await startProduct({ worker: true });
  bureau = await officer(product, 'system_admin');
  institute = await participant(product, 'institute');
  enterprise = await participant(product, 'enterprise');
  const offer = async (title: string) =>
    (
      await publish(institute, bureau, {
        kind: 'technology',
        content: technology({ title, summary: title, problem: title, field: 'urban' }),
      })
    ).id;
  for (const title of others) await offer(title);
  cells = await offer('锂电池回收');
  const content = need({ title: '废旧电芯处置', problem: '废旧电芯处置', field: 'urban' });
  wanted = (await publish(enterprise, bureau, { kind: 'need', content })).id;
  await eventually('the list', async () => (await listOf(enterprise, wanted)).computedAt !== null);
}, 60_000);
afterAll(() => product.stop());

const listOf = (by: Person, id: string) => by.agent.get(listMatches, { params: { id } });
const table = () => bureau.agent.get(readSynonyms, {});
const save = (version: number, sets: string[][]) =>
  bureau.agent.get(saveSynonyms, { body: { version, sets } });

describe('the table of synonyms', () => {
  it('changes the lists of either side, and says so in a reason', async () => {
    const before = (await listOf(enterprise, wanted)).matches.find((one) => one.listing.id === cells);
    const { version, sets } = await table();
    expect(sets).toContainEqual(['锂电池', '锂离子电池']);
    await save(version, [['电芯', '锂电池', '动力电池']]);
    const match = await eventually('the cells by their other name', async () => {
      const found = (await listOf(enterprise, wanted)).matches.find((one) => one.listing.id === cells);
      return found?.reasons.join().includes('电芯 ≈ 锂电池') && found;
    });
    expect(before?.reasons.join() ?? '').not.toContain('≈');
    const back = await eventually('the need in the list of the technology', async () =>
      (await listOf(institute, cells)).matches.find((one) => one.listing.id === wanted),
    );
    expect(back.reasons).toEqual(match.reasons);
    const { items } = await bureau.agent.get(listAudit, {});
    expect(items.find(({ action }) => action === 'synonyms.save')).toBeDefined();
  });

  it('is saved as a whole against its version; what is the same is no change', async () => {
    const { version, sets } = await table();
    expect((await save(version, sets)).version).toBe(version);
    const next = await save(version, [...sets, ['碳纤维', 'CFRP']]);
    expect(next).toEqual({ version: version + 1, sets: [...sets, ['碳纤维', 'CFRP']] });
    const stale = await bureau.agent.refused(saveSynonyms, { body: { version, sets } });
    expect(stale.code).toBe('stale_version');
  });

  it('refuses lone terms, a term twice in any set, and what is too long, naming the place', async () => {
    const { version } = await table();
    const faults = async (sets: unknown) => {
      const { fields } = await bureau.agent.refused(saveSynonyms, { body: { version, sets } });
      return fields!.map(({ field, reason }) => `${field} ${reason}`);
    };
    expect(await faults([['a', 'b'], ['c']])).toEqual(['sets.1 too_short']);
    expect(
      await faults([
        ['a', 'b'],
        ['c', 'Ｂ '],
      ]),
    ).toEqual(['sets.1.1 duplicate']);
    expect(await faults([['a', '长'.repeat(41)]])).toEqual(['sets.0.1 too_long']);
    expect(await faults([['a', ' ']])).toEqual(['sets.0.1 too_short']);
    await expect(product.database.query(`INSERT INTO synonym_sets VALUES (99, '{one}')`)).rejects.toThrow(
      'synonym_sets_two_terms',
    );
  });

  it('is open to the bureau only', async () => {
    for (const route of [readSynonyms, saveSynonyms]) {
      const sent = { body: { version: 1, sets: [] } };
      expect((await enterprise.agent.refused(route, sent)).code).toBe('not_allowed');
      expect((await product.visitor().refused(route, sent)).code).toBe('not_signed_in');
    }
    const district = await officer(product, 'district_officer', 'binhai');
    expect((await district.agent.refused(readSynonyms, {})).code).toBe('not_allowed');
  });
});

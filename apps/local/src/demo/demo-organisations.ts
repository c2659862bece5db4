import { usccCheckDigit } from '#contracts';
import { OrganisationEntity, PersonEntity } from '#identity';
import type { Transaction } from '#platform';
import { type DemoData, type DemoOrganisation, personName } from './demo-data.js';

/** The one-click accounts, by role; each key is also the person's account name. */
const roles = {
  bureau: '市科技局工作人员',
  district: '区科技局工作人员',
  administrator: '系统管理员',
  organizer: '活动组织者',
  institute: '产研院成果负责人',
  enterprise: '企业技术负责人',
  investor: '投资机构投资经理',
};

export interface DemoPeople {
  /** Organisation id by the key of the data files. */
  organisations: Map<string, string>;
  /** The first person of each organisation, by the same key. */
  people: Map<string, string>;
  /** Person id of each one-click account. */
  accounts: Record<keyof typeof roles, string>;
}

/** A code with a right check digit in a range that no registration authority gives out. */
function demoUscc(number: number): string {
  const first = `91120116MADE${String(number).padStart(5, '0')}`;
  return first + usccCheckDigit(first)!;
}

export async function saveOrganisations(tx: Transaction, data: DemoData): Promise<DemoPeople> {
  const organisations = new Map<string, string>();
  const people = new Map<string, string>();
  let number = 0;
  const saveOrganisation = async (kind: OrganisationEntity['kind'], organisation: DemoOrganisation) => {
    number += 1;
    const saved = await tx.manager.save(
      tx.manager.create(OrganisationEntity, {
        kind,
        name: organisation.name,
        district: organisation.district,
        intro: organisation.intro,
        uscc: demoUscc(number),
        state: 'approved',
      }),
    );
    organisations.set(organisation.key, saved.id);
    const person = await savePerson(tx, {
      name: personName(number),
      title: '负责人',
      login: `demo-${organisation.key}`,
      organisationId: saved.id,
      organisationRole: 'admin',
    });
    people.set(organisation.key, person.id);
  };
  for (const one of data.institutes) await saveOrganisation('institute', one);
  for (const one of data.enterprises) await saveOrganisation('enterprise', one);
  for (const one of data.investors) await saveOrganisation('investor', one);
  await saveOrganisation('bureau', {
    key: 'bureau',
    name: '海津市科学技术局',
    district: 'heping',
    intro: '产研汇主办单位',
  });
  await saveOrganisation('district', {
    key: 'district',
    name: '滨海新区科技局',
    district: 'binhai',
    intro: '',
  });

  const asAccount = async (key: keyof typeof roles, personId: string) => {
    await tx.manager.update(PersonEntity, personId, {
      demoKey: key,
      title: roles[key],
      login: `demo-${key}`,
    });
    return personId;
  };
  const bureau = await asAccount('bureau', people.get('bureau')!);
  await tx.manager.update(PersonEntity, bureau, { platformRole: 'bureau_officer' });
  const district = await asAccount('district', people.get('district')!);
  await tx.manager.update(PersonEntity, district, { platformRole: 'district_officer', district: 'binhai' });
  const administrator = await savePerson(tx, {
    name: personName(201),
    login: 'demo-administrator',
    platformRole: 'system_admin',
  });
  const organizer = await savePerson(tx, { name: personName(202), login: 'demo-organizer' });
  return {
    organisations,
    people,
    accounts: {
      bureau,
      district,
      administrator: await asAccount('administrator', administrator.id),
      organizer: await asAccount('organizer', organizer.id),
      institute: await asAccount('institute', people.get(data.technologies[0]!.institute)!),
      enterprise: await asAccount('enterprise', people.get(data.needs[0]!.enterprise)!),
      investor: await asAccount('investor', people.get(data.investors[0]!.key)!),
    },
  };
}

/** Without a password: these accounts open by one click in demo mode and in no other way. */
const savePerson = (tx: Transaction, person: Partial<PersonEntity>): Promise<PersonEntity> =>
  tx.manager.save(tx.manager.create(PersonEntity, person));

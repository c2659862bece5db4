import { intentKinds, type IntentCard } from '#contracts';

type Kind = IntentCard['kind'];
type OrganisationKind = IntentCard['a']['kind'];

const withInvestor: Kind[] = ['investment', 'loan', 'equity', 'other'];
const withEnterprise: Kind[] = ['development', 'transfer', 'licence', 'service', 'consulting', 'equity'];

/** The kinds to show first, by who sits at the table; the others follow on demand. */
export function kindsFor(mine: OrganisationKind | undefined, theirs: OrganisationKind | undefined) {
  const first = mine === 'investor' || theirs === 'investor' ? withInvestor : withEnterprise;
  return { first, more: intentKinds.map(({ code }) => code).filter((code) => !first.includes(code)) };
}

/** Bands of the intended amount, 万元. */
export const amountBands: { min?: number; max?: number }[] = [
  { max: 50 },
  { min: 50, max: 100 },
  { min: 100, max: 500 },
  { min: 500, max: 1000 },
  { min: 1000 },
];

import { contractKindCodes, type Evidence, type IntentDetail } from '#contracts';
import dayjs, { type Dayjs } from 'dayjs';
import { centsOfWan, wanOfCents } from '../layout/money';
import { formatDate } from '../layout/time';

export type StepField =
  | 'reason'
  | 'date'
  | 'reviewDate'
  | 'contractKind'
  | 'contractValue'
  | 'technologyValue'
  | 'registrationNumber'
  | 'received'
  | 'reference'
  | 'fileHash'
  | 'note';

/** What stands in the form: amounts in 万元, days as picker values. */
export interface StepValues {
  reason?: string;
  note?: string;
  date?: Dayjs;
  reviewDate?: Dayjs;
  contractKind?: Evidence['contractKind'];
  contractValue?: number;
  technologyValue?: number;
  received?: number;
  registrationNumber?: string;
  reference?: string;
  fileHash?: { name?: string; hash?: string };
}

const order: StepField[] = [
  'reason',
  'contractKind',
  'date',
  'reviewDate',
  'contractValue',
  'technologyValue',
  'registrationNumber',
  'received',
  'reference',
  'fileHash',
  'note',
];
/** Stages whose step may carry more than it needs. */
const mayCarry: Partial<Record<string, StepField[]>> = {
  agreed: ['reference'],
  contracted: ['technologyValue', 'reference', 'fileHash'],
  registered: ['fileHash'],
  partly_paid: ['reference', 'fileHash'],
  paid: ['reference', 'fileHash'],
};

/** The fields that a step's form shows, in a fixed order; a remark is always welcome where no reason is asked. */
export function fieldsOf({
  to,
  needs,
}: IntentDetail['next'][number]): { name: StepField; required: boolean }[] {
  const shown = new Set<string>([
    ...needs,
    ...(mayCarry[to] ?? []),
    ...(needs.includes('reason') ? [] : ['note']),
  ]);
  return order.filter((name) => shown.has(name)).map((name) => ({ name, required: needs.includes(name) }));
}

/** What is known already, so that it need not be typed: today, and the kind of cooperation as the kind of contract. */
export function startOf(
  { kind, amounts }: IntentDetail,
  { needs }: IntentDetail['next'][number],
): StepValues {
  return {
    date: needs.includes('date') ? dayjs(formatDate(new Date())) : undefined,
    contractKind: needs.includes('contractKind')
      ? contractKindCodes.find((code) => code === kind)
      : undefined,
    technologyValue:
      needs.includes('technologyValue') && amounts.technologyValue !== null
        ? wanOfCents(amounts.technologyValue)
        : undefined,
  };
}

const cents = (wan: number | undefined | null) => (typeof wan === 'number' ? centsOfWan(wan) : undefined);
const day = (value: Dayjs | undefined | null) => value?.format('YYYY-MM-DD');

/** The evidence to send, without empty fields; undefined where nothing was given. */
export function evidenceOf(values: StepValues): Evidence | undefined {
  const evidence: Evidence = {
    date: day(values.date),
    reviewDate: day(values.reviewDate),
    contractKind: values.contractKind,
    contractValue: cents(values.contractValue),
    technologyValue: cents(values.technologyValue),
    received: cents(values.received),
    registrationNumber: values.registrationNumber || undefined,
    reference: values.reference || undefined,
    fileHash: values.fileHash?.hash,
    fileName: values.fileHash?.name,
  };
  const given = Object.entries(evidence).filter(([, value]) => value !== undefined);
  return given.length > 0 ? (Object(given) as Evidence) : undefined;
}

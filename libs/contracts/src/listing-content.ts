import { z } from 'zod';
import {
  cooperationModeCodes,
  districtCodes,
  fieldCodes,
  industryCodes,
  ipExpectationCodes,
  ipStatusCodes,
  ipTypeCodes,
  maturityStageCodes,
  needKindCodes,
  priceKindCodes,
  strategicIndustryCodes,
} from './vocabulary.js';

/** Money in 分, an integer up to 100 亿元. */
export const cents = z.int().min(0).max(1_000_000_000_000);
export const day = z.iso.date();
const short = z.string().trim().min(1).max(200);
const long = z.string().trim().max(5_000);

const priced = z
  .object({ kind: z.enum(priceKindCodes), min: cents.optional(), max: cents.optional() })
  .refine((price) => price.min === undefined || price.max === undefined || price.min <= price.max, {
    path: ['max'],
    message: 'max_below_min',
  });
const budget = z
  .object({ min: cents.optional(), max: cents.optional() })
  .refine((range) => range.min === undefined || range.max === undefined || range.min <= range.max, {
    path: ['max'],
    message: 'max_below_min',
  });

/** What a technology says of itself. Only the title is needed for a draft; see `requiredFields` for a submission. */
export const technologyContent = z.object({
  title: short,
  summary: z.string().trim().max(500).optional(),
  problem: long.optional(),
  field: z.enum(fieldCodes).optional(),
  trl: z.int().min(1).max(9).optional(),
  modes: z.array(z.enum(cooperationModeCodes)).max(7).optional(),
  text: z.string().trim().max(20_000).optional(),
  keywords: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
  advantages: z
    .array(
      z.object({
        metric: z.string().trim().min(1).max(100),
        ours: z.string().trim().max(100).optional(),
        benchmark: z.string().trim().max(100).optional(),
        source: z.string().trim().max(200).optional(),
      }),
    )
    .max(20)
    .optional(),
  scenarios: z.array(z.string().trim().min(1).max(200)).max(20).optional(),
  industry: z.enum(industryCodes).optional(),
  strategicIndustry: z.enum(strategicIndustryCodes).optional(),
  stage: z.enum(maturityStageCodes).optional(),
  districts: z.array(z.enum(districtCodes)).max(16).optional(),
  ip: z
    .array(
      z.object({
        type: z.enum(ipTypeCodes),
        number: z.string().trim().max(60).optional(),
        owner: z.string().trim().max(200).optional(),
        status: z.enum(ipStatusCodes),
      }),
    )
    .max(50)
    .optional(),
  price: priced.optional(),
  trlEvidence: z.string().trim().max(2_000).optional(),
  confidentialNotes: long.optional(),
});
export type TechnologyContent = z.infer<typeof technologyContent>;

/** What a need says of itself. Only the title is needed for a draft; see `requiredFields` for a submission. */
export const needContent = z.object({
  title: short,
  kind: z.enum(needKindCodes).optional(),
  problem: long.optional(),
  field: z.enum(fieldCodes).optional(),
  modes: z.array(z.enum(cooperationModeCodes)).max(7).optional(),
  deadline: day.optional(),
  text: z.string().trim().max(20_000).optional(),
  keywords: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
  targets: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(100),
        unit: z.string().trim().max(30).optional(),
        current: z.string().trim().max(60).optional(),
        target: z.string().trim().min(1).max(60),
        must: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
  minTrl: z.int().min(1).max(9).optional(),
  industry: z.enum(industryCodes).optional(),
  strategicIndustry: z.enum(strategicIndustryCodes).optional(),
  district: z.enum(districtCodes).optional(),
  ipExpectation: z.enum(ipExpectationCodes).optional(),
  anonymous: z.boolean().optional(),
  triedBefore: long.optional(),
  budget: budget.optional(),
  /** 意向出资, 分. */
  intendedFunding: cents.optional(),
  confidentialNotes: long.optional(),
});
export type NeedContent = z.infer<typeof needContent>;
export type ListingContent = TechnologyContent | NeedContent;

/** The six fields that a submission needs; everything else may follow later. */
export const requiredFields = {
  technology: ['title', 'summary', 'problem', 'field', 'trl', 'modes'],
  need: ['title', 'kind', 'problem', 'field', 'modes', 'deadline'],
} as const satisfies { technology: (keyof TechnologyContent)[]; need: (keyof NeedContent)[] };

/** Parts of a listing that more than the public's eyes are needed for. Every other field is public. */
export const guardedFields = {
  technology: { registered: ['price', 'trlEvidence'], confidential: ['confidentialNotes'] },
  need: { registered: ['budget', 'intendedFunding', 'triedBefore'], confidential: ['confidentialNotes'] },
} as const;

/** Required fields that are still empty, in the order of the form. */
export function missingFields(kind: 'technology' | 'need', content: Partial<ListingContent>): string[] {
  const values = content as Record<string, unknown>;
  return requiredFields[kind].filter((field) => {
    const value = values[field];
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  });
}

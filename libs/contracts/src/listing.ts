import { z } from 'zod';
import { needContent, technologyContent } from './listing-content.js';
import { byId, id, instant, listOf, pageOf, pageQuery, route, version } from './route.js';
import {
  cooperationModeCodes,
  disclosureLevelCodes,
  districtCodes,
  fieldCodes,
  listingKindCodes,
  listingStateCodes,
  maturityStageCodes,
  needKindCodes,
  strategicIndustryCodes,
} from './vocabulary.js';

const kind = z.enum(listingKindCodes);
const anyContent = z.record(z.string(), z.unknown());

export const listingCard = z.object({
  id,
  kind,
  code: z.string(),
  title: z.string(),
  summary: z.string(),
  field: z.string().nullable(),
  strategicIndustry: z.string().nullable(),
  trl: z.int().nullable(),
  stage: z.string().nullable(),
  needKind: z.string().nullable(),
  modes: z.array(z.string()),
  district: z.string().nullable(),
  /** Null for an anonymous need. */
  organisation: z.object({ id, name: z.string() }).nullable(),
  priceKind: z.string().nullable(),
  patentCount: z.int(),
  deadline: z.string().nullable(),
  state: z.enum(listingStateCodes),
  disclosure: z.enum(disclosureLevelCodes),
  publishedAt: instant.nullable(),
  updatedAt: instant,
  validUntil: z.string().nullable(),
  version,
});
export type ListingCard = z.infer<typeof listingCard>;

export const listingDetail = listingCard.extend({
  /** The fields that the reader may see; see `guardedFields`. */
  content: anyContent,
  /** Parts of the content that the reader does not see. */
  hiddenParts: z.array(z.enum(['registered', 'confidential'])),
  returnReason: z.string().nullable(),
  canEdit: z.boolean(),
  canReview: z.boolean(),
  /** Required fields still empty. */
  missing: z.array(z.string()),
});
export type ListingDetail = z.infer<typeof listingDetail>;

export const listingSorts = ['relevance', 'newest', 'maturity', 'closing'] as const;
export const listListings = route({
  method: 'GET',
  path: '/listings',
  summary: 'Search the catalogue; facets count under the other filters',
  policy: 'listing.read',
  query: pageQuery.extend({
    kind,
    q: z.string().max(10_000).optional(),
    field: listOf(z.enum(fieldCodes)),
    strategicIndustry: listOf(z.enum(strategicIndustryCodes)),
    mode: listOf(z.enum(cooperationModeCodes)),
    district: listOf(z.enum(districtCodes)),
    stage: listOf(z.enum(maturityStageCodes)),
    needKind: listOf(z.enum(needKindCodes)),
    organisation: id.optional(),
    trlMin: z.coerce.number().int().min(1).max(9).optional(),
    trlMax: z.coerce.number().int().min(1).max(9).optional(),
    /** Own organisation's listings in every state. */
    mine: z.enum(['true', 'false']).optional(),
    state: listOf(z.enum(listingStateCodes)),
    sort: z.enum(listingSorts).optional(),
  }),
  response: pageOf(listingCard).extend({
    facets: z.record(z.string(), z.array(z.object({ code: z.string(), count: z.int() }))),
  }),
});
export const readListing = route({
  method: 'GET',
  path: '/listings/:id',
  summary: 'One technology or need, as far as the reader may see it',
  policy: 'listing.read',
  params: byId,
  response: listingDetail,
});
export const createListing = route({
  method: 'POST',
  path: '/listings',
  summary: 'Start a draft; only the title is needed',
  policy: 'listing.write',
  status: 201,
  idempotent: true,
  body: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('technology'),
      content: technologyContent,
      disclosure: z.enum(disclosureLevelCodes).default('public'),
    }),
    z.object({
      kind: z.literal('need'),
      content: needContent,
      disclosure: z.enum(disclosureLevelCodes).default('public'),
    }),
  ]),
  response: listingDetail,
});
/** The content is checked against the schema of the listing's kind, which the server knows. */
export const saveListing = route({
  method: 'PUT',
  path: '/listings/:id',
  summary: 'Save the working copy (autosave)',
  policy: 'listing.write',
  params: byId,
  body: z.object({ version, content: anyContent, disclosure: z.enum(disclosureLevelCodes).optional() }),
  response: listingDetail,
});
export const submitListing = route({
  method: 'POST',
  path: '/listings/:id/submission',
  summary: 'Hand a draft in for review',
  policy: 'listing.write',
  params: byId,
  body: z.object({ version }),
  response: listingDetail,
});
export const archiveListing = route({
  method: 'POST',
  path: '/listings/:id/archival',
  summary: 'Take a listing out of the catalogue',
  policy: 'listing.write',
  params: byId,
  body: z.object({ version }),
  response: listingDetail,
});
export const reviewListing = route({
  method: 'POST',
  path: '/listings/:id/review',
  summary: 'Publish a submitted listing or return it with a reason',
  policy: 'listing.review',
  params: byId,
  body: z.object({
    version,
    decision: z.enum(['publish', 'return']),
    reason: z.string().trim().min(2).max(1_000).optional(),
    validUntil: z.iso.date().optional(),
  }),
  response: listingDetail,
});
export const listReviewQueue = route({
  method: 'GET',
  path: '/review-queue',
  summary: 'Submitted listings, oldest first',
  policy: 'listing.review',
  query: pageQuery,
  response: pageOf(listingCard),
});
export const listVersions = route({
  method: 'GET',
  path: '/listings/:id/versions',
  summary: 'Published versions of a listing',
  policy: 'listing.write',
  params: byId,
  response: z.object({
    versions: z.array(z.object({ version: z.int(), publishedAt: instant, content: anyContent })),
  }),
});

export const importError = z.object({
  row: z.int(),
  column: z.string(),
  reason: z.string(),
  message: z.string(),
});
export const importReport = z.object({
  dryRun: z.boolean(),
  rows: z.int(),
  /** Listings written; 0 in a dry run or when any row is bad. */
  created: z.int(),
  errors: z.array(importError),
});
export type ImportReport = z.infer<typeof importReport>;
export const importFormats = ['csv', 'xlsx', 'jsonl'] as const;
export const importListings = route({
  method: 'POST',
  path: '/listings/import',
  summary: 'Import drafts from CSV (UTF-8 or GBK), XLSX or JSONL; all rows or none',
  policy: 'listing.import',
  upload: true,
  query: z.object({ kind, dryRun: z.enum(['true', 'false']).default('true') }),
  response: importReport,
});
export const readImportTemplate = route({
  method: 'GET',
  path: '/listings/import-template',
  summary: 'A template for the import',
  policy: 'public.read',
  query: z.object({ kind, format: z.enum(['csv', 'xlsx']) }),
  response: null,
});

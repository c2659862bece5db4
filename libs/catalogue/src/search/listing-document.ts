import type { Disclosure } from '#identity';
import type { ListingContent, NeedContent, TechnologyContent } from '#contracts';
import type { SearchDocument, SearchFields, SearchSchema } from '#platform';
import type { ListingKind } from '../listing.js';
import { numbersOf } from '../listing-vector.js';

/** A published listing with its organisation, as the catalogue's index reads it. */
export interface PublishedRow {
  id: string;
  kind: ListingKind;
  /** Changes whenever anything changes that the document is made of. */
  stamp: string;
  organisation_id: string;
  organisation_name: string;
  organisation_district: string | null;
  disclosure: Disclosure;
  /** YYYY-MM-DD. */
  valid_until: string | null;
  published_at: Date;
  published: ListingContent;
  /** Its kept vector, if there is one of this version. */
  vector: Buffer | null;
}

/** The facets that the catalogue counts for everybody. */
export const publicFacets = [
  'field',
  'strategicIndustry',
  'mode',
  'district',
  'stage',
  'needKind',
  'ipType',
] as const;
export type PublicFacet = (typeof publicFacets)[number];

/**
 * What documents of the catalogue carry. `audience` says who may know of it: a disclosure level, or the organisation
 * that owns it; `organisation` is the owner where everybody may know it, `owner` is for the bureau alone. Prices are yuan, `publishedAt` is milliseconds since 1970,
 * `deadline` and `validUntil` are days since then.
 */
export const catalogueSchema: SearchSchema = {
  facets: ['kind', ...publicFacets, 'organisation', 'owner', 'audience'],
  numbers: ['trl', 'priceLow', 'priceHigh', 'publishedAt', 'deadline', 'validUntil'],
};

/** Raise it when documents are made otherwise than before: every stamp changes, and reconciliation renews them all. */
export const DOCUMENT_FORMAT = 1;

const DAY_MS = 86_400_000;
const NEVER = '9999-12-31';
/** An open upper end of a price, yuan: 100 亿元, the most that a listing can name. */
const MOST_YUAN = 10_000_000_000;

/** A day as a number that compares: days since 1970-01-01. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** What the index holds of a listing: nothing that its public readers may not see, but for the price's bounds. */
export function listingDocument(row: PublishedRow): SearchDocument {
  const { published } = row;
  const own = row.kind === 'need' ? ofNeed(published) : ofTechnology(published);
  const district = own.district ?? row.organisation_district;
  return {
    id: row.id,
    stamp: row.stamp,
    fields: {
      title: published.title,
      ...said('keywords', published.keywords?.join('\n')),
      ...said('names', own.anonymous ? undefined : row.organisation_name),
      ...said('summary', lines(own.summary, published.problem)),
      ...said('text', lines(published.text, ...own.texts)),
    },
    facets: present({
      kind: [row.kind],
      field: some(published.field),
      strategicIndustry: some(published.strategicIndustry),
      mode: published.modes ?? [],
      district: some(district),
      organisation: own.anonymous ? [] : [row.organisation_id],
      owner: [row.organisation_id],
      audience: [row.disclosure, row.organisation_id],
      ...own.facets,
    }),
    numbers: {
      ...own.numbers,
      publishedAt: row.published_at.getTime(),
      deadline: dayNumber(own.deadline ?? row.valid_until ?? NEVER),
      validUntil: dayNumber(row.valid_until ?? NEVER),
    },
    ...(row.vector && { vector: numbersOf(row.vector) }),
  };
}

interface Own {
  anonymous: boolean;
  summary?: string;
  texts: string[];
  district?: string;
  deadline?: string;
  facets: Record<string, string[]>;
  numbers: Record<string, number>;
}

function ofTechnology(content: TechnologyContent): Own {
  return {
    anonymous: false,
    summary: content.summary,
    texts: content.scenarios ?? [],
    facets: {
      stage: some(content.stage),
      ipType: [...new Set(content.ip?.map((one) => one.type))],
    },
    numbers: { ...level(content.trl), ...bounds(content.price, content.price?.kind === 'fixed') },
  };
}

function ofNeed(content: NeedContent): Own {
  return {
    anonymous: content.anonymous === true,
    texts: (content.targets ?? []).map((one) => one.name),
    district: content.district,
    deadline: content.deadline,
    facets: { needKind: some(content.kind) },
    numbers: { ...level(content.minTrl), ...bounds(content.budget, false) },
  };
}

const level = (trl: number | undefined): Record<string, number> => (trl === undefined ? {} : { trl });

/** Lower and upper end in yuan; an end left open is as far as can be, and a fixed price has both at one place. */
function bounds(price: { min?: number; max?: number } | undefined, fixed: boolean): Record<string, number> {
  const { min, max } = price ?? {};
  if (min === undefined && max === undefined) return {};
  const low = (min ?? (fixed ? max : 0))! / 100;
  return { priceLow: low, priceHigh: max !== undefined ? max / 100 : fixed ? low : MOST_YUAN };
}

const some = (value: string | null | undefined): string[] => (value == null ? [] : [value]);
const lines = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join('\n');
const said = (name: keyof SearchFields, text: string | undefined) => (text ? { [name]: text } : {});
const present = (facets: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length > 0));

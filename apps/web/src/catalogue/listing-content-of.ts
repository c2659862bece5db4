import type { ListingDetail, NeedContent, TechnologyContent } from '#contracts';

type Known =
  | { kind: 'technology'; content: Partial<TechnologyContent> }
  | { kind: 'need'; content: Partial<NeedContent> };

/** The content of a listing under the type of its kind; the server has checked it against that schema. */
export function listingContentOf({ kind, content }: Pick<ListingDetail, 'kind' | 'content'>): Known {
  return { kind, content };
}

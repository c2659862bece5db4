import type { ListingDetail } from '#contracts';
import { HiddenNote } from './hidden-note';
import { listingContentOf } from './listing-content-of';
import { NeedSections } from './need-sections';
import { TechnologySections } from './technology-sections';

/** Everything that a listing says, as far as the reader may see it, and a word on what stays hidden. */
export function ListingSections({ listing }: { listing: ListingDetail }) {
  const known = listingContentOf(listing);
  return (
    <>
      {known.kind === 'technology' ? (
        <TechnologySections content={known.content} />
      ) : (
        <NeedSections content={known.content} />
      )}
      <HiddenNote kind={listing.kind} parts={listing.hiddenParts} />
    </>
  );
}

import { listListings } from '#contracts';
import { keepPreviousData } from '@tanstack/react-query';
import { useRead } from '../api';
import { useMe } from '../layout/use-me';
import type { CatalogueUrl } from './use-catalogue-url';

/** The results of an address: prices and explanations are asked for only by those who may have them. */
export function useCatalogueAnswer(url: CatalogueUrl) {
  const { ready, maySeePrices, isBureau } = useMe();
  const { priceMin, priceMax, explain, ...forAll } = url.query;
  const query = {
    ...forAll,
    ...(maySeePrices && { priceMin, priceMax }),
    ...(isBureau && { explain }),
  };
  return useRead(
    listListings,
    { query },
    {
      enabled: ready || (!url.hasPrice && !url.explain),
      // The former results keep their place while the next are under way, but never those of the other kind.
      placeholderData: (before, last) =>
        (last?.queryKey[1] as { query?: { kind?: string } })?.query?.kind === url.kind
          ? keepPreviousData(before)
          : undefined,
    },
  );
}

import { CONFIG, type Config, MeilisearchIndex, SHARED_SEARCH } from '#platform';
import { catalogueSchema } from './listing-document.js';

/** The search engine of all processes, where the configuration names one. */
export const sharedEngine = {
  provide: SHARED_SEARCH,
  useFactory: ({ meili, embeddings }: Config) =>
    meili &&
    new MeilisearchIndex({
      url: meili.url,
      key: meili.key ?? undefined,
      name: meili.index,
      schema: catalogueSchema,
      vectors: embeddings !== null,
    }),
  inject: [CONFIG],
};

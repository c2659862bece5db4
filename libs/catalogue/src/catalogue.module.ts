import { Module } from '@nestjs/common';
import { ChangeListing } from './change-listing.service.js';
import { ComputeMatchLists } from './compute-match-lists.service.js';
import { CoverageReader } from './coverage.reader.js';
import { CreateListing } from './create-listing.service.js';
import { DiagnoseNeed } from './diagnose-need.service.js';
import { ExpireListings } from './expire-listings.service.js';
import { ImportListings } from './import-listings.service.js';
import { ListingsReader } from './listings.reader.js';
import { ListingVectors } from './listing-vectors.service.js';
import { MatchEngine } from './match-engine.service.js';
import { MatchModels } from './match-models.service.js';
import { MatchesReader } from './matches.reader.js';
import { PairExplainer } from './pair-explainer.service.js';
import { RateMatch } from './rate-match.service.js';
import { RefitMatches } from './refit-matches.service.js';
import { ReviewListing } from './review-listing.service.js';
import { SavedSearches } from './saved-searches/saved-searches.service.js';
import { TellNewHits } from './saved-searches/tell-new-hits.service.js';
import { CatalogueDocuments } from './search/catalogue-documents.reader.js';
import { CatalogueSearch } from './search/catalogue-search.service.js';
import { OperateSearch } from './search/operate-search.service.js';
import { OrganisationNames } from './search/organisation-names.reader.js';
import { OwnIndex } from './search/own-index.service.js';
import { QueryVectors } from './search/query-vectors.service.js';
import { SearchEngines } from './search/search-engines.service.js';
import { sharedEngine } from './search/shared-engine.js';
import { SharedIndex } from './search/shared-index.service.js';
import { SynonymTable } from './synonym-table.service.js';
import { Theses } from './theses.service.js';

const services = [
  CatalogueDocuments,
  CatalogueSearch,
  ChangeListing,
  ComputeMatchLists,
  CoverageReader,
  CreateListing,
  DiagnoseNeed,
  ExpireListings,
  ImportListings,
  ListingsReader,
  ListingVectors,
  MatchEngine,
  MatchModels,
  MatchesReader,
  OperateSearch,
  OrganisationNames,
  OwnIndex,
  PairExplainer,
  QueryVectors,
  RateMatch,
  RefitMatches,
  ReviewListing,
  SavedSearches,
  SearchEngines,
  SharedIndex,
  TellNewHits,
  SynonymTable,
  Theses,
];

@Module({ providers: [...services, sharedEngine], exports: services })
export class CatalogueModule {}

import { Module } from '@nestjs/common';
import { CatalogueIndex } from './catalogue-index.service.js';
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
import { SynonymTable } from './synonym-table.service.js';
import { Theses } from './theses.service.js';

const services = [
  CatalogueIndex,
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
  PairExplainer,
  RateMatch,
  RefitMatches,
  ReviewListing,
  SynonymTable,
  Theses,
];

@Module({ providers: services, exports: services })
export class CatalogueModule {}

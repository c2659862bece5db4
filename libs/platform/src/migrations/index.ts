import { Platform20261124000100 } from './20261124000100-platform.js';
import { Identity20261124000200 } from './20261124000200-identity.js';
import { Catalogue20261124000300 } from './20261124000300-catalogue.js';
import { Events20261124000400 } from './20261124000400-events.js';
import { Meetings20261124000500 } from './20261124000500-meetings.js';
import { Intents20261124000600 } from './20261124000600-intents.js';
import { TimetableEdits20261125000100 } from './20261125000100-timetable-edits.js';
import { TimetableRuns20261125000200 } from './20261125000200-timetable-runs.js';
import { MatchFeedback20261126000100 } from './20261126000100-match-feedback.js';
import { MatchModels20261126000200 } from './20261126000200-match-models.js';
import { InvestorTheses20261126000300 } from './20261126000300-investor-theses.js';
import { EventFitWeights20261126000400 } from './20261126000400-event-fit-weights.js';
import { LiveChanges20261127000100 } from './20261127000100-live-changes.js';
import { TimetablePriorities20261128000100 } from './20261128000100-timetable-priorities.js';
import { ListingVectors20261129000100 } from './20261129000100-listing-vectors.js';
import { MeetingOutcomes20261129000200 } from './20261129000200-meeting-outcomes.js';
import { SynonymSets20261129000300 } from './20261129000300-synonym-sets.js';
import { SearchRuns20261130000100 } from './20261130000100-search-runs.js';
import { Mails20261130000200 } from './20261130000200-mails.js';
import { SavedSearches20261130000300 } from './20261130000300-saved-searches.js';
import { Representatives20261201000400 } from './20261201000400-representatives.js';
import { TimetableTellings20261201000410 } from './20261201000410-timetable-tellings.js';
import { TableNeeds20261201000420 } from './20261201000420-table-needs.js';
import { ThirdParties20261201000430 } from './20261201000430-third-parties.js';

/** In the order in which they run. */
export const migrations = [
  Platform20261124000100,
  Identity20261124000200,
  Catalogue20261124000300,
  Events20261124000400,
  Meetings20261124000500,
  Intents20261124000600,
  TimetableEdits20261125000100,
  TimetableRuns20261125000200,
  MatchFeedback20261126000100,
  MatchModels20261126000200,
  InvestorTheses20261126000300,
  EventFitWeights20261126000400,
  LiveChanges20261127000100,
  TimetablePriorities20261128000100,
  ListingVectors20261129000100,
  MeetingOutcomes20261129000200,
  SynonymSets20261129000300,
  SearchRuns20261130000100,
  Mails20261130000200,
  SavedSearches20261130000300,
  Representatives20261201000400,
  TimetableTellings20261201000410,
  TableNeeds20261201000420,
  ThirdParties20261201000430,
];

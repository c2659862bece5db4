import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { BureauModule } from '#bureau';
import { CatalogueModule } from '#catalogue';
import { EventsModule } from '#events';
import { IdentityModule } from '#identity';
import { IntentsModule } from '#intents';
import { MeetingsModule } from '#meetings';
import { type Config, PlatformModule } from '#platform';
import { BureauController } from './bureau/bureau.controller.js';
import { ListingController } from './catalogue/listing.controller.js';
import { MatchController } from './catalogue/match.controller.js';
import { SavedSearchController } from './catalogue/saved-search.controller.js';
import { SearchIndexController } from './catalogue/search-index.controller.js';
import { SynonymsController } from './catalogue/synonyms.controller.js';
import { ThesisController } from './catalogue/thesis.controller.js';
import { EventController } from './events/event.controller.js';
import { FitWeightsController } from './events/fit-weights.controller.js';
import { RegistrationController } from './events/registration.controller.js';
import { AnswerInterceptor } from './http/answer.interceptor.js';
import { PolicyGuard } from './http/policy.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { OrganisationController } from './identity/organisation.controller.js';
import { SessionController } from './identity/session.controller.js';
import { IntentsController } from './intents/intents.controller.js';
import { MailController } from './mail/mail.controller.js';
import { BoardController } from './meetings/board.controller.js';
import { BoardGateway } from './meetings/board.gateway.js';
import { RepairController } from './meetings/repair.controller.js';
import { SeatingController } from './meetings/seating.controller.js';
import { TimetableDraftController } from './meetings/timetable-draft.controller.js';
import { TimetableExportController } from './meetings/timetable-export.controller.js';
import { TimetableController } from './meetings/timetable.controller.js';

@Module({})
export class ApiModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        DiscoveryModule,
        PlatformModule.forRoot(config),
        IdentityModule,
        CatalogueModule,
        EventsModule,
        MeetingsModule,
        IntentsModule,
        BureauModule,
      ],
      controllers: [
        SessionController,
        OrganisationController,
        ListingController,
        MatchController,
        SavedSearchController,
        SearchIndexController,
        SynonymsController,
        ThesisController,
        EventController,
        FitWeightsController,
        RegistrationController,
        TimetableController,
        TimetableDraftController,
        TimetableExportController,
        BoardController,
        RepairController,
        SeatingController,
        IntentsController,
        MailController,
        BureauController,
      ],
      providers: [
        BoardGateway,
        { provide: APP_GUARD, useClass: PolicyGuard },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}

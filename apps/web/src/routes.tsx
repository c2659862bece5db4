import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { CataloguePage } from './catalogue/catalogue-page';
import { allTexts } from './i18n';
import { ErrorPage } from './layout/error-page';
import { FirstPage, FirstPaint } from './layout/first-paint';
import { NotFoundPage } from './layout/not-found-page';
import { Shell } from './layout/shell';

/** A page that is loaded, with its words, when it is first opened. */
function page<Name extends string>(
  path: string,
  load: () => Promise<{ [key in Name]: ComponentType }>,
  name: Name,
): RouteObject {
  return {
    path,
    lazy: async () => {
      const [loaded] = await Promise.all([load(), allTexts()]);
      return { Component: loaded[name] };
    },
  };
}

const home = [page('/', () => import('./home/home-page'), 'HomePage')];

const account = [
  page('/sign-in', () => import('./account/sign-in-page'), 'SignInPage'),
  page('/sign-up', () => import('./account/sign-up-page'), 'SignUpPage'),
  page('/links/:token', () => import('./account/link-page'), 'LinkPage'),
  page('/unsubscribe', () => import('./account/unsubscribe-page'), 'UnsubscribePage'),
  page('/account', () => import('./account/account-page'), 'AccountPage'),
  page('/demo', () => import('./account/demo-page'), 'DemoPage'),
];

const catalogue = [
  page('/listings/:id', () => import('./catalogue/listing-page'), 'ListingPage'),
  page('/my/listings', () => import('./catalogue/my-listings-page'), 'MyListingsPage'),
  // Also /my/listings/new: one route, so that the form stays in place when the first autosave gives it an id.
  page('/my/listings/:id', () => import('./catalogue/listing-form-page'), 'ListingFormPage'),
  page('/my/import', () => import('./catalogue/import-page'), 'ImportPage'),
  page('/my/searches', () => import('./catalogue/saved-searches-page'), 'SavedSearchesPage'),
  page('/review', () => import('./review/review-page'), 'ReviewPage'),
];

const matching = [
  page('/thesis', () => import('./matching/thesis-page'), 'ThesisPage'),
  page('/matching', () => import('./matching/coverage-page'), 'CoveragePage'),
  page('/matching/synonyms', () => import('./matching/synonyms-page'), 'SynonymsPage'),
  page('/matching/models', () => import('./matching/models-page'), 'ModelsPage'),
];

const events = [
  page('/events', () => import('./events/event-list-page'), 'EventListPage'),
  page('/events/new', () => import('./events/event-form-page'), 'EventFormPage'),
  page('/events/:id', () => import('./events/event-page'), 'EventPage'),
  page('/events/:id/edit', () => import('./events/event-form-page'), 'EventFormPage'),
  page('/events/:id/ticket', () => import('./events/ticket-page'), 'TicketPage'),
  page('/events/:id/coverage', () => import('./matching/coverage-page'), 'CoveragePage'),
  page('/events/:id/weights', () => import('./matching/weights-page'), 'WeightsPage'),
  page('/events/:id/counterparts', () => import('./events/counterparts-page'), 'CounterpartsPage'),
  page('/events/:id/desk', () => import('./events/desk-page'), 'DeskPage'),
  page('/events/:id/registrations', () => import('./events/registrations-page'), 'RegistrationsPage'),
  page('/events/:id/timetable', () => import('./timetable/timetable-page'), 'TimetablePage'),
  page('/events/:id/console', () => import('./board/console-page'), 'ConsolePage'),
  page('/events/:id/now', () => import('./board/now-page'), 'NowPage'),
  page('/device/:token', () => import('./events/device-page'), 'DevicePage'),
];

const followUp = [
  page('/intents', () => import('./intents/intent-list-page'), 'IntentListPage'),
  page('/intents/new', () => import('./intents/intent-form-page'), 'IntentFormPage'),
  page('/intents/:id', () => import('./intents/intent-page'), 'IntentPage'),
  page('/bureau', () => import('./bureau/tally-page'), 'TallyPage'),
  page('/bureau/search-index', () => import('./bureau/search-index-page'), 'SearchIndexPage'),
  page('/bureau/rows', () => import('./bureau/tally-rows-page'), 'TallyRowsPage'),
];

/** The wall screen stands alone: no bars around it. */
const fullScreen = [page('/events/:id/screen', () => import('./board/screen-page'), 'ScreenPage')];

/** Where most visits begin: its code comes with the frame's, and none of it is antd's. */
const first: RouteObject = { path: '/catalogue', Component: CataloguePage };

const themed = (children: RouteObject[]): RouteObject => ({
  lazy: async () => ({ Component: (await import('./layout/theme-frame')).ThemedPages }),
  children,
});

export const router = createBrowserRouter([
  {
    ErrorBoundary: ErrorPage,
    HydrateFallback: FirstPaint,
    children: [
      {
        Component: Shell,
        children: [
          {
            ErrorBoundary: ErrorPage,
            // The frame stands while the page's code is under way.
            HydrateFallback: FirstPage,
            children: [
              first,
              themed([...home, ...account, ...catalogue, ...matching, ...events, ...followUp]),
              { path: '*', Component: NotFoundPage },
            ],
          },
        ],
      },
      themed(fullScreen),
    ],
  },
]);

import { createBrowserHistory } from '@tanstack/react-router'
import { parseSearch, stringifySearch } from '#lib/search.ts'
import { NotFoundPage, RouteError, RoutePending } from './route-states.tsx'

/** What the routers have in common. The history is one, so that Back knows the way from one to the other. */
export const routing = {
  history: createBrowserHistory(),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadDelay: 60,
  search: { strict: true },
  scrollRestoration: true,
  defaultPendingMs: 150,
  // What has come is shown at once, not when its skeleton has been there for half a second.
  defaultPendingMinMs: 0,
  defaultPendingComponent: RoutePending,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFoundPage,
} as const

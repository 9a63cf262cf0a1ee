import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { leadResource } from '@rihla/contracts/leads.ts'
import { ProblemError } from '#lib/http.ts'
import { makeQueryClient } from '#lib/keys.ts'
import { noticeDropped } from '#lib/notices.ts'
import { parseSearch, stringifySearch } from '#lib/search.ts'
import { mayHaveSession, refresh, sessionIn } from '#lib/session.ts'
import { LIST_PARAMS, readListSearch } from '#records/list-query.ts'
import { readRecordSearch } from '#records/record-search.ts'
import { NotFoundPage, RouteError, RoutePending } from './route-states.tsx'

export const queryClient = makeQueryClient()

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })

/** A path inside this app, or nothing: never another site's. */
const inside = (path: unknown) =>
  typeof path === 'string' && /^\/(?![/\\])/.test(path) ? { next: path } : ({} as { next?: string })

const toLogin = (href: string) => redirect({ to: '/login', search: href === '/' ? {} : { next: href } })

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ location }) => {
    if (!mayHaveSession()) throw toLogin(location.href)
    const session = await refresh().catch((error: unknown) => {
      throw error instanceof ProblemError && error.status === 401 ? toLogin(location.href) : error
    })
    throw redirect({ to: '/t/$tenant/home', params: { tenant: session.tenant.slug } })
  },
})

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>) => inside(search['next']),
  component: lazyRouteComponent(() => import('./login-page.tsx'), 'LoginPage'),
})

const tenant = createRoute({
  getParentRoute: () => root,
  path: '/t/$tenant',
  beforeLoad: async ({ params, location }) => {
    if (!mayHaveSession()) throw toLogin(location.href)
    try {
      const session = await sessionIn(params.tenant)
      // Written by its id, or in another case: there is one address.
      if (session.tenant.slug !== params.tenant)
        throw redirect({
          href: location.href.replace(`/t/${params.tenant}`, `/t/${session.tenant.slug}`),
          replace: true,
        })
      return { session }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (error.status === 401) throw toLogin(location.href)
      // A tenant that is not yours and one that does not exist look the same.
      if ([400, 403, 404].includes(error.status)) throw notFound()
      throw error
    }
  },
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
  notFoundComponent: NotFoundPage,
})

const tenantIndex = createRoute({
  getParentRoute: () => tenant,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/t/$tenant/home', params, replace: true })
  },
})

const home = createRoute({
  getParentRoute: () => tenant,
  path: '/home',
  component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
})

/** The API's list query in the address; what it does not know is left out, and the page says so. */
const listSearch = (resource: typeof leadResource) => (raw: Record<string, unknown>) => {
  const { search, dropped } = readListSearch(resource, raw, LIST_PARAMS)
  if (dropped.length) queueMicrotask(() => noticeDropped(dropped))
  return search
}

const leads = createRoute({
  getParentRoute: () => tenant,
  path: '/leads',
  validateSearch: listSearch(leadResource),
  component: lazyRouteComponent(() => import('#features/leads/leads-page.tsx'), 'LeadsPage'),
})

const lead = createRoute({
  getParentRoute: () => tenant,
  path: '/leads/$id',
  validateSearch: readRecordSearch,
  component: lazyRouteComponent(() => import('#features/leads/lead-page.tsx'), 'LeadPage'),
})

const routeTree = root.addChildren([index, login, tenant.addChildren([tenantIndex, home, leads, lead])])

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadDelay: 60,
  search: { strict: true },
  scrollRestoration: true,
  defaultPendingMs: 150,
  defaultPendingComponent: RoutePending,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFoundPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

import { createRoute, createRouter, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router'
import { ProblemError } from '#lib/http.ts'
import { withTexts } from '#lib/i18n.ts'
import { mayHaveSession, refresh, sessionIn } from '#lib/session.ts'
import { readPassportsAddress } from '#features/contacts/passports-address.ts'
import type { ListSearch } from '#records/list-query.ts'
import { readRecordSearch } from '#records/record-search.ts'
import { readPair } from './duplicates/pair-address.ts'
import { readSearchAddress } from './search/search-address.ts'
import { doorRoutes, makeRoot, toLogin } from './door-routes.tsx'
import { NotFoundPage } from './route-states.tsx'
import { routing } from './routing.tsx'

const IMPORT_STEPS = ['file', 'map', 'rules', 'check', 'run', 'result'] as const
type ImportStep = (typeof IMPORT_STEPS)[number]

const root = makeRoot()

/** The session of the tenant last used; without one, the way in. */
async function anySession(href: string) {
  if (!mayHaveSession()) throw toLogin(href)
  return refresh().catch((error: unknown) => {
    throw error instanceof ProblemError && error.status === 401 ? toLogin(href) : error
  })
}

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ location }) => {
    const session = await anySession(location.href)
    throw redirect({ to: '/t/$tenant/home', params: { tenant: session.tenant.slug } })
  },
})

const tenants = createRoute({
  getParentRoute: () => root,
  path: '/tenants',
  beforeLoad: async ({ location }) => ({ session: await anySession(location.href) }),
  component: lazyRouteComponent(() => import('./tenants-page.tsx'), 'TenantsPage'),
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

/** The address of a list. Its page, with which the fields come, leaves out what the list does not know, and says so. */
const anySearch = (raw: Record<string, unknown>): ListSearch =>
  Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, String(value ?? '')]))

const leads = createRoute({
  getParentRoute: () => tenant,
  path: '/leads',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('#features/leads/leads-page.tsx'), 'LeadsPage'),
})

const lead = createRoute({
  getParentRoute: () => tenant,
  path: '/leads/$id',
  validateSearch: readRecordSearch,
  component: lazyRouteComponent(() => import('#features/leads/lead-page.tsx'), 'LeadPage'),
})

const contacts = createRoute({
  getParentRoute: () => tenant,
  path: '/contacts',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('#features/contacts/contacts-page.tsx'), 'ContactsPage'),
})

const passports = createRoute({
  getParentRoute: () => tenant,
  path: '/contacts/passports',
  validateSearch: readPassportsAddress,
  component: lazyRouteComponent(
    () => withTexts(import('#features/contacts/passports-page.tsx'), 'passports', 'documents'),
    'PassportsPage',
  ),
})

const contact = createRoute({
  getParentRoute: () => tenant,
  path: '/contacts/$id',
  validateSearch: readRecordSearch,
  component: lazyRouteComponent(() => import('#features/contacts/contact-page.tsx'), 'ContactPage'),
})

const accounts = createRoute({
  getParentRoute: () => tenant,
  path: '/accounts',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('#features/accounts/accounts-page.tsx'), 'AccountsPage'),
})

const account = createRoute({
  getParentRoute: () => tenant,
  path: '/accounts/$id',
  validateSearch: readRecordSearch,
  component: lazyRouteComponent(() => import('#features/accounts/account-page.tsx'), 'AccountPage'),
})

const search = createRoute({
  getParentRoute: () => tenant,
  path: '/search',
  validateSearch: readSearchAddress,
  component: lazyRouteComponent(() => withTexts(import('./search/search-page.tsx'), 'search'), 'SearchPage'),
})

const trash = createRoute({
  getParentRoute: () => tenant,
  path: '/trash',
  validateSearch: (raw: Record<string, unknown>) => {
    const search = String(raw['search'] ?? '').slice(0, 200)
    const of = (['leads', 'contacts', 'accounts'] as const).find((name) => name === raw['of'])
    return { ...(search ? { search } : {}), ...(of ? { of } : {}) } as { search?: string; of?: typeof of }
  },
  component: lazyRouteComponent(() => withTexts(import('./trash/trash-page.tsx'), 'bulk'), 'TrashPage'),
})

const duplicates = createRoute({
  getParentRoute: () => tenant,
  path: '/duplicates',
  validateSearch: (raw: Record<string, unknown>): { of?: string; pair?: string } => ({
    ...(typeof raw['of'] === 'string' ? { of: raw['of'] } : {}),
    ...(readPair(raw['pair']) ? { pair: String(raw['pair']) } : {}),
  }),
  component: lazyRouteComponent(() => withTexts(import('./duplicates/duplicates-page.tsx'), 'merge'), 'DuplicatesPage'),
})

const importing = createRoute({
  getParentRoute: () => tenant,
  path: '/import',
  validateSearch: (raw: Record<string, unknown>): { of?: 'contacts' | 'accounts' | 'leads' } => {
    const of = (['contacts', 'accounts', 'leads'] as const).find((name) => name === raw['of'])
    return of ? { of } : {}
  },
  component: lazyRouteComponent(
    () => withTexts(import('#features/imports/imports-page.tsx'), 'imports'),
    'ImportsPage',
  ),
})

const oneImport = createRoute({
  getParentRoute: () => tenant,
  path: '/import/$id',
  validateSearch: (raw: Record<string, unknown>): { step?: ImportStep } => {
    const step = IMPORT_STEPS.find((name) => name === raw['step'])
    return step ? { step } : {}
  },
  component: lazyRouteComponent(() => withTexts(import('#features/imports/import-page.tsx'), 'imports'), 'ImportPage'),
})

const settings = createRoute({
  getParentRoute: () => tenant,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
})

const settingsPane = createRoute({
  getParentRoute: () => settings,
  path: '/$pane',
  // Whose fields: the pane of fields has a part for each kind of record.
  validateSearch: (raw: Record<string, unknown>): { of?: string } =>
    typeof raw['of'] === 'string' ? { of: raw['of'] } : {},
  component: lazyRouteComponent(() => import('./settings/settings-pane.tsx'), 'SettingsPane'),
})

const routeTree = root.addChildren([
  index,
  tenants,
  ...doorRoutes(root),
  tenant.addChildren([
    tenantIndex,
    home,
    leads,
    lead,
    contacts,
    passports,
    contact,
    accounts,
    account,
    search,
    trash,
    duplicates,
    importing,
    oneImport,
    settings.addChildren([settingsPane]),
  ]),
])

export const router = createRouter({ routeTree, ...routing })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

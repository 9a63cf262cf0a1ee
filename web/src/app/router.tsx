import { createRoute, createRouter, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router'
import { ProblemError } from '#lib/http.ts'
import { withTexts } from '#lib/i18n.ts'
import { warmed } from '#lib/warm.ts'
import { mayHaveSession, refresh, sessionIn } from '#lib/session.ts'
import { readPassportsAddress } from '#features/contacts/passports-address.ts'
import { readRecordSearch } from '#records/record-search.ts'
import { readAnySearch, readDuplicates, readImport, readImports, readSetting, readTrash } from './addresses.ts'
import { readSearchAddress } from './search/search-address.ts'
import { authRoutes, makeRoot, toLogin } from './auth-routes.tsx'
import { NotFoundPage } from './route-states.tsx'
import { routing } from './routing.tsx'

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

const loadLeadsPage = () => import('#features/leads/leads-page.tsx')
const leads = createRoute({
  getParentRoute: () => tenant,
  path: '/leads',
  validateSearch: readAnySearch,
  loader: warmed(loadLeadsPage),
  component: lazyRouteComponent(loadLeadsPage, 'LeadsPage'),
})

const loadLeadPage = () => import('#features/leads/lead-page.tsx')
const lead = createRoute({
  getParentRoute: () => tenant,
  path: '/leads/$id',
  validateSearch: readRecordSearch,
  loader: warmed(loadLeadPage),
  component: lazyRouteComponent(loadLeadPage, 'LeadPage'),
})

const loadContactsPage = () => import('#features/contacts/contacts-page.tsx')
const contacts = createRoute({
  getParentRoute: () => tenant,
  path: '/contacts',
  validateSearch: readAnySearch,
  loader: warmed(loadContactsPage),
  component: lazyRouteComponent(loadContactsPage, 'ContactsPage'),
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

const loadContactPage = () => import('#features/contacts/contact-page.tsx')
const contact = createRoute({
  getParentRoute: () => tenant,
  path: '/contacts/$id',
  validateSearch: readRecordSearch,
  loader: warmed(loadContactPage),
  component: lazyRouteComponent(loadContactPage, 'ContactPage'),
})

const loadAccountsPage = () => import('#features/accounts/accounts-page.tsx')
const accounts = createRoute({
  getParentRoute: () => tenant,
  path: '/accounts',
  validateSearch: readAnySearch,
  loader: warmed(loadAccountsPage),
  component: lazyRouteComponent(loadAccountsPage, 'AccountsPage'),
})

const loadAccountPage = () => import('#features/accounts/account-page.tsx')
const account = createRoute({
  getParentRoute: () => tenant,
  path: '/accounts/$id',
  validateSearch: readRecordSearch,
  loader: warmed(loadAccountPage),
  component: lazyRouteComponent(loadAccountPage, 'AccountPage'),
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
  validateSearch: readTrash,
  component: lazyRouteComponent(() => withTexts(import('./trash/trash-page.tsx'), 'bulk'), 'TrashPage'),
})

const duplicates = createRoute({
  getParentRoute: () => tenant,
  path: '/duplicates',
  validateSearch: readDuplicates,
  component: lazyRouteComponent(() => withTexts(import('./duplicates/duplicates-page.tsx'), 'merge'), 'DuplicatesPage'),
})

const importing = createRoute({
  getParentRoute: () => tenant,
  path: '/import',
  validateSearch: readImports,
  component: lazyRouteComponent(
    () => withTexts(import('#features/imports/imports-page.tsx'), 'imports'),
    'ImportsPage',
  ),
})

const oneImport = createRoute({
  getParentRoute: () => tenant,
  path: '/import/$id',
  validateSearch: readImport,
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
  validateSearch: readSetting,
  component: lazyRouteComponent(() => import('./settings/settings-pane.tsx'), 'SettingsPane'),
})

const routeTree = root.addChildren([
  index,
  tenants,
  ...authRoutes(root),
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

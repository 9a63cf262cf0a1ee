import { type AnyRouter, createRoute, createRouter } from '@tanstack/react-router'
import { createContext, useContext, useEffect } from 'react'
import type { RawSearch } from '#lib/search.ts'
import { currentSession, mayHaveSession } from '#lib/session.ts'
import { authRoutes, makeRoot, toLogin } from './auth-routes.tsx'
import { routing } from './routing.tsx'

/** Goes on with another router, at the address where we are. */
export const EnterContext = createContext<(router: AnyRouter) => void>(() => {})

const root = makeRoot()
const routes = authRoutes(root)

/** Everything else is the app itself, whose code comes once somebody has signed in. */
const rest = createRoute({
  getParentRoute: () => root,
  path: '$',
  // The app's own routes judge it.
  validateSearch: (search: RawSearch) => search,
  beforeLoad: ({ location }) => {
    if (!currentSession()) throw toLogin(location.href)
  },
  loader: () => import('./router.tsx'),
  component: Enter,
})

function Enter() {
  const { router } = rest.useLoaderData()
  const enter = useContext(EnterContext)
  useEffect(() => enter(router), [enter, router])
  return null
}

export const authRouter = createRouter({ routeTree: root.addChildren([...routes, rest]), ...routing })

/** Whether the page at this path is for those who have not signed in, or this browser never signed in. */
export const startsSignedOut = (path: string): boolean =>
  !mayHaveSession() ||
  routes.some(({ fullPath }) => `${path}/`.startsWith(fullPath.replace(/\$.*$|$/, '/').replace('//', '/')))

import { type AnyRouter, createRoute, createRouter } from '@tanstack/react-router'
import { createContext, useContext, useEffect } from 'react'
import type { RawSearch } from '#lib/search.ts'
import { currentSession, mayHaveSession } from '#lib/session.ts'
import { doorRoutes, makeRoot, toLogin } from './door-routes.tsx'
import { routing } from './routing.tsx'

/** Goes on with another router, at the address where we are. */
export const EnterContext = createContext<(router: AnyRouter) => void>(() => {})

const root = makeRoot()
const doors = doorRoutes(root)

/** Everything else is for those who have signed in: the house, whose code comes when they have. */
const rest = createRoute({
  getParentRoute: () => root,
  path: '$',
  // Kept for the house to judge.
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

export const doorRouter = createRouter({ routeTree: root.addChildren([...doors, rest]), ...routing })

/** Whether the page at this path is for those who have not signed in, or this browser never signed in. */
export const isAtDoor = (path: string): boolean =>
  !mayHaveSession() ||
  doors.some(({ fullPath }) => `${path}/`.startsWith(fullPath.replace(/\$.*$|$/, '/').replace('//', '/')))

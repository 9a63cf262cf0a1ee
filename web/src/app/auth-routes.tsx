import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { NotFoundPage } from './route-states.tsx'

export const makeRoot = () => createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })

/** A path inside this app, or nothing: never another site's. */
const inside = (path: unknown) =>
  typeof path === 'string' && /^\/(?![/\\])/.test(path) ? { next: path } : ({} as { next?: string })

export const toLogin = (href: string) => redirect({ to: '/login', search: href === '/' ? {} : { next: href } })

/** The pages of those who are not signed in. Both routers have them: people come in here, and sign out to here. */
export const authRoutes = (root: ReturnType<typeof makeRoot>) =>
  [
    createRoute({
      getParentRoute: () => root,
      path: '/login',
      validateSearch: (search: Record<string, unknown>) => inside(search['next']),
      component: lazyRouteComponent(() => import('./login-page.tsx'), 'LoginPage'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/forgot',
      component: lazyRouteComponent(() => import('./forgot-page.tsx'), 'ForgotPage'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/reset/$token',
      component: lazyRouteComponent(() => import('./reset-page.tsx'), 'ResetPage'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/join/$token',
      component: lazyRouteComponent(() => import('./join-page.tsx'), 'JoinPage'),
    }),
  ] as const

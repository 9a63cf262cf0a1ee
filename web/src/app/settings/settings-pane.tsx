import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useMay } from '#lib/access.ts'
import { Forbidden } from '#ui/states.tsx'
import { NotFoundPage } from '../route-states.tsx'
import { PaneSkeleton } from './pane-skeleton.tsx'
import { type Pane, PANES } from './panes.ts'

const route = getRouteApi('/t/$tenant/settings/$pane')

const VIEWS = {
  profile: lazy(() => import('./profile-pane.tsx').then((module) => ({ default: module.ProfilePane }))),
  appearance: lazy(() => import('./appearance-pane.tsx').then((module) => ({ default: module.AppearancePane }))),
  shortcuts: lazy(() => import('./shortcuts-pane.tsx').then((module) => ({ default: module.ShortcutsPane }))),
  sessions: lazy(() => import('./sessions-pane.tsx').then((module) => ({ default: module.SessionsPane }))),
  members: lazy(() => import('./members/members-pane.tsx').then((module) => ({ default: module.MembersPane }))),
  scoring: lazy(() => import('./scoring/scoring-pane.tsx').then((module) => ({ default: module.ScoringPane }))),
} satisfies Record<Pane, unknown>

export function SettingsPane() {
  const { pane } = route.useParams()
  const may = useMay()
  const known = PANES.find((one) => one.pane === pane)
  if (!known) return <NotFoundPage />
  if (known.admin && !may('members', 'configure')) return <Forbidden />
  const View = VIEWS[known.pane]
  return (
    <Suspense fallback={<PaneSkeleton />}>
      <View />
    </Suspense>
  )
}

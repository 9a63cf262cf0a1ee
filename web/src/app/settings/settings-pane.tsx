import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useMay } from '#lib/access.ts'
import { withTexts } from '#lib/i18n.ts'
import { Forbidden } from '#ui/states.tsx'
import { NotFoundPage } from '../route-states.tsx'
import { PaneSkeleton } from './pane-skeleton.tsx'
import { type Pane, PANES } from './panes.ts'

const route = getRouteApi('/t/$tenant/settings/$pane')

const VIEWS = {
  profile: lazy(() => import('./profile-pane.tsx').then((module) => ({ default: module.ProfilePane }))),
  appearance: lazy(() =>
    withTexts(import('./appearance-pane.tsx'), 'settings').then((module) => ({ default: module.AppearancePane })),
  ),
  shortcuts: lazy(() =>
    withTexts(import('./shortcuts-pane.tsx'), 'settings').then((module) => ({ default: module.ShortcutsPane })),
  ),
  sessions: lazy(() =>
    withTexts(import('./sessions-pane.tsx'), 'settings').then((module) => ({ default: module.SessionsPane })),
  ),
  members: lazy(() =>
    withTexts(import('./members/members-pane.tsx'), 'settings').then((module) => ({ default: module.MembersPane })),
  ),
  fields: lazy(() =>
    withTexts(import('./fields/fields-pane.tsx'), 'setup').then((module) => ({ default: module.FieldsPane })),
  ),
  layouts: lazy(() =>
    withTexts(import('./layouts/layouts-pane.tsx'), 'settings', 'layouts').then((module) => ({
      default: module.LayoutsPane,
    })),
  ),
  tags: lazy(() =>
    withTexts(import('./tags/tags-pane.tsx'), 'setup', 'bulk').then((module) => ({ default: module.TagsPane })),
  ),
  industries: lazy(() =>
    withTexts(import('./industries/industries-pane.tsx'), 'setup').then((module) => ({
      default: module.IndustriesPane,
    })),
  ),
  loyalty: lazy(() =>
    withTexts(import('./loyalty/loyalty-pane.tsx'), 'settings', 'loyalty').then((module) => ({
      default: module.LoyaltyPane,
    })),
  ),
  scoring: lazy(() =>
    withTexts(import('./scoring/scoring-pane.tsx'), 'settings').then((module) => ({ default: module.ScoringPane })),
  ),
} satisfies Record<Pane, unknown>

export function SettingsPane() {
  const { pane } = route.useParams()
  const may = useMay()
  const known = PANES.find((one) => one.pane === pane)
  if (!known) return <NotFoundPage />
  if (known.configures !== null && !may(known.configures, 'configure')) return <Forbidden />
  const View = VIEWS[known.pane]
  return (
    <Suspense fallback={<PaneSkeleton />}>
      <View />
    </Suspense>
  )
}

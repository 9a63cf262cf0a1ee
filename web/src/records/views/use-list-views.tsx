import type { Resource } from '@rihla/contracts/resource.ts'
import type { View } from '@rihla/contracts/views.ts'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useHere } from '#lib/access.ts'
import { afterClosing } from '#ui/popover.tsx'
import type { ListSearch } from '../list-query.ts'
import { mayChangeView, useChangeView, viewsQuery } from './saved-views.ts'
import { keptView, type ListView, openView, queryOfView, viewOf } from './view-state.ts'

const KeepViewDialog = lazy(() =>
  import('./keep-view-dialog.tsx').then((module) => ({ default: module.KeepViewDialog })),
)
const ManageViews = lazy(() => import('./manage-views.tsx').then((module) => ({ default: module.ManageViews })))

/** The views of a list, which of them the address shows, and what can be done with them. */
export interface ListViews {
  standard: readonly ListView[]
  mine: readonly ListView[]
  shared: readonly ListView[]
  loading: boolean
  error: unknown
  retry: () => void
  view: ListView | null
  edited: boolean
  open: (id: string) => void
  reset: () => void
  /** Keeps what the address shows as the view it began as; null where that is not this reader's to do. */
  save: (() => void) | null
  saving: boolean
  keepAs: () => void
  manage: () => void
  dialogs: ReactNode
}

export function useListViews(
  resource: Resource<any>,
  standard: readonly ListView[],
  search: ListSearch,
  onChange: (search: ListSearch) => void,
): ListViews {
  const here = useHere()
  const record_type = resource.record_type as View['record_type']
  const { data, error, isPending, refetch } = useQuery(viewsQuery(here.tenant.slug, record_type))
  const change = useChangeView()
  const [dialog, setDialog] = useState<'keep' | 'manage' | null>(null)
  const kept = useMemo(() => (data ?? []).map((view) => keptView(resource, view)), [data, resource])
  const all = [...standard, ...kept]
  const { view, edited } = viewOf(search, all)
  const own = view?.kept && mayChangeView(here, view.kept) ? view.kept : null

  const open = (id: string) => {
    const next = all.find((one) => one.id === id)
    if (next) onChange(openView(next, search))
  }
  const close = () => setDialog(null)
  return {
    standard,
    mine: kept.filter((one) => one.kept!.created_by === here.me.id),
    shared: kept.filter((one) => one.kept!.created_by !== here.me.id),
    loading: isPending,
    error,
    retry: () => void refetch(),
    view,
    edited,
    open,
    reset: () => view && open(view.id),
    save: own ? () => change.mutate({ view: own, changes: { query: queryOfView(search) } }) : null,
    saving: change.isPending,
    // A menu or the picker that asks for it hands the focus back first.
    keepAs: () => afterClosing(() => setDialog('keep')),
    manage: () => afterClosing(() => setDialog('manage')),
    dialogs: (
      <Suspense>
        {dialog === 'keep' ? (
          <KeepViewDialog
            record_type={record_type}
            query={queryOfView(search)}
            suggested={edited && view ? view.name : ''}
            onKept={(id) => onChange({ ...search, view: id })}
            onClose={close}
          />
        ) : null}
        {dialog === 'manage' ? (
          <ManageViews
            record_type={record_type}
            onDeleted={(id) => {
              const { view: origin, ...rest } = search
              if (origin === id) onChange(rest)
            }}
            onClose={close}
          />
        ) : null}
      </Suspense>
    ),
  }
}

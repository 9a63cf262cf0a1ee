import { leadResource } from '@rihla/contracts/leads.ts'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Columns3, Plus, Rows3 } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useNarrow } from '#lib/use-media.ts'
import { DroppedNotice } from '#records/dropped-notice.tsx'
import { FilterBar } from '#records/filter-bar.tsx'
import {
  apiQuery,
  LIST_PARAMS,
  type ListSearch,
  narrowing,
  readListSearch,
  withoutDefaults,
} from '#records/list-query.ts'
import { GotoChip } from '#records/goto-chip.tsx'
import type { Place } from '#records/goto.ts'
import { SearchBox } from '#records/search-box.tsx'
import { SortMenu } from '#records/sort-menu.tsx'
import { ViewEdited } from '#records/views/view-edited.tsx'
import { ViewPicker } from '#records/views/view-picker.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Forbidden } from '#ui/states.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { BoardSkeleton, TableSkeleton } from './list-states.tsx'
import { Peek } from './peek.tsx'
import { Total } from './total.tsx'
import { useLeadFilters } from './lead-filters.ts'
import { useLeadViews } from './lead-views.ts'
import { LeadsMenu } from './leads-menu.tsx'

const loadBoard = () => import('./leads-board.tsx')
const loadList = () => import('./leads-list.tsx')
const LeadsBoard = lazy(async () => ({ default: (await loadBoard()).LeadsBoard }))
const LeadsList = lazy(async () => ({ default: (await loadList()).LeadsList }))
// The one that will be drawn comes together with its page, not after it.
void (new URLSearchParams(location.search).get('layout') === 'board' ? loadBoard() : loadList()).catch(() => {})

const SORTS = [
  'created_at',
  'full_name',
  'lead_score',
  'next_follow_up',
  'preferred_travel_date',
  'estimated_value',
  'last_contact_date',
  'updated_at',
] as const
const route = getRouteApi('/t/$tenant/leads')

/** Leads as a table or as a board; what is shown is what the address says. */
export function LeadsPage() {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const raw = route.useSearch()
  // The router hands on what it does not know; the list only takes what is its own.
  const search = useMemo(() => readListSearch(leadResource, raw, LIST_PARAMS).search, [raw])
  const navigate = useNavigate()
  const board = search['layout'] === 'board'
  const narrow = useNarrow()

  const show = useCallback(
    (next: ListSearch) => {
      const clean = withoutDefaults(leadResource, next)
      // Another filter is a step to go back from; another word in the same one is not.
      const replace = Object.keys(clean).sort().join() === Object.keys(search).sort().join()
      void navigate({ to: '/t/$tenant/leads', params: { tenant: tenant.slug }, search: clean, replace })
    },
    [navigate, search, tenant.slug],
  )
  const setLayout = (layout: string) => show({ ...search, layout: layout === 'board' ? layout : '' })
  // Where the reader began belongs to the list as it is asked for now, and not to its address.
  const [start, setStart] = useState<{ place: Place; of: string } | null>(null)
  const asked = JSON.stringify(apiQuery(search))
  const place = !board && start?.of === asked ? start.place : null
  const views = useLeadViews(search, show)
  const filters = useLeadFilters()
  const [kind, peeked] = (search['peek'] ?? '').split(':')
  const peek = kind === 'lead' && peeked ? peeked : null
  const setPeek = (id: string | null) => {
    const { peek: _, ...rest } = search
    show(id ? { ...rest, peek: `lead:${id}` } : rest)
  }
  useShortcut('b', 'keys.board', () => setLayout(board ? 'table' : 'board'))
  useShortcut('shift+f', 'keys.clear_filters', () => show(withoutFilters(search)))

  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        documentTitle={`${t('nav.leads')} · ${tenant.name}`}
        title={<ViewPicker views={views} fallback={t('nav.leads')} />}
        beside={
          <>
            {board ? null : (
              <span className="max-sm:hidden">
                <Total search={search} />
              </span>
            )}
            {narrow ? null : <ViewEdited views={views} />}
          </>
        }
      >
        <Segmented
          label={t('list.layout')}
          value={board ? 'board' : 'table'}
          onChange={setLayout}
          choices={[
            { value: 'table', name: t('list.table'), label: <LayoutLabel icon={Rows3} text={t('list.table')} /> },
            { value: 'board', name: t('list.board'), label: <LayoutLabel icon={Columns3} text={t('list.board')} /> },
          ]}
        />
        {may('leads', 'read') ? <LeadsMenu search={search} views={views} /> : null}
        {may('leads', 'create') ? (
          <Button look="primary" className="hidden md:inline-flex" onClick={() => openDialog({ kind: 'new-lead' })}>
            <Plus className="size-4" aria-hidden />
            {t('leads.new')}
          </Button>
        ) : null}
      </PageHeader>
      <div className="flex flex-col gap-2 border-b border-line px-4 pb-2 sm:px-6 md:flex-row md:items-start">
        <div className="flex items-center gap-2">
          <SearchBox
            label={t('leads.search')}
            value={search['search'] ?? ''}
            onChange={(text) => show({ ...search, search: text })}
          />
          {board ? null : (
            <SortMenu
              resource={leadResource}
              common={SORTS}
              search={search}
              onChange={show}
              onGo={(place) => setStart({ place, of: asked })}
            />
          )}
        </div>
        <FilterBar fields={leadResource.fields} groups={filters} search={search} onChange={show} />
        {narrow ? <ViewEdited views={views} /> : null}
        <GotoChip place={place} onTop={() => setStart(null)} />
      </div>
      {views.dialogs}
      <DroppedNotice />
      {may('leads', 'read') ? (
        board ? (
          <div className="relative flex min-h-0 flex-1">
            <div className="flex min-h-0 min-w-0 flex-1 flex-col">
              <Suspense fallback={<BoardSkeleton />}>
                <LeadsBoard search={search} onClear={() => show({ layout: 'board' })} onPeek={setPeek} />
              </Suspense>
            </div>
            <Peek id={peek} rows={[]} onPeek={setPeek} />
          </div>
        ) : (
          <Suspense fallback={<TableSkeleton narrow={narrow} />}>
            <LeadsList search={search} seek={place?.seek ?? null} onChange={show} peek={peek} onPeek={setPeek} />
          </Suspense>
        )
      ) : (
        <Forbidden />
      )}
    </div>
  )
}

/** The list without what narrows it, otherwise as it is drawn. */
function withoutFilters(search: ListSearch): ListSearch {
  const narrow = new Set(narrowing(search))
  return Object.fromEntries(Object.entries(search).filter(([name]) => !narrow.has(name)))
}

const LayoutLabel = ({ icon: Icon, text }: { icon: typeof Rows3; text: string }) => (
  <>
    <Icon className="size-4 rtl:-scale-x-100" aria-hidden />
    <span className="hidden sm:inline">{text}</span>
  </>
)

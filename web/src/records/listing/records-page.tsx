import { useNavigate, useSearch } from '@tanstack/react-router'
import { Columns3, Plus, Rows3 } from 'lucide-react'
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { noticeDropped } from '#lib/notices.ts'
import { useNarrow } from '#lib/use-media.ts'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Forbidden } from '#ui/states.tsx'
import { DroppedNotice } from '../dropped-notice.tsx'
import { RecordTypeContext } from '../fields/record-type.ts'
import { FilterBar } from '../filter-bar.tsx'
import { GotoChip } from '../goto-chip.tsx'
import type { Place } from '../goto.ts'
import {
  apiQuery,
  LIST_PARAMS,
  type ListSearch,
  ownParts,
  readListSearch,
  withoutDefaults,
  withoutFilters,
} from '../list-query.ts'
import type { RecordKind } from '../kind.ts'
import { sameQuery } from '../origin.ts'
import { useOwnFields } from '../own-fields.ts'
import { SearchBox } from '../search-box.tsx'
import { SortMenu } from '../sort-menu.tsx'
import { useListViews } from '../views/use-list-views.tsx'
import { ViewEdited } from '../views/view-edited.tsx'
import { ViewPicker } from '../views/view-picker.tsx'
import type { ListKind } from './list-kind.ts'
import { TableSkeleton } from './list-states.tsx'
import { NarrowDisplay } from './narrow-display.tsx'
import { Peek } from './peek.tsx'
import { RecordsMenu } from './records-menu.tsx'
import { Total } from './total.tsx'

/** Comes together with its page where that is the first of a visit, and not after it (`warm-list.ts`). */
export const Rows = lazyComponent(async () => (await import('./records-list.tsx')).RecordsList, <Waiting />)

function Waiting() {
  return <TableSkeleton narrow={useNarrow()} />
}

/** Records in rows, or as a board where they have one; what is shown is what the address says. */
export function RecordsPage({ list: declared }: { list: ListKind }) {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const { kind, own, pending } = useOwnFields(declared.kind)
  const list = useMemo(() => withOwn(declared, kind, own), [declared, kind, own])
  const { texts, Board } = list
  const { resource, name } = kind
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  // The router hands on what it does not know; the list only takes what is its own.
  const { search, dropped } = useMemo(() => readListSearch(resource, raw, LIST_PARAMS), [resource, raw])
  const navigate = useNavigate()
  const board = Board !== undefined && search['layout'] === 'board'
  const narrow = useNarrow()

  const show = useCallback(
    (next: ListSearch) => {
      const clean = withoutDefaults(resource, next)
      // Another filter is a step to go back from; another word in the same one is not.
      const replace = Object.keys(clean).sort().join() === Object.keys(search).sort().join()
      void navigate({ to: `/t/$tenant/${name}`, params: { tenant: tenant.slug }, search: clean, replace })
    },
    [navigate, resource, name, search, tenant.slug],
  )
  // What the address holds beyond the list is left out of it, and the page says so.
  const tidy = useEffectEvent(() => {
    if (dropped.length) noticeDropped(dropped)
    void navigate({ to: `/t/$tenant/${name}`, params: { tenant: tenant.slug }, search, replace: true })
  })
  const strange = !pending && !sameQuery(raw as Record<string, string>, search)
  useEffect(() => {
    if (strange) tidy()
  }, [strange])
  const setLayout = (layout: string) => show({ ...search, layout: layout === 'board' ? layout : '' })
  // Where the reader began belongs to the list as it is asked for now, and not to its address.
  const [start, setStart] = useState<{ place: Place; of: string } | null>(null)
  const asked = JSON.stringify(apiQuery(search))
  const place = !board && start?.of === asked ? start.place : null
  const standard = list.views.map((view) => ({ id: view.id, name: t(view.name), query: view.query }))
  const views = useListViews(resource, standard, search, show)
  const [of, peeked] = (search['peek'] ?? '').split(':')
  const peek = of === resource.record_type && peeked ? peeked : null
  const setPeek = (id: string | null) => {
    const { peek: _, ...rest } = search
    show(id ? { ...rest, peek: `${resource.record_type}:${id}` } : rest)
  }
  useShortcut('shift+f', 'keys.clear_filters', () => show(withoutFilters(search)))

  return (
    <RecordTypeContext value={resource.record_type}>
      <div className="flex h-full min-h-0 flex-col">
        <PageHeader
          documentTitle={`${t(texts.title)} · ${tenant.name}`}
          title={<ViewPicker views={views} fallback={t(texts.title)} />}
          aside={
            <>
              {board ? null : (
                <span className="max-md:hidden">
                  <Total list={list} search={search} />
                </span>
              )}
              {narrow ? null : <ViewEdited views={views} />}
            </>
          }
        >
          {Board ? <Layouts board={board} onChange={setLayout} /> : null}
          {may(name, 'read') ? <RecordsMenu list={list} search={search} views={views} /> : null}
          {may(name, 'create') ? (
            <Button
              look="primary"
              className="hidden md:inline-flex"
              onClick={() => openDialog({ kind: 'new', record: name })}
            >
              <Plus className="size-4" aria-hidden />
              {t(texts.create)}
            </Button>
          ) : null}
        </PageHeader>
        <div className="flex flex-col gap-2 border-b border-line px-4 pb-2 sm:px-6 md:flex-row md:items-start">
          <div className="flex items-center gap-2">
            <SearchBox
              label={t(texts.search)}
              value={search['search'] ?? ''}
              onChange={(text) => show({ ...search, search: text })}
            />
            {board ? null : (
              <SortMenu
                resource={resource}
                common={list.sorts}
                search={search}
                onChange={show}
                onGo={(place) => setStart({ place, of: asked })}
              />
            )}
            {narrow && !board ? <NarrowDisplay list={list} search={search} onChange={show} /> : null}
          </div>
          <div className="flex min-w-0 items-center gap-3">
            <FilterBar
              fields={resource.fields}
              groups={list.groups.map(({ label, fields }) => ({ label: t(label), fields }))}
              search={search}
              onChange={show}
            >
              {narrow && views.edited ? <ViewEdited views={views} /> : null}
            </FilterBar>
            {narrow && !board ? (
              <span className="ms-auto">
                <Total list={list} search={search} />
              </span>
            ) : null}
          </div>
          <GotoChip place={place} onTop={() => setStart(null)} />
        </div>
        {views.dialogs}
        <DroppedNotice />
        {!may(name, 'read') ? (
          <Forbidden />
        ) : pending && Object.keys(ownParts(raw)).length ? (
          // What the address asks for is not known yet.
          <TableSkeleton narrow={narrow} />
        ) : board ? (
          <div className="relative flex min-h-0 flex-1">
            <div className="flex min-h-0 min-w-0 flex-1 flex-col">
              <Board search={search} onChange={show} onPeek={setPeek} />
            </div>
            <Peek id={peek} rows={[]} onPeek={setPeek} Panel={list.Peek} />
          </div>
        ) : (
          <Rows list={list} search={search} seek={place?.seek ?? null} onChange={show} peek={peek} onPeek={setPeek} />
        )}
      </div>
    </RecordTypeContext>
  )
}

/** The list of a kind with the tenant's own fields, which stand in a group of their own. */
const withOwn = (list: ListKind, kind: RecordKind, own: readonly string[]): ListKind =>
  kind === list.kind
    ? list
    : { ...list, kind, groups: [...list.groups, { label: 'section.own' as const, fields: own }] }

function Layouts({ board, onChange }: { board: boolean; onChange: (layout: string) => void }) {
  const t = useT()
  useShortcut('b', 'keys.board', () => onChange(board ? 'table' : 'board'))
  return (
    <Segmented
      label={t('list.layout')}
      value={board ? 'board' : 'table'}
      onChange={onChange}
      choices={[
        { value: 'table', name: t('list.table'), label: <LayoutLabel icon={Rows3} text={t('list.table')} /> },
        { value: 'board', name: t('list.board'), label: <LayoutLabel icon={Columns3} text={t('list.board')} /> },
      ]}
    />
  )
}

const LayoutLabel = ({ icon: Icon, text }: { icon: typeof Rows3; text: string }) => (
  <>
    <Icon className="size-4 rtl:-scale-x-100" aria-hidden />
    <span className="hidden sm:inline">{text}</span>
  </>
)

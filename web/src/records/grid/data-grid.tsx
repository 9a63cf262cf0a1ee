import { useQueryClient } from '@tanstack/react-query'
import type { RowSelectionState } from '@tanstack/react-table'
import { useRouterState } from '@tanstack/react-router'
import { lazy, type RefObject, Suspense, useCallback, useId, useImperativeHandle, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { rowHeight, useDensity } from '#lib/density.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useCoarse } from '#lib/use-media.ts'
import { ErrorPanel } from '#ui/states.tsx'
import type { AnyRecord } from '../cache.ts'
import { type ListSearch, sortOf, sortSearch } from '../list-query.ts'
import type { RecordList } from '../list.ts'
import { type ColumnChoice, columnsSearch } from './columns.ts'
import { DisplayMenu } from './display-menu.tsx'
import type { BodyHandle } from './grid-body.tsx'
import { GridHead, HEAD } from './grid-head.tsx'
import { BOX, cellId, END, MARGIN } from './grid-row.tsx'
import { GridRows } from './grid-rows.tsx'
import { GridWriting } from './grid-writing.tsx'
import { keptPlace } from './kept-place.ts'
import { narrowHeight } from './narrow-row.tsx'
import { pageOf } from './places.ts'
import type { Act, GridHandle, GridSpec } from './spec.ts'
import { useGridColumns } from './use-grid-columns.ts'
import { useGridEvents } from './use-grid-events.ts'
import { useGridState } from './use-grid-state.ts'
import { usePeek } from './use-peek.ts'
import { useKeptPlace } from './use-kept-place.ts'
import { usePlaces } from './use-places.ts'
import { useRoom } from './use-room.ts'

const SummaryRow = lazy(() => import('./summary-row.tsx').then((module) => ({ default: module.SummaryRow })))
export const FOOT = 36

export interface GridProps<R extends AnyRecord> {
  spec: GridSpec<R>
  list: RecordList<R>
  search: ListSearch
  onChange: (search: ListSearch) => void
  selection: RowSelectionState
  onSelect: (selection: RowSelectionState) => void
  /** All that the list finds, loaded or not. */
  onAllMatching?: (() => void) | undefined
  onOpen: (record: R, place: number) => void
  onPeek?: ((record: R) => void) | undefined
  /** The record that stands open beside the list. */
  peeked?: string | null
  onAct: (act: Act<R>) => void
  onNear: (record: R) => void
  label: string
  /** Whether this user may select rows at all. */
  selects: boolean
  isLocked: (record: R) => boolean
  narrow: boolean
  handle: RefObject<GridHandle<R> | null>
}

/** A list of records as a grid: any number of rows, any of their fields, by pointer, touch or keys. */
export function DataGrid<R extends AnyRecord>(props: GridProps<R>) {
  const { spec, list, search, onChange, selection, onSelect, selects, narrow, handle } = props
  const t = useT()
  const id = useId()
  const tenant = useTenant()
  const client = useQueryClient()
  const { resource, source, usual } = spec
  const coarse = useCoarse()
  const density = useDensity()
  const height = narrow ? narrowHeight(density) : rowHeight(density, coarse)
  const head = narrow ? 0 : HEAD
  const foot = narrow ? 0 : FOOT
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<BodyHandle>(null)
  const room = useRoom(scroller)

  const entry = useRouterState({ select: ({ location }) => `${location.pathname} ${location.state.__TSR_key ?? ''}` })
  const [kept] = useState(() => keptPlace(entry))
  const group = search['group']
  const { places, setOpen, error, refetch, waiting } = usePlaces(spec, list, group, kept?.total ?? 0)
  const state = useGridState(kept?.active ?? -1)
  const { active, cell, editing } = state

  const before = selects ? BOX : MARGIN
  const { columns, order, own, choices, setSizing } = useGridColumns(spec, search, room, before)

  const recordAt = useCallback(
    (at: number): R | null => {
      const place = places.at(at)
      if (!place || place.head) return null
      const { page, at: within } = pageOf(place.index)
      const key = keyOf(tenant, source.resource, 'list', place.segment.query, page)
      return client.getQueryData<{ items: R[] }>(key)?.items[within] ?? null
    },
    [client, places, source.resource, tenant],
  )
  const rowId = useCallback((place: number) => `${id}-${place}`, [id])
  const events = useGridEvents({ ...props, scroller, body, places, setOpen, state, columns, before, recordAt, rowId })

  useImperativeHandle(
    handle,
    () => ({
      focused: () => {
        const record = recordAt(active)
        const anchor = document.getElementById(rowId(active))
        return record && anchor ? { record, anchor: anchor.querySelector('[data-open]') ?? anchor } : null
      },
      focus: () => scroller.current?.focus({ preventScroll: true }),
    }),
    [active, recordAt, rowId],
  )
  usePeek({
    active,
    count: places.count,
    peeked: props.peeked ?? null,
    recordAt,
    focusRow: (place) => {
      state.setActive(place)
      body.current?.reveal(place)
    },
    onPeek: props.onPeek,
  })
  useKeptPlace({ scroller, entry, kept, active, selection, onSelect, list, setActive: state.setActive })

  const setColumns = (next: readonly ColumnChoice[]) => {
    setSizing(null)
    onChange({ ...search, cols: columnsSearch(next, usual) })
  }
  const setGroup = (field: string | null) => onChange({ ...search, group: field ?? '' })
  const { sort_by: _by, sort_order: _order, ...unsorted } = search
  const sorted = sortOf(resource, search)
  const loaded = list.rows
  const chosen = loaded.reduce((count, record) => count + (selection[record.id] ? 1 : 0), 0)

  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  const width = before + END + columns.reduce((sum, column) => sum + column.width, 0)
  const focusId = active < 0 ? undefined : cell ? cellId(rowId(active), cell.field) : rowId(active)
  const grid = narrow
    ? { tabIndex: 0 }
    : {
        role: 'grid',
        tabIndex: 0,
        'aria-rowcount': places.count + 1,
        'aria-colcount': columns.length + 1,
        'aria-multiselectable': selects,
        'aria-activedescendant': focusId,
      }
  return (
    <>
      <div
        ref={scroller}
        {...grid}
        {...(narrow ? {} : { 'aria-label': props.label })}
        aria-busy={list.isPlaceholderData || waiting}
        data-scroll={resource.name}
        {...events.on}
        className={cn(
          'relative min-h-0 flex-1 overflow-auto overscroll-contain outline-none [overflow-anchor:none]',
          active < 0 && 'focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-brand',
          list.isPlaceholderData && 'opacity-60 transition-opacity',
        )}
      >
        <div style={narrow ? {} : { width, minWidth: '100%' }} className={narrow ? '' : 'flex min-h-full flex-col'}>
          {narrow ? null : (
            <GridHead
              spec={spec}
              columns={columns}
              choices={choices}
              onColumns={setColumns}
              onSizing={setSizing}
              sorted={sorted}
              onSort={(field, descending) => onChange({ ...unsorted, ...sortSearch(resource, field, descending) })}
              group={group}
              onGroup={setGroup}
              all={selects ? (chosen === 0 ? false : chosen === loaded.length || 'indeterminate') : null}
              onAll={(all) => onSelect(all ? Object.fromEntries(loaded.map((record) => [record.id, true])) : {})}
              end={<DisplayMenu spec={spec} choices={own} onColumns={setColumns} group={group} onGroup={setGroup} />}
            />
          )}
          <GridRows<R>
            {...props}
            scroller={scroller}
            body={body}
            places={places}
            state={state}
            rowId={rowId}
            height={height}
            head={head}
            foot={foot}
            initial={kept?.top ?? 0}
            columns={columns}
            order={order}
            own={own}
            before={before}
            wide={width > room}
          />
          {narrow ? null : (
            <Suspense
              fallback={<div className="sticky bottom-0 mt-auto border-t border-line bg-bg" style={{ height: FOOT }} />}
            >
              <SummaryRow
                spec={spec}
                query={list.query}
                total={list.found}
                columns={columns}
                before={before}
                height={FOOT}
              />
            </Suspense>
          )}
          <GridWriting
            spec={spec}
            state={state}
            scroller={scroller}
            rowId={rowId}
            recordAt={recordAt}
            composes={!narrow && !coarse}
            onWritten={events.write}
            onStep={events.onStep}
          />
        </div>
      </div>
      <span className="sr-only" aria-live="polite">
        {cell && !editing ? t('grid.cell_mode') : ''}
      </span>
    </>
  )
}

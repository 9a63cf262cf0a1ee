import { useQueryClient } from '@tanstack/react-query'
import type { RowSelectionState } from '@tanstack/react-table'
import { useRouterState } from '@tanstack/react-router'
import {
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { rowHeight, useDensity } from '#lib/density.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useMembers } from '#lib/members.ts'
import { useCoarse } from '#lib/use-media.ts'
import { ErrorPanel } from '#ui/states.tsx'
import { tellProblem } from '../tell-problem.ts'
import type { AnyRecord } from '../cache.ts'
import { type ListSearch, sortOf, sortSearch } from '../list-query.ts'
import type { RecordList } from '../list.ts'
import { type ColumnChoice, columnsOf, columnsSearch } from './columns.ts'
import { DisplayMenu } from './display-menu.tsx'
import { PeopleContext } from './cell-value.tsx'
import { type BodyHandle, GridBody } from './grid-body.tsx'
import { GridHead, HEAD } from './grid-head.tsx'
import { BOX, cellId, END, GridRow, MARGIN, WaitingRow } from './grid-row.tsx'
import { GroupHead } from './group-head.tsx'
import { keptPlace } from './kept-place.ts'
import { fitting, placeColumns } from './layout.ts'
import { NarrowRow, narrowHeight } from './narrow-row.tsx'
import { pageOf } from './places.ts'
import type { Act, GridHandle, GridSpec } from './spec.ts'
import { useGridEvents } from './use-grid-events.ts'
import { rangeIn, useGridState } from './use-grid-state.ts'
import { usePeek } from './use-peek.ts'
import { useKeptPlace } from './use-kept-place.ts'
import { usePlaces } from './use-places.ts'
import { useRoom } from './use-room.ts'

const CellEditor = lazy(() => import('./cell-editor.tsx').then((module) => ({ default: module.CellEditor })))
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
  /** Stands before the rows on a phone. */
  above?: ReactNode
}

/** A list of records as a grid: any number of rows, any of their fields, by pointer, touch or keys. */
export function DataGrid<R extends AnyRecord>(props: GridProps<R>) {
  const { spec, list, search, onChange, selection, onSelect, selects, isLocked, narrow, handle } = props
  const t = useT()
  const id = useId()
  const tenant = useTenant()
  const client = useQueryClient()
  const { resource, source, usual, widths } = spec
  const fields = resource.fields
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

  const [sizing, setSizing] = useState<readonly ColumnChoice[] | null>(null)
  const before = selects ? BOX : MARGIN
  const { cols = '' } = search
  const own = useMemo(() => columnsOf(fields, { cols }, usual), [fields, cols, usual])
  const columns = useMemo(() => {
    const free = Math.max(0, room - before - END)
    const choices = sizing ?? (own === usual ? fitting(fields, usual, widths, free) : own)
    return placeColumns(fields, choices, widths, free)
  }, [fields, own, usual, widths, sizing, room, before])
  const order = useMemo(() => columns.map((column) => column.field), [columns])

  const members = useMembers()
  const people = useMemo(() => new Map(members.map(({ id, name }) => [id, name])), [members])

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
        {narrow ? props.above : null}
        <div style={narrow ? {} : { width, minWidth: '100%' }} className={narrow ? '' : 'flex min-h-full flex-col'}>
          {narrow ? null : (
            <GridHead
              spec={spec}
              columns={columns}
              choices={sizing ?? own}
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
          <PeopleContext value={people}>
            <GridBody<R>
              scroller={scroller}
              handle={body}
              source={source}
              places={places}
              height={height}
              head={head}
              foot={foot}
              initial={kept?.top ?? 0}
              meanwhile={list.isPlaceholderData ? (list.data?.items ?? null) : null}
              role={narrow ? 'list' : 'rowgroup'}
              renderRow={(record, place, top, key) =>
                narrow ? (
                  <NarrowRow
                    key={key}
                    id={rowId(place)}
                    spec={spec}
                    record={record}
                    place={place}
                    top={top}
                    height={height}
                    columns={own}
                    selects={selects}
                    selected={selection[record.id] ?? false}
                    isLocked={isLocked}
                  />
                ) : (
                  <GridRow
                    key={key}
                    id={rowId(place)}
                    spec={spec}
                    record={record}
                    place={place}
                    top={top}
                    height={height}
                    columns={columns}
                    wide={width > room}
                    selects={selects}
                    selected={selection[record.id] ?? false}
                    isLocked={isLocked}
                    active={place === active && !cell}
                    named={cell !== null || editing !== null}
                    cell={place === active && cell ? cell.field : null}
                    cells={cell ? rangeIn(place, order, cell.from, { place: active, field: cell.field }).join() : ''}
                  />
                )
              }
              renderWaiting={(place, top) => (
                <WaitingRow
                  key={place}
                  place={place}
                  top={top}
                  height={height}
                  columns={columns}
                  before={before}
                  narrow={narrow}
                />
              )}
              renderHead={(segment, place, style) => (
                <GroupHead
                  key={`head ${place}`}
                  id={rowId(place)}
                  spec={spec}
                  field={group!}
                  segment={segment}
                  place={place}
                  height={height}
                  active={place === active}
                  narrow={narrow}
                  {...style}
                />
              )}
            />
          </PeopleContext>
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
          {editing ? (
            <Suspense>
              <div role="row" className="contents">
                <div role="gridcell" className="contents">
                  <CellEditor
                    key={`${editing.typed ?? ''} ${editing.after ?? ''} ${editing.failed ? 'failed' : ''}`}
                    spec={spec as unknown as GridSpec<AnyRecord>}
                    editing={editing}
                    record={recordAt(editing.place)}
                    anchor={cellId(rowId(editing.place), editing.field)}
                    scroller={scroller}
                    onLeave={(step) => {
                      state.setEditing(null)
                      events.onStep(step)
                    }}
                    onFailed={(failed) => state.reopen(failed) || tellProblem(failed.failed!.error)}
                  />
                </div>
              </div>
            </Suspense>
          ) : null}
        </div>
      </div>
      <span className="sr-only" aria-live="polite">
        {cell && !editing ? t('grid.cell_mode') : ''}
      </span>
    </>
  )
}

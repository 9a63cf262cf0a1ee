import type { RowSelectionState } from '@tanstack/react-table'
import { type RefObject, useRef } from 'react'
import type { AnyRecord } from '../cache.ts'
import type { GridProps } from './data-grid.tsx'
import type { BodyHandle } from './grid-body.tsx'
import { type PlacedColumn, sideways } from './layout.ts'
import type { Places } from './places.ts'
import { isWritable } from './spec.ts'
import type { GridState, Step } from './use-grid-state.ts'

/** A grid as those see it who move in it. */
export interface GridParts<R extends AnyRecord> extends GridProps<R> {
  scroller: RefObject<HTMLDivElement | null>
  body: RefObject<BodyHandle | null>
  places: Places
  setOpen: (key: string | null, open: boolean) => void
  state: GridState
  columns: readonly PlacedColumn[]
  before: number
  recordAt: (place: number) => R | null
  rowId: (place: number) => string
}

export const isRtl = (element: Element) => getComputedStyle(element).direction === 'rtl'

/** The moves that a grid knows, from row to row and from cell to cell, whatever asks for them. */
export function useGridMoves<R extends AnyRecord>(parts: GridParts<R>) {
  const { spec, scroller, body, places, state, columns, before, recordAt, selection, onSelect, selects, isLocked } =
    parts
  const { active, setActive, cell, setCell, setEditing } = state
  /** Where the rows that are being selected begin. */
  const from = useRef(-1)
  const fields = spec.resource.fields
  const order = columns.map((column) => column.field)

  const clamp = (place: number) => Math.max(0, Math.min(places.count - 1, place))

  const startRange = (place: number) => void (from.current = place)
  const hasRange = () => from.current >= 0

  function focusRow(place: number) {
    setActive(place)
    body.current?.reveal(place)
  }

  function selectRange(to: number) {
    const start = from.current < 0 ? to : from.current
    const next: RowSelectionState = { ...selection }
    for (let place = Math.min(start, to); place <= Math.max(start, to); place += 1) {
      const record = recordAt(place)
      if (record) next[record.id] = true
    }
    onSelect(next)
  }

  function toggle(place: number) {
    const record = recordAt(place)
    if (!record || !selects) return
    from.current = place
    const { [record.id]: was, ...rest } = selection
    onSelect(was ? rest : { ...rest, [record.id]: true })
  }

  function moveRow(rows: number | 'first' | 'last' | 'page' | '-page', extend: boolean) {
    const page = body.current?.inView() ?? 10
    const by = { first: -places.count, last: places.count, page, '-page': -page }
    // Who has not begun yet begins with what is in view.
    const here = active < 0 ? (body.current?.first() ?? 0) - 1 : active
    const to = clamp(here + (typeof rows === 'number' ? Math.max(rows, active < 0 ? 1 : rows) : by[rows]))
    if (extend && selects) {
      if (from.current < 0) from.current = Math.max(0, active)
      selectRange(to)
    } else from.current = -1
    if (cell) setCell({ field: cell.field, from: { place: to, field: cell.field } })
    focusRow(to)
  }

  function focusCell(place: number, field: string, extend = false) {
    // Whoever walks cells is about to write in one.
    if (!cell) void import('./cell-editor.tsx')
    setCell({ field, from: extend && cell ? cell.from : { place, field } })
    focusRow(place)
    const view = scroller.current
    if (!view) return
    const to = sideways(columns, field, { from: Math.abs(view.scrollLeft), room: view.clientWidth, before })
    if (to !== null) view.scrollLeft = isRtl(view) ? -to : to
  }

  function edit(place: number, field: string, typed?: string) {
    const record = recordAt(place)
    if (record && !isLocked(record) && isWritable(fields[field]))
      setEditing({ place, field, ...(typed === undefined ? {} : { typed }) })
  }

  function enterCells(place: number, field = order.find((name) => isWritable(fields[name])) ?? order[0]!) {
    if (recordAt(place)) focusCell(place, field)
  }

  function nextCell(back: boolean) {
    if (!cell) return
    const at = order.indexOf(cell.field) + (back ? -1 : 1)
    if (at >= 0 && at < order.length) return focusCell(active, order[at]!)
    const place = active + (back ? -1 : 1)
    if (place >= 0 && place < places.count) focusCell(place, back ? order.at(-1)! : order[0]!)
  }

  function onStep(step: Step) {
    scroller.current?.focus({ preventScroll: true })
    if (!cell) return
    if (step === 'down') focusCell(clamp(active + 1), cell.field)
    else if (step !== 'stay') nextCell(step === 'back')
  }

  /** The range of cells, from its first to its last. */
  function range() {
    const [first, last] = [order.indexOf(cell!.from.field), order.indexOf(cell!.field)].toSorted((a, b) => a - b) as [
      number,
      number,
    ]
    const [top, end] = [cell!.from.place, active].toSorted((a, b) => a - b) as [number, number]
    const rowAt = (row: number) => {
      const record = recordAt(top + row)
      return { record, locked: record !== null && isLocked(record) }
    }
    return { columns: order.slice(first), width: last - first + 1, height: end - top + 1, rowAt }
  }

  return {
    startRange,
    hasRange,
    order,
    clamp,
    selectRange,
    toggle,
    moveRow,
    focusCell,
    edit,
    enterCells,
    nextCell,
    onStep,
    range,
  }
}

export type GridMoves = ReturnType<typeof useGridMoves>

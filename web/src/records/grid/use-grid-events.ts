import type { RowSelectionState } from '@tanstack/react-table'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useRef,
} from 'react'
import { useShortcut } from '#lib/keyboard.ts'
import type { AnyRecord } from '../cache.ts'
import type { GridProps } from './data-grid.tsx'
import type { BodyHandle } from './grid-body.tsx'
import { cellModeKey, type GridKey, rowModeKey } from './grid-keys.ts'
import { type PlacedColumn, sideways } from './layout.ts'
import type { Places } from './places.ts'
import { isWritable } from './spec.ts'
import { type GridState, type Step, typedOn } from './use-grid-state.ts'
import { usePaste } from './use-paste.ts'

interface Options<R extends AnyRecord> extends GridProps<R> {
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

const LONG_PRESS = 500
const isRtl = (element: Element) => getComputedStyle(element).direction === 'rtl'

/** Turns keys and presses into moves, selections and edits. One listener for the grid, however many rows it has. */
export function useGridEvents<R extends AnyRecord>(options: Options<R>) {
  const { spec, scroller, body, places, state, columns, before, recordAt, selection, onSelect, selects, isLocked } =
    options
  const { active, setActive, cell, setCell, editing, setEditing } = state
  const from = useRef(-1)
  const pressing = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pressed = useRef(false)
  const fields = spec.resource.fields
  const order = columns.map((column) => column.field)
  const paste = usePaste(spec)
  const held = selects && !!Object.values(selection).some(Boolean)

  const clamp = (place: number) => Math.max(0, Math.min(places.count - 1, place))

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

  function run(key: GridKey) {
    const head = places.at(active)
    const group = head?.head ? head.segment.group! : null
    switch (key.do) {
      case 'move':
        return moveRow(key.rows, key.extend)
      case 'move-cell': {
        const at = order.indexOf(cell!.field)
        const last = order.length - 1
        const to = key.columns === 'first' ? 0 : key.columns === 'last' ? last : at + key.columns
        return focusCell(clamp(active + key.rows), order[Math.max(0, Math.min(last, to))]!, key.extend)
      }
      case 'next-cell':
        return nextCell(key.back)
      case 'edit':
        return cell ? edit(active, cell.field, key.typed) : enterCells(active)
      case 'clear':
        return cell ? paste('', range()) : undefined
      case 'leave':
        return setCell(null)
      default:
        if (group) options.setOpen(group.key, key.do === 'toggle-head' ? !group.open : key.do === 'open-head')
    }
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

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    // Heads of columns and what else has the focus in the grid have keys of their own.
    if (event.nativeEvent.isComposing || event.defaultPrevented || event.target !== event.currentTarget) return
    if (editing) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      event.stopPropagation()
      return setEditing(typedOn(editing, event))
    }
    const rtl = isRtl(event.currentTarget)
    if (cell && (event.ctrlKey || event.metaKey) && event.shiftKey && /^Arrow(Left|Right)$/.test(event.key)) {
      // The column is moved by its head, which has the same keys.
      const head = event.currentTarget.querySelector(`[data-head="${cell.field}"]`)
      head?.dispatchEvent(new window.KeyboardEvent('keydown', { ...keyInit(event), bubbles: true }))
      event.preventDefault()
      return event.stopPropagation()
    }
    const key = cell ? cellModeKey(event, rtl) : rowModeKey(event, rtl, places.at(active)?.head ?? false)
    if (!key) return
    event.preventDefault()
    // Letters mean text here, and must not reach the shortcuts of the page.
    event.stopPropagation()
    void run(key)
  }

  const placeOf = (target: EventTarget) => {
    const row = (target as Element).closest<HTMLElement>('[data-row]')
    return row ? Number(row.dataset['row']) : -1
  }

  function onClick(event: MouseEvent<HTMLElement>) {
    const target = event.target as Element
    const place = placeOf(target)
    if (place < 0 || !event.currentTarget.contains(target) || target.closest('[data-editor]')) return
    if (pressed.current) {
      pressed.current = false
      return event.preventDefault()
    }
    const at = places.at(place)
    if (at?.head) {
      setActive(place)
      return options.setOpen(at.segment.group!.key, !at.segment.group!.open)
    }
    const record = recordAt(place)
    if (!record) return
    if (target.closest('[data-box]')) {
      if (event.shiftKey && from.current >= 0) selectRange(place)
      else toggle(place)
      setActive(place)
      // Not to its box: the next key is for the grid.
      return scroller.current?.focus({ preventScroll: true })
    }
    const act = target.closest<HTMLElement>('[data-act]')
    if (act) {
      setActive(place)
      return options.onAct({ act: act.dataset['act']!, record, anchor: act })
    }
    if (target.closest('[data-open]')) {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
      event.preventDefault()
      setActive(place)
      return options.narrow && held ? toggle(place) : options.onOpen(record, place)
    }
    if (target.closest('a')) return
    const field = target.closest<HTMLElement>('[data-field]')?.dataset['field']
    if (cell && field) focusCell(place, field, event.shiftKey)
    else {
      from.current = place
      setActive(place)
    }
    scroller.current?.focus({ preventScroll: true })
  }

  function onDoubleClick(event: MouseEvent<HTMLElement>) {
    const target = event.target as Element
    const place = placeOf(target)
    const field = target.closest<HTMLElement>('[data-field]')?.dataset['field']
    if (options.narrow || place < 0 || !field || target.closest('[data-act],[data-box],[data-editor]')) return
    focusCell(place, field)
    edit(place, field)
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    const place = placeOf(event.target)
    if (event.pointerType !== 'touch' || !selects || place < 0) return
    pressed.current = false
    pressing.current = setTimeout(() => {
      pressed.current = true
      toggle(place)
    }, LONG_PRESS)
  }
  const onPointerUp = () => clearTimeout(pressing.current)

  function onPointerOver(event: PointerEvent<HTMLElement>) {
    if (event.pointerType !== 'mouse' || !(event.target as Element).closest('[data-open]')) return
    const record = recordAt(placeOf(event.target))
    if (record) options.onNear(record)
  }

  function onPaste(event: ClipboardEvent<HTMLElement>) {
    if (!cell || editing) return
    const text = event.clipboardData.getData('text/plain')
    if (!text) return
    event.preventDefault()
    void paste(text, range())
  }

  useShortcut('j', 'keys.next_row', () => moveRow(1, false))
  useShortcut('k', 'keys.previous_row', () => moveRow(-1, false))
  useShortcut('x', 'keys.select_row', () => toggle(active))
  useShortcut('enter', 'keys.open_row', () => {
    const record = recordAt(active)
    if (record) options.onOpen(record, active)
  })
  useShortcut('space', 'keys.peek', () => {
    const record = recordAt(active)
    if (record) options.onPeek?.(record)
  })
  useShortcut('e', 'keys.edit_cells', () => {
    enterCells(active < 0 ? 0 : active)
    scroller.current?.focus({ preventScroll: true })
  })
  useShortcut('mod+a', 'keys.select_all', () => {
    if (!selects) return
    const rows = options.list.rows
    if (rows.length && rows.every((record) => selection[record.id])) options.onAllMatching?.()
    else onSelect(Object.fromEntries(rows.map((record) => [record.id, true])))
  })

  const on = {
    onKeyDown,
    onClick,
    onDoubleClick,
    onPointerDown,
    onPointerUp,
    onPointerMove: onPointerUp,
    onPointerOver,
    onPaste,
  }
  return { on, onStep }
}

const keyInit = ({ key, code, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => ({
  key,
  code,
  ctrlKey,
  metaKey,
  shiftKey,
})

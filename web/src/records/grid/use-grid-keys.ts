import type { ClipboardEvent, KeyboardEvent } from 'react'
import { useShortcut } from '#lib/keyboard.ts'
import type { AnyRecord } from '../cache.ts'
import { cellModeKey, type GridKey, rowModeKey } from './grid-keys.ts'
import { type GridMoves, type GridParts, isRtl } from './use-grid-moves.ts'
import { typedOn } from './use-grid-state.ts'
import { usePaste } from './use-paste.ts'

/** Turns keys into moves, selections and edits, and what is pasted into values. */
export function useGridKeys<R extends AnyRecord>(parts: GridParts<R>, moves: GridMoves) {
  const { spec, scroller, places, state, recordAt, selection, onSelect, selects } = parts
  const { active, cell, setCell, editing, setEditing } = state
  const { order, clamp, toggle, moveRow, focusCell, edit, enterCells, nextCell, range } = moves
  const paste = usePaste(spec)

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
        if (group) parts.setOpen(group.key, key.do === 'toggle-head' ? !group.open : key.do === 'open-head')
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    // Heads of columns and what else has the focus in the grid have keys of their own.
    const own = event.target === event.currentTarget || (event.target as HTMLElement).dataset['waits'] !== undefined
    if (isComposed(event) || event.defaultPrevented || !own) return
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

  function onPaste(event: ClipboardEvent<HTMLElement>) {
    if (!cell || editing) return
    const text = event.clipboardData.getData('text/plain')
    if (!text) return
    event.preventDefault()
    void paste(text, range())
  }

  /** Whoever began with letters goes on with arrows: the grid takes the focus from the page, and from nothing else. */
  const takeFocus = () => {
    if (document.activeElement?.matches('body,main,h1')) scroller.current?.focus({ preventScroll: true })
  }
  const walk = (rows: number) => () => {
    takeFocus()
    moveRow(rows, false)
  }
  useShortcut('j', 'keys.next_row', walk(1))
  useShortcut('k', 'keys.previous_row', walk(-1))
  useShortcut('x', 'keys.select_row', () => {
    takeFocus()
    toggle(active)
  })
  useShortcut('enter', 'keys.open_row', () => {
    const record = recordAt(active)
    if (record) parts.onOpen(record, active)
  })
  useShortcut('space', 'keys.peek', () => {
    const record = recordAt(active)
    if (record) parts.onPeek?.(record)
  })
  useShortcut('e', 'keys.edit_cells', () => {
    enterCells(active < 0 ? 0 : active)
    scroller.current?.focus({ preventScroll: true })
  })
  useShortcut('mod+a', 'keys.select_all', () => {
    if (!selects) return
    const rows = parts.list.rows
    if (rows.length && rows.every((record) => selection[record.id])) parts.onAllMatching?.()
    else onSelect(Object.fromEntries(rows.map((record) => [record.id, true])))
  })

  /** What was composed for the cell that is walked. */
  const write = (text: string) => cell && edit(active, cell.field, text)
  return { onKeyDown, onPaste, write }
}

/** A key that belongs to what is being composed; Safari tells the first and the last one by its number only. */
const isComposed = ({ nativeEvent }: KeyboardEvent) => nativeEvent.isComposing || nativeEvent.keyCode === 229

const keyInit = ({ key, code, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => ({
  key,
  code,
  ctrlKey,
  metaKey,
  shiftKey,
})

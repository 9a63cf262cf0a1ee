import { type MouseEvent, type PointerEvent, useRef } from 'react'
import type { AnyRecord } from '../cache.ts'
import type { GridMoves, GridParts } from './use-grid-moves.ts'

const LONG_PRESS = 500

/** What a press means by where in the grid it falls: open, select, act, or only go there. */
export function useGridPresses<R extends AnyRecord>(parts: GridParts<R>, moves: GridMoves) {
  const { scroller, places, state, recordAt, selection, selects } = parts
  const { setActive, cell } = state
  const { startRange, hasRange, selectRange, toggle, focusCell, edit } = moves
  const pressing = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pressed = useRef(false)
  const held = selects && !!Object.values(selection).some(Boolean)

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
      return parts.setOpen(at.segment.group!.key, !at.segment.group!.open)
    }
    const record = recordAt(place)
    if (!record) return
    if (target.closest('[data-box]')) {
      if (event.shiftKey && hasRange()) selectRange(place)
      else toggle(place)
      setActive(place)
      // Not to its box: the next key is for the grid.
      return scroller.current?.focus({ preventScroll: true })
    }
    const act = target.closest<HTMLElement>('[data-act]')
    if (act) {
      setActive(place)
      return parts.onAct({ act: act.dataset['act']!, record, anchor: act })
    }
    if (target.closest('[data-open]')) {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
      event.preventDefault()
      setActive(place)
      return parts.narrow && held ? toggle(place) : parts.onOpen(record, place)
    }
    if (target.closest('a')) return
    const field = target.closest<HTMLElement>('[data-field]')?.dataset['field']
    if (cell && field) focusCell(place, field, event.shiftKey)
    else {
      startRange(place)
      setActive(place)
    }
    scroller.current?.focus({ preventScroll: true })
  }

  function onDoubleClick(event: MouseEvent<HTMLElement>) {
    const target = event.target as Element
    const place = placeOf(target)
    const field = target.closest<HTMLElement>('[data-field]')?.dataset['field']
    if (parts.narrow || place < 0 || !field || target.closest('[data-act],[data-box],[data-editor]')) return
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
    if (record) parts.onNear(record)
  }

  return { onClick, onDoubleClick, onPointerDown, onPointerUp, onPointerMove: onPointerUp, onPointerOver }
}

import type { RowSelectionState } from '@tanstack/react-table'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { AnyRecord } from '../cache.ts'
import type { RecordList } from '../list.ts'
import { useScrollKept } from './grid-body.tsx'
import { keepPlace, keptPlace } from './kept-place.ts'

const chosen = (ids: readonly string[]): RowSelectionState => Object.fromEntries(ids.map((id) => [id, true]))

/** Comes back to where one stood, and remembers it on leaving: the row, the selection, how far it was scrolled. */
export function useKeptPlace<R extends AnyRecord>({
  scroller,
  entry,
  kept,
  active,
  selection,
  onSelect,
  list,
  setActive,
}: {
  scroller: RefObject<HTMLDivElement | null>
  entry: string
  kept: ReturnType<typeof keptPlace>
  active: number
  selection: RowSelectionState
  onSelect: (selection: RowSelectionState) => void
  list: RecordList<R>
  setActive: (place: number) => void
}) {
  const top = useRef(kept?.top ?? 0)
  const now = useRef({ active, selection, total: list.total ?? 0 })
  useEffect(() => {
    now.current = { active, selection, total: list.total ?? 0 }
  })
  useScrollKept(
    scroller,
    useCallback((at: number) => {
      top.current = at
    }, []),
  )
  useEffect(() => {
    const keep = () => {
      const { active, selection, total } = now.current
      keepPlace(entry, {
        top: top.current,
        active,
        total,
        selected: Object.keys(selection).filter((id) => selection[id]),
      })
    }
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [entry])
  useLayoutEffect(() => {
    if (!kept) return
    scroller.current?.scrollTo({ top: kept.top })
    if (kept.selected.length) onSelect(chosen(kept.selected))
    // oxlint-disable-next-line react/exhaustive-deps -- once, on coming back
  }, [])
  // Another question begins at its first row, or where one stood in it.
  const asked = useRef(list.query)
  useEffect(() => {
    if (asked.current === list.query) return
    asked.current = list.query
    const was = keptPlace(entry)
    scroller.current?.scrollTo({ top: was?.top ?? 0 })
    setActive(was?.active ?? -1)
    if (was?.selected.length) onSelect(chosen(was.selected))
    // oxlint-disable-next-line react/exhaustive-deps -- once for each question, whoever hears of the selection
  }, [list.query, entry, scroller, setActive])
}

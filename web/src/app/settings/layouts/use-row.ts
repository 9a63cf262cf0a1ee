import { type RefObject, useEffect, useRef, useState } from 'react'
import { draggable, dropTarget } from '#lib/drag.ts'
import { useCoarse } from '#lib/use-media.ts'
import type { Drops } from './use-drops.ts'

const KIND = 'layout-row'

/** A row that is dragged by its handle, and over which others are. */
export function useRow(row: string, fixed: boolean, drops: Pick<Drops, 'takes' | 'onOver' | 'onLeave' | 'onDrop'>) {
  const element = useRef<HTMLLIElement>(null)
  const handle = useRef<HTMLSpanElement>(null)
  const [dragging, setDragging] = useState(false)
  const coarse = useCoarse()
  const drags = !fixed && !coarse
  const latest = useLatest(drops)

  useEffect(() => {
    if (!drags) return
    return draggable({
      element: element.current!,
      dragHandle: handle.current!,
      getInitialData: () => ({ kind: KIND, row }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    })
  }, [drags, row])

  useEffect(() => {
    type Dragged = { data: Record<string | symbol, unknown> }
    const tell = (work: 'onOver' | 'onDrop') => (event: { self: Dragged; source: Dragged }) =>
      latest.current[work](event.source.data['row'] as string, row, event.self.data['lower'] as boolean)
    return dropTarget({
      element: element.current!,
      canDrop: ({ source: { data } }) => data['kind'] === KIND && latest.current.takes(data['row'] as string, row),
      getData: ({ input, element: over }) => {
        const { top, height } = over.getBoundingClientRect()
        return { lower: input.clientY > top + height / 2 }
      },
      onDragEnter: tell('onOver'),
      onDrag: tell('onOver'),
      onDragLeave: () => latest.current.onLeave(row),
      onDrop: tell('onDrop'),
    })
  }, [row, latest])
  return { element, handle, dragging, drags }
}

/** What was drawn last, for those who ask later. */
function useLatest<T>(value: T): RefObject<T> {
  const ref = useRef(value)
  useEffect(() => {
    ref.current = value
  })
  return ref
}

import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { cn } from '#lib/cn.ts'

/**
 * Where typing goes while a cell is walked and none is written in. Letters that are composed (Arabic with its signs, accents,
 * Chinese) need a field that has the focus before the first of them, or that one is lost: this one has it, unseen, stands over
 * the cell while something is composed, and hands the whole of it to the editor. It comes with the grid: code that had to be
 * fetched first would come after the first sign.
 */
export function TypingPlace({
  label,
  anchor,
  scroller,
  onWritten,
}: {
  label: string
  /** Id of the cell. */
  anchor: string
  scroller: RefObject<HTMLDivElement | null>
  onWritten: (text: string) => void
}) {
  const box = useRef<HTMLTextAreaElement>(null)
  const [composing, setComposing] = useState(false)

  useLayoutEffect(() => {
    const grid = scroller.current!
    const place = box.current!
    // Whatever gives the grid the focus means the cell that is walked.
    const take = () => document.activeElement === grid && place.focus({ preventScroll: true })
    take()
    grid.addEventListener('focus', take)
    return () => {
      grid.removeEventListener('focus', take)
      if (document.activeElement === place) grid.focus({ preventScroll: true })
    }
  }, [scroller])

  // Also while it is not seen: what proposes words opens beside it.
  useLayoutEffect(() => {
    const cell = document.getElementById(anchor)?.getBoundingClientRect()
    const frame = scroller.current?.getBoundingClientRect()
    if (!cell || !frame) return
    Object.assign(box.current!.style, {
      top: `${cell.top - frame.top + scroller.current!.scrollTop}px`,
      left: `${cell.left - frame.left + scroller.current!.scrollLeft}px`,
      width: `${cell.width}px`,
      height: `${cell.height}px`,
    })
  }, [anchor, scroller, composing])

  function handOver() {
    const { value } = box.current!
    box.current!.value = ''
    if (value) onWritten(value)
  }

  return (
    <textarea
      ref={box}
      data-waits
      dir="auto"
      tabIndex={-1}
      aria-label={label}
      aria-activedescendant={anchor}
      autoComplete="off"
      spellCheck={false}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => {
        setComposing(false)
        handOver()
      }}
      onInput={() => composing || handOver()}
      className={cn(
        'pointer-events-none absolute resize-none overflow-hidden outline-none',
        composing ? 'z-20 rounded-sm bg-surface px-2 py-1.5 shadow-float' : 'opacity-0',
      )}
    />
  )
}

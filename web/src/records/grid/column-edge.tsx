import { type PointerEvent, useState } from 'react'
import { cn } from '#lib/cn.ts'

/** The end of a column, to be drawn wider or narrower; pressed twice it springs back. */
export function ColumnEdge({
  width,
  onSize,
  onUsual,
}: {
  width: number
  onSize: (width: number, done: boolean) => void
  onUsual: () => void
}) {
  const [from, setFrom] = useState<{ x: number; width: number; way: 1 | -1 } | null>(null)
  const at = (event: PointerEvent) => from!.width + (event.clientX - from!.x) * from!.way
  return (
    <span
      aria-hidden
      // Drawing the edge is not dragging the head.
      draggable
      onDragStart={(event) => {
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
        setFrom({ x: event.clientX, width, way: rtl ? -1 : 1 })
      }}
      onPointerMove={(event) => from && onSize(at(event), false)}
      onPointerUp={(event) => {
        if (from && event.clientX !== from.x) onSize(at(event), true)
        setFrom(null)
      }}
      onPointerCancel={() => setFrom(null)}
      onDoubleClick={onUsual}
      className={cn(
        'absolute inset-y-1 -end-1 z-3 w-2 cursor-col-resize touch-none rounded-full hover:bg-line-strong/60',
        from && 'bg-brand',
      )}
    />
  )
}

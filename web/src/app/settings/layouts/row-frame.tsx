import { GripVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '#lib/cn.ts'
import type { Drops } from './use-drops.ts'
import { useRow } from './use-row.ts'

/** A row of the list: moved by its handle, by the keys and by its menu. */
export function RowFrame({
  row,
  fixed = false,
  drops,
  className,
  children,
}: {
  row: string
  fixed?: boolean
  drops: Drops
  className?: string
  children: ReactNode
}) {
  const { element, handle, dragging, drags } = useRow(row, fixed, drops)
  const edge = drops.line?.row === row ? drops.line.edge : null
  return (
    <li
      ref={element}
      data-row={row}
      tabIndex={fixed ? -1 : undefined}
      data-moved-by-keys={fixed ? undefined : row}
      className={cn('relative flex items-center gap-1 border-line px-1', dragging && 'opacity-40', className)}
    >
      <span
        ref={handle}
        aria-hidden
        className={cn(
          'grid h-6 shrink-0 place-items-center text-text-3',
          drags ? 'w-6 cursor-grab hover:text-text' : 'w-2',
        )}
      >
        {drags ? <GripVertical className="size-4" /> : null}
      </span>
      {children}
      {edge ? (
        <span
          aria-hidden
          className={cn('absolute inset-x-0 z-1 h-0.5 bg-brand', edge === 'before' ? '-top-px' : '-bottom-px')}
        />
      ) : null}
    </li>
  )
}

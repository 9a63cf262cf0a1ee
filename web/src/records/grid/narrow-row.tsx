import type { Field } from '@rihla/contracts/fields.ts'
import { memo } from 'react'
import { cn } from '#lib/cn.ts'
import type { Density } from '#lib/density.ts'
import { useT } from '#lib/i18n.ts'
import type { AnyRecord } from '../cache.ts'
import { CellValue } from './cell-value.tsx'
import { type ColumnChoice, nameFirst } from './columns.ts'
import { RowBox } from './grid-row.tsx'
import type { GridSpec } from './spec.ts'

const HEIGHTS: Record<Density, number> = { compact: 64, default: 72, comfortable: 80 }
export const narrowHeight = (density: Density): number => HEIGHTS[density]

interface Props<R extends AnyRecord> {
  id: string
  spec: GridSpec<R>
  record: R
  place: number
  top: number
  height: number
  columns: readonly ColumnChoice[]
  selects: boolean
  selected: boolean
  isLocked: (record: R) => boolean
}

/** One record on a phone: two lines with its name and the next three columns of the list. */
export const NarrowRow = memo(function NarrowRow<R extends AnyRecord>(props: Props<R>) {
  const { id, spec, record, place, top, height, columns, selects, selected, isLocked } = props
  const t = useT()
  const locked = isLocked(record)
  const [first, second, third, fourth] = nameFirst(columns, spec.usual).map((column) => column.field)
  const value = (name: string | undefined) => {
    if (!name) return null
    const Cell = spec.cells[name]
    if (Cell) return <Cell record={record} locked={locked} place={place} />
    const field = spec.resource.fields[name] as Field
    return <CellValue name={name} field={field} record={record as Readonly<Record<string, unknown>> & R} />
  }
  return (
    <div
      id={id}
      role="listitem"
      data-row={place}
      style={{ top, height }}
      className={cn(
        'absolute inset-x-0 flex items-center gap-3 [contain:strict] overflow-hidden border-b border-line px-4 select-none',
        selected && 'bg-brand-soft/60',
      )}
    >
      {selects ? (
        <span className="relative z-1">
          <RowBox checked={selected} label={t('list.select_named', { name: spec.nameOf(record) })} />
        </span>
      ) : null}
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1 truncate text-base">{value(first)}</span>
          <span className="relative z-1 max-w-2/5 shrink-0 truncate text-dense">{value(second)}</span>
        </div>
        <div className="flex min-w-0 items-center gap-2 text-dense text-text-2">
          <span className="relative z-1 max-w-3/5 shrink-0 truncate">{value(third)}</span>
          <span className="ms-auto min-w-0 truncate">{value(fourth)}</span>
        </div>
      </div>
    </div>
  )
}) as <R extends AnyRecord>(props: Props<R>) => React.ReactNode

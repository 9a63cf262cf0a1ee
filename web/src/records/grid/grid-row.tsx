import type { FieldKind } from '@rihla/contracts/fields.ts'
import { Check } from 'lucide-react'
import { memo } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import type { AnyRecord } from '../cache.ts'
import { faces } from '../fields/registry.tsx'
import { CellValue } from './cell-value.tsx'
import type { PlacedColumn } from './layout.ts'
import type { GridSpec } from './spec.ts'

/** Width of the boxes that select rows, and of the margin where there are none. */
export const BOX = 44
export const MARGIN = 16
/** Room at the end of the heads for what shapes the columns. */
export const END = 40

export interface RowProps<R extends AnyRecord> {
  id: string
  spec: GridSpec<R>
  record: R
  place: number
  top: number
  height: number
  columns: readonly PlacedColumn[]
  /** Whether the list is wider than its view: only then must pinned columns stay in sight. */
  wide: boolean
  selects: boolean
  selected: boolean
  isLocked: (record: R) => boolean
  active: boolean
  /** Whether cells have ids, which only the focus and the editor ask for; a row that passes by has less to change. */
  named: boolean
  /** Fields of this row that are in the range of cells, and the one with the focus. */
  cells: string
  cell: string | null
}

export const cellId = (row: string, field: string) => `${row}-${field}`

/** A box that costs nothing to draw; the row it stands in listens. */
export const RowBox = ({ checked, label }: { checked: boolean; label: string }) => (
  <button
    type="button"
    role="checkbox"
    tabIndex={-1}
    data-box
    aria-checked={checked}
    aria-label={label}
    className={cn(
      'relative grid size-4 shrink-0 place-items-center rounded-sm border text-on-brand after:absolute after:-inset-1 pointer-coarse:size-5 pointer-coarse:after:-inset-3',
      checked ? 'border-brand bg-brand' : 'border-line-strong bg-surface',
    )}
  >
    {checked ? <Check className="size-3" strokeWidth={3} aria-hidden /> : null}
  </button>
)

// A cell that stays in sight covers what passes below it, with the colours of its row.
const over =
  'sticky z-1 bg-bg before:pointer-events-none before:absolute before:inset-0 group-hover/row:before:bg-hover group-aria-selected/row:before:bg-brand-soft/60'

/** One record. Nothing in it holds state: it comes and goes with every turn of the wheel. */
export const GridRow = memo(function GridRow<R extends AnyRecord>(props: RowProps<R>) {
  const {
    id,
    spec,
    record,
    place,
    top,
    height,
    columns,
    wide,
    selects,
    selected,
    isLocked,
    active,
    named,
    cells,
    cell,
  } = props
  const t = useT()
  const locked = isLocked(record)
  const fields = spec.resource.fields
  const before = selects ? BOX : MARGIN
  const inRange = new Set(cells.split(','))
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={selected}
      data-row={place}
      className={cn(
        'group/row absolute inset-x-0 flex [contain:strict] text-dense hover:bg-hover aria-selected:bg-brand-soft/60',
        active &&
          'after:pointer-events-none after:absolute after:inset-0 after:z-2 after:border-2 after:border-brand forced-colors:after:border-[Highlight]',
      )}
      style={{ top, height }}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        style={{ width: before, ...(wide ? { insetInlineStart: 0 } : {}) }}
        className={cn(wide && over, 'flex shrink-0 items-center border-b border-line', selects && 'ps-4')}
      >
        {selects ? <RowBox checked={selected} label={t('list.select_named', { name: spec.nameOf(record) })} /> : null}
      </div>
      {columns.map((column, index) => {
        const Cell = spec.cells[column.field]
        const field = fields[column.field]!
        const sticks = wide && column.pinned
        return (
          <div
            key={column.field}
            id={named ? cellId(id, column.field) : undefined}
            role={column.field === spec.widths.main ? 'rowheader' : 'gridcell'}
            aria-colindex={index + 2}
            {...(inRange.has(column.field) ? { 'aria-selected': true } : {})}
            data-field={column.field}
            style={{ width: column.width, ...(sticks ? { insetInlineStart: before + column.offset } : {}) }}
            className={cn(
              'flex shrink-0 items-center border-b border-line px-2',
              sticks && over,
              faces[field.kind as FieldKind].end && 'text-end',
              inRange.has(column.field) && 'bg-brand-soft',
              cell === column.field && 'outline-2 -outline-offset-2 outline-brand',
            )}
          >
            {/* Its width comes from the column: asking what stands in it, in every row, is half of drawing one. */}
            <div className="min-w-0 flex-1 truncate [&_a]:block [&_a]:min-h-0 [&_a>bdi]:one-line">
              {Cell ? (
                <Cell record={record} locked={locked} place={place} />
              ) : (
                <CellValue name={column.field} field={field} record={record as Readonly<Record<string, unknown>> & R} />
              )}
            </div>
          </div>
        )
      })}
      <div className="min-w-4 flex-1 border-b border-line" />
    </div>
  )
}) as <R extends AnyRecord>(props: RowProps<R>) => React.ReactNode

/** A row that is on its way, in the shape it will have. */
export const WaitingRow = memo(function WaitingRow({
  place,
  top,
  height,
  columns,
  before,
  narrow,
}: {
  place: number
  top: number
  height: number
  columns: readonly PlacedColumn[]
  before: number
  narrow: boolean
}) {
  if (narrow)
    return (
      <div
        role="listitem"
        aria-busy
        data-waiting
        className="absolute inset-x-0 flex flex-col justify-center gap-2 border-b border-line px-4"
        style={{ top, height }}
      >
        <span aria-hidden className="h-4 w-1/2 rounded-sm bg-line" />
        <span aria-hidden className="h-3 w-1/3 rounded-sm bg-line" />
      </div>
    )
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      aria-busy
      data-row={place}
      data-waiting
      className="absolute inset-x-0 flex border-b border-line"
      style={{ top, height }}
    >
      <div style={{ width: before }} className="shrink-0" />
      {columns.map((column) => (
        <div key={column.field} style={{ width: column.width }} className="flex shrink-0 items-center px-2">
          <span
            aria-hidden
            className="h-3 rounded-sm bg-line"
            style={{ width: `${40 + ((place * 7 + column.offset) % 45)}%` }}
          />
        </div>
      ))}
    </div>
  )
})

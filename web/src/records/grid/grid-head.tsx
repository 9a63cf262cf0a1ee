import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { faces } from '../fields/registry.tsx'
import { fieldLabel } from '../fields/labels.ts'
import { ColumnEdge } from './column-edge.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { type ColumnChoice, moved, sized } from './columns.ts'
import { BOX, MARGIN } from './grid-row.tsx'
import type { PlacedColumn } from './layout.ts'
import { type GridSpec, headLabel } from './spec.ts'

export const HEAD = 36

interface Props {
  spec: GridSpec<any>
  columns: readonly PlacedColumn[]
  choices: readonly ColumnChoice[]
  onColumns: (choices: readonly ColumnChoice[]) => void
  /** While an edge is dragged, before the address says so. */
  onSizing: (choices: readonly ColumnChoice[] | null) => void
  sorted: { by: string; descending: boolean }
  onSort: (field: string, descending: boolean) => void
  group: string | undefined
  onGroup: (field: string | null) => void
  /** Null: nothing can be selected. */
  all: boolean | 'indeterminate' | null
  onAll: (all: boolean) => void
  end: ReactNode
}

/** The heads of the columns: sort by pressing, move by dragging, size at the edge; the menu and the keys do the same. */
export function GridHead(props: Props) {
  const t = useT()
  const { columns, all, onAll } = props
  const [dragged, setDragged] = useState<string | null>(null)
  return (
    <div role="rowgroup" className="sticky top-0 z-10 bg-bg" style={{ height: HEAD }}>
      <div role="row" aria-rowindex={1} className="flex h-full">
        <div
          role={all === null ? 'gridcell' : 'columnheader'}
          aria-colindex={1}
          style={{ width: all === null ? MARGIN : BOX }}
          className={cn(
            'sticky start-0 z-2 flex shrink-0 items-center border-b border-line bg-bg',
            all !== null && 'ps-4',
          )}
        >
          {all === null ? null : (
            <Checkbox
              aria-label={t('list.select_all_loaded')}
              checked={all}
              onCheckedChange={(checked) => onAll(checked === true)}
            />
          )}
        </div>
        {columns.map((column, index) => (
          <Head
            key={column.field}
            {...props}
            column={column}
            index={index}
            before={all === null ? MARGIN : BOX}
            dragged={dragged}
            onDragged={setDragged}
          />
        ))}
        <div role="columnheader" className="flex min-w-4 flex-1 items-center justify-end border-b border-line">
          <span className="sticky end-0 bg-bg pe-1">{props.end}</span>
        </div>
      </div>
    </div>
  )
}

function Head({
  spec,
  columns,
  choices,
  onColumns,
  onSizing,
  sorted,
  onSort,
  group,
  onGroup,
  column,
  index,
  before,
  dragged,
  onDragged,
}: Props & {
  column: PlacedColumn
  index: number
  before: number
  dragged: string | null
  onDragged: (field: string | null) => void
}) {
  const t = useT()
  const { field } = column
  const [over, setOver] = useState(false)
  const label = headLabel(spec, field, fieldLabel(field, spec.resource.record_type), t)
  const sorts = spec.resource.sorts.includes(field)
  const isSorted = sorted.by === field
  const end = faces[spec.resource.fields[field].kind as keyof typeof faces].end
  const Arrow = isSorted && sorted.descending ? ArrowDown : ArrowUp
  const move = (to: number) => onColumns(moved(choices, field, to))

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || !/^Arrow(Left|Right)$/.test(event.key)) return
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    event.preventDefault()
    event.stopPropagation()
    move(index + ((event.key === 'ArrowRight') === rtl ? -1 : 1))
  }

  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={isSorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
      data-head={field}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', label)
        onDragged(field)
      }}
      onDragOver={(event) => {
        if (dragged === null || dragged === field) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (dragged) onColumns(moved(choices, dragged, index))
        onDragged(null)
      }}
      onDragEnd={() => onDragged(null)}
      onKeyDown={onKeyDown}
      style={{ width: column.width, ...(column.pinned ? { insetInlineStart: before + column.offset } : {}) }}
      className={cn(
        'group/head relative flex shrink-0 items-center border-b border-line bg-bg px-2 text-dense font-medium text-text-3',
        column.pinned && 'sticky z-2',
        over && 'bg-brand-soft',
        dragged === field && 'opacity-50',
      )}
    >
      <button
        type="button"
        {...(sorts ? { title: t('list.sort_by', { field: label }) } : {})}
        onClick={() => sorts && onSort(field, isSorted ? !sorted.descending : spec.downwards.has(field))}
        className={cn(
          'flex h-7 min-w-0 flex-1 items-center gap-1 rounded-sm hover:text-text',
          end && 'flex-row-reverse',
          isSorted && 'text-text',
          !sorts && 'cursor-default',
        )}
      >
        <span className="truncate">{label}</span>
        <Arrow className={cn('size-3.5 shrink-0', !isSorted && 'hidden')} aria-hidden />
      </button>
      <ColumnMenu
        spec={spec}
        field={field}
        label={label}
        width={column.width}
        choices={choices}
        onColumns={onColumns}
        onMove={(by) => move(index + by)}
        first={index === 0 || columns[index - 1]!.pinned !== column.pinned}
        last={index === columns.length - 1 || columns[index + 1]!.pinned !== column.pinned}
        sorts={sorts}
        onSort={onSort}
        grouped={group === field}
        onGroup={onGroup}
      />
      <ColumnEdge
        width={column.width}
        onSize={(width, done) => {
          const next = sized(choices, field, width)
          onSizing(done ? null : next)
          if (done) onColumns(next)
        }}
        onUsual={() => onColumns(sized(choices, field, null))}
      />
    </div>
  )
}

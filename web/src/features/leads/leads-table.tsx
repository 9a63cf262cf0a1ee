import {
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { leadResource } from '@rihla/contracts/leads.ts'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMay } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { t, useLanguage, useT } from '#lib/i18n.ts'
import { useNarrow } from '#lib/use-media.ts'
import { fieldLabel } from '#records/fields/labels.ts'
import { sortOf, sortSearch } from '#records/list-query.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import { type Lead, leadName } from './lead.ts'
import { CELLS, type Column, COLUMNS } from './lead-cells.tsx'
import { LeadRows } from './lead-rows.tsx'
import { EmptyLeads, LoadMore, TableSkeleton } from './list-states.tsx'
import { useRowKeys } from './row-keys.ts'
import { type ListProps, toggled } from './selection.ts'
import { useMover } from './status.tsx'

const features = tableFeatures({ rowSelectionFeature, rowSortingFeature })
const helper = createColumnHelper<typeof features, Lead>()
const columns = helper.columns(COLUMNS.map((column) => helper.display({ id: column.field })))

/** Leads in rows: a table where there is room, two lines each where there is not. */
export function LeadsTable(props: ListProps) {
  const { list, search, onChange } = props
  const narrow = useNarrow()
  if (list.error && !list.data) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <TableSkeleton narrow={narrow} />
  if (list.rows.length === 0) return <EmptyLeads search={search} onChange={onChange} />
  return (
    <div
      className={cn('min-h-0 flex-1 overflow-auto', list.isPlaceholderData && 'opacity-60 transition-opacity')}
      aria-busy={list.isPlaceholderData}
      data-scroll="leads"
      data-scroll-restoration-id="leads"
    >
      {narrow ? <LeadRows {...props} /> : <Grid {...props} />}
      <LoadMore list={list} />
    </div>
  )
}

function Grid({ list, search, onChange, selection, onSelect }: ListProps) {
  const t = useT()
  // Cells read names in the language of the page.
  useLanguage()
  const may = useMay()
  // What is selected is for doing something to.
  const selects = may('leads', 'bulk')
  const { move, asking } = useMover()
  const { by, descending } = sortOf(leadResource, search)
  const table = useTable({
    features,
    columns,
    data: list.rows,
    getRowId: (lead) => lead.id,
    manualSorting: true,
    isRowRangeSelectionEvent: (event) => (event as { shiftKey: boolean }).shiftKey,
    state: { rowSelection: selection, sorting: [{ id: by, desc: descending }] },
    onRowSelectionChange: (next) => onSelect(typeof next === 'function' ? next(selection) : next),
  })
  const rows = table.getRowModel().rows
  const active = useRowKeys(list.rows, (lead) => {
    if (selects) onSelect(toggled(selection, lead.id))
  })
  const { sort_by: _by, sort_order: _order, ...rest } = search
  const all = table.getIsAllRowsSelected()

  return (
    <div className="@container">
      <table
        className="w-full table-fixed border-separate border-spacing-0 text-dense"
        aria-rowcount={list.total ?? -1}
      >
        <colgroup>
          <col className={selects ? 'w-10' : 'w-4'} />
          {COLUMNS.map((column) => (
            <col key={column.field} className={cn(column.width, column.show)} />
          ))}
          <col className="w-4" />
        </colgroup>
        <thead>
          <tr>
            {selects ? (
              <th scope="col" className="sticky top-0 z-10 border-b border-line bg-bg ps-4 text-start sm:ps-6">
                <Checkbox
                  aria-label={t('list.select_all_loaded')}
                  checked={all || (table.getIsSomeRowsSelected() ? 'indeterminate' : false)}
                  onCheckedChange={(checked) => table.toggleAllRowsSelected(checked === true)}
                />
              </th>
            ) : (
              <td aria-hidden className="sticky top-0 z-10 border-b border-line bg-bg" />
            )}
            {COLUMNS.map((column) => (
              <Head
                key={column.field}
                column={column}
                sorted={by === column.field ? (descending ? 'descending' : 'ascending') : 'none'}
                onSort={() =>
                  onChange({
                    ...rest,
                    ...sortSearch(leadResource, column.field, by === column.field ? !descending : column.down),
                  })
                }
              />
            ))}
            <td aria-hidden className="sticky top-0 z-10 border-b border-line bg-bg" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={row.id}
              aria-rowindex={index + 1}
              aria-selected={row.getIsSelected()}
              data-row={index}
              className={cn(
                'group/row hover:bg-hover',
                row.getIsSelected() && 'bg-brand-soft/60',
                index === active && 'outline-2 -outline-offset-2 outline-brand',
              )}
            >
              <td
                className={cn('h-10 border-b border-line', selects && 'ps-4 sm:ps-6')}
                // Selecting a range of rows is not selecting their text.
                onMouseDown={(event) => event.shiftKey && event.preventDefault()}
              >
                {selects ? (
                  <Checkbox
                    aria-label={t('list.select_named', { name: leadName(row.original) })}
                    checked={row.getIsSelected()}
                    onClick={({ shiftKey }) =>
                      row.getToggleSelectedHandler()({ shiftKey, target: { checked: !row.getIsSelected() } })
                    }
                  />
                ) : null}
              </td>
              {COLUMNS.map((column) => {
                const Cell = CELLS[column.field]
                return (
                  <td
                    key={column.field}
                    className={cn('h-10 truncate border-b border-line px-2', column.end && 'text-end', column.show)}
                  >
                    <Cell lead={row.original} locked={!may('leads', 'update', row.original)} onMove={move} />
                  </td>
                )
              })}
              <td aria-hidden className="border-b border-line" />
            </tr>
          ))}
        </tbody>
      </table>
      {asking}
    </div>
  )
}

function Head({
  column,
  sorted,
  onSort,
}: {
  column: Column
  sorted: 'ascending' | 'descending' | 'none'
  onSort: () => void
}) {
  const Arrow = sorted === 'descending' ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={cn(
        'sticky top-0 z-10 h-9 border-b border-line bg-bg px-2 text-start font-medium text-text-3',
        column.show,
      )}
    >
      <button
        type="button"
        title={t('list.sort_by', { field: fieldLabel(column.field) })}
        onClick={onSort}
        className={cn(
          'flex w-full items-center gap-1 rounded-sm hover:text-text',
          column.end && 'flex-row-reverse',
          sorted !== 'none' && 'text-text',
        )}
      >
        <span className="truncate">{t(column.label)}</span>
        <Arrow className={cn('size-3.5 shrink-0', sorted === 'none' && 'invisible')} aria-hidden />
      </button>
    </th>
  )
}

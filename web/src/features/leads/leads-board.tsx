import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { leads } from '@rihla/contracts/leads.ts'
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { formatMoneyShort, formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useNarrow } from '#lib/use-media.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { apiQuery, type ListSearch, narrowing } from '#records/list-query.ts'
import { ErrorPanel } from '#ui/states.tsx'
import { Tab, TabList, TabPanel, Tabs } from '#ui/tabs.tsx'
import { BoardColumn } from './board-column.tsx'
import { type Lead, type LeadStatus, type Pipeline } from './lead.ts'
import { BoardSkeleton, EmptyLeads } from './list-states.tsx'
import { type Mover, useMover } from './status.tsx'

const FIRST = 30
const MOST = 200

/** The columns with their first cards. Reading again keeps as many cards as were loaded. */
function pipelineQuery(tenant: string, query: Record<string, string>, loaded: () => number) {
  return queryOptions({
    queryKey: keyOf(tenant, 'leads', 'pipeline', query),
    queryFn: ({ signal }) =>
      call(leads.pipeline, {
        params: { tenant_id: tenant },
        query: { ...query, page_size: Math.min(MOST, Math.max(1, Math.ceil(loaded() / FIRST)) * FIRST) },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
}

/** Leads by status. Counts and sums are the server's; cards come by cursor, column by column. */
export function LeadsBoard({ search, onClear }: { search: ListSearch; onClear: () => void }) {
  const tenant = useTenant()
  const client = useQueryClient()
  const narrow = useNarrow()
  const { move, asking } = useMover()
  const query = apiQuery(search)
  const key = keyOf(tenant, 'leads', 'pipeline', query)
  const options = pipelineQuery(tenant, query, () =>
    Math.max(0, ...(client.getQueryData<Pipeline>(key)?.columns ?? []).map((column) => column.items.length)),
  )
  const board = useQuery(options)
  const data = board.data

  async function loadMore(column: LeadStatus, cursor: string) {
    const more = await call(leads.pipeline, {
      params: { tenant_id: tenant },
      query: { ...query, column, cursor, page_size: FIRST },
    })
    const fresh = more.columns[0]
    if (!fresh) return
    client.setQueryData<Pipeline>(
      key,
      (old) => old && { ...old, columns: old.columns.map((one) => (one.key === column ? joined(one, fresh) : one)) },
    )
  }

  if (board.error && !data) return <ErrorPanel error={board.error} onRetry={() => void board.refetch()} />
  if (!data) return <BoardSkeleton />
  if (data.columns.every((column) => column.count === 0))
    return <EmptyLeads search={search} onChange={(next) => (narrowing(next).length ? undefined : onClear())} />
  const Layout = narrow ? TabbedColumns : SideBySide
  return (
    <div
      className={cn('flex min-h-0 flex-1 flex-col', board.isPlaceholderData && 'opacity-60')}
      aria-busy={board.isPlaceholderData}
    >
      <Layout columns={data.columns} onMove={move} onMore={loadMore} />
      {asking}
    </div>
  )
}

const joined = (old: Pipeline['columns'][number], fresh: Pipeline['columns'][number]) => {
  const known = new Set(old.items.map((item) => item.id))
  return { ...fresh, items: [...old.items, ...fresh.items.filter((item) => !known.has(item.id))] }
}

interface LayoutProps {
  columns: Pipeline['columns']
  onMove: Mover
  onMore: (column: LeadStatus, cursor: string) => Promise<void>
}

/** All columns in a row; a card is dropped on another one, or moved by its menu. */
function SideBySide({ columns, onMove, onMore }: LayoutProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const mover = useRef(onMove)
  useEffect(() => {
    mover.current = onMove
  })
  useEffect(() => autoScrollForElements({ element: scroller.current! }), [])
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => source.data['kind'] === 'lead',
        onDrop: ({ source, location }) => {
          const to = location.current.dropTargets[0]?.data['status'] as LeadStatus | undefined
          if (to) mover.current(source.data['lead'] as Lead, to, source.element)
        },
      }),
    [],
  )
  return (
    <div ref={scroller} className="flex min-h-0 flex-1 gap-3 overflow-x-auto px-4 py-3 sm:px-6">
      {columns.map((column) => (
        <BoardColumn key={column.key} column={column} onMove={onMove} onMore={onMore} draggable />
      ))}
    </div>
  )
}

/** One column at a time, on a phone: no dragging there, the menu moves. */
function TabbedColumns({ columns, onMove, onMore }: LayoutProps) {
  const t = useT()
  const [shown, setShown] = useState<string>(columns.find((column) => column.count > 0)?.key ?? 'new')
  const current = columns.some((column) => column.key === shown) ? shown : (columns[0]?.key ?? 'new')
  return (
    <Tabs value={current} onValueChange={setShown} className="flex min-h-0 flex-1 flex-col">
      <TabList label={t('field.lead_status')} className="shrink-0 px-2">
        {columns.map((column) => (
          <Tab key={column.key} value={column.key}>
            {valueLabel('lead_status', column.key)}{' '}
            <span className="text-text-3 tabular-nums">{formatNumber(column.count)}</span>
          </Tab>
        ))}
      </TabList>
      {columns.map((column) => (
        <TabPanel key={column.key} value={column.key} className="flex min-h-0 flex-1 flex-col px-4 py-3">
          <p className="pb-2 text-dense text-text-3 tabular-nums">{formatMoneyShort(column.sum, column.currency)}</p>
          <BoardColumn column={column} onMove={onMove} onMore={onMore} bare />
        </TabPanel>
      ))}
    </Tabs>
  )
}

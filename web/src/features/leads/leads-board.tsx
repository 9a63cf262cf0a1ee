import { useQuery, useQueryClient } from '@tanstack/react-query'
import { startTransition, useEffect, useMemo, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { isNarrow, useNarrow } from '#lib/use-media.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { apiQuery, type ListSearch } from '#records/list-query.ts'
import { EmptyList } from '#records/listing/list-states.tsx'
import { originOf } from '#records/origin.ts'
import { ErrorPanel } from '#ui/states.tsx'
import { boardQuery, loadMore, orderOf, placeOf, withMove } from './board.ts'
import { SideBySide } from './board-columns.tsx'
import { BoardSlide } from './board-slide.tsx'
import { leadName, type LeadStatus, type Pipeline } from './lead.ts'
import { LEAD_LIST } from './lead-list.tsx'
import { BoardSkeleton } from './board-skeleton.tsx'
import { type Move, useMovedBoard } from './moves.ts'
import { useMover } from './status.tsx'

const loadTabs = async () => (await import('./board-tabs.tsx')).ColumnTabs
const ColumnTabs = lazyComponent(loadTabs, <BoardSkeleton />)
if (isNarrow()) void loadTabs().catch(() => {})

/** Where the focus goes: a card, once it stands in this column. */
export interface Follow {
  id: string
  status: LeadStatus
}

export interface LayoutProps {
  columns: Pipeline['columns']
  /** The list that a column is, as addresses say it. */
  originOf: (status: LeadStatus) => string
  onMove: ReturnType<typeof useMover>['move']
  onMore: (column: LeadStatus, cursor: string) => Promise<void>
  onPeek: (id: string) => void
  follow: Follow | null
  onFollowed: () => void
}

/** Leads by status. Counts and sums are the server's; cards come by cursor, column by column. */
export function LeadsBoard({
  search,
  onChange,
  onPeek,
}: {
  search: ListSearch
  onChange: (search: ListSearch) => void
  /** Shows a lead beside the board. */
  onPeek: (id: string) => void
}) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const narrow = useNarrow()
  const query = useMemo(() => apiQuery(search), [search])
  const order = useMemo(() => orderOf(search), [search])
  const board = useQuery(boardQuery(client, tenant, query))
  const data = useMovedBoard(board.data, order)
  const [follow, setFollow] = useState<Follow | null>(null)
  const [said, setSaid] = useState('')

  function onPlaced({ lead, to }: Move, kept: boolean) {
    setFollow({ id: lead.id, status: kept ? to : lead.lead_status })
    const place = kept && data && placeOf(withMove(data, lead, to, order), lead.id)
    setSaid(
      place
        ? t('leads.board.said', {
            name: leadName(lead),
            status: valueLabel('lead_status', to),
            place: formatNumber(place.place),
            total: formatNumber(place.column.count),
          })
        : '',
    )
  }
  const { move, asking } = useMover({ onPlaced })
  // One function for as long as the board is there, so that cards are drawn again only when they change.
  const latest = useRef({ move, query })
  useEffect(() => {
    latest.current = { move, query }
  })
  const [stable] = useState(() => ({
    onMove: ((...given) => latest.current.move(...given)) satisfies typeof move as typeof move,
    onMore: (column: LeadStatus, cursor: string) => loadMore(client, tenant, latest.current.query, column, cursor),
    onFollowed: () => startTransition(() => setFollow(null)),
  }))

  // A card that was taken elsewhere under the focus, by undo or by somebody else, takes the focus along; one that is
  // gone leaves it to the card that stands in its place.
  const held = useRef<string | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const before = useRef(data)
  useEffect(() => {
    const was = before.current
    before.current = data
    if (!held.current || !data || document.activeElement !== document.body) return
    const place = placeOf(data, held.current)
    if (place) return setFollow({ id: held.current, status: place.column.key })
    const left = was && placeOf(was, held.current)
    const cards = data.columns.find(({ key }) => key === left?.column.key)?.items
    const next = left && cards?.[Math.min(left.place, cards.length) - 1]
    if (next) setFollow({ id: next.id, status: left.column.key })
  }, [data])

  if (board.error && !data) return <ErrorPanel error={board.error} onRetry={() => void board.refetch()} />
  if (!data) return <BoardSkeleton />
  if (data.columns.every((column) => column.count === 0))
    return <EmptyList list={LEAD_LIST} search={search} onChange={onChange} />
  const Layout = narrow ? ColumnTabs : SideBySide
  return (
    <div
      ref={frame}
      className={cn('flex min-h-0 flex-1 flex-col', board.isPlaceholderData && 'opacity-60')}
      aria-busy={board.isPlaceholderData}
      onFocus={({ target }) => {
        held.current = target.closest('[data-card]')?.getAttribute('data-card') ?? null
      }}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget) held.current = null
      }}
    >
      <BoardSlide board={frame} columns={data.columns}>
        <Layout
          columns={data.columns}
          originOf={(status) => originOf({ ...query, lead_status: status })}
          follow={follow}
          onPeek={onPeek}
          {...stable}
        />
      </BoardSlide>
      <p role="status" className="sr-only">
        {said}
      </p>
      {asking}
    </div>
  )
}

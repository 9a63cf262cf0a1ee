import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useMay } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { formatMoney, formatMoneyShort, formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { Button } from '#ui/button.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import type { LeadStatus, Pipeline } from './lead.ts'
import { LeadCard } from './lead-card.tsx'
import type { Mover } from './status.tsx'

interface Props {
  column: Pipeline['columns'][number]
  onMove: Mover
  onMore: (column: LeadStatus, cursor: string) => Promise<void>
  draggable?: boolean
  /** Without a head of its own: the page says which column this is. */
  bare?: boolean
}

/** One status: its name, how many and how much, and its cards. */
export function BoardColumn({ column, onMove, onMore, draggable = false, bare }: Props) {
  const t = useT()
  const may = useMay()
  const box = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const { key } = column

  useEffect(() => {
    if (!draggable) return
    const stopTarget = dropTargetForElements({
      element: box.current!,
      getData: () => ({ status: key }),
      canDrop: ({ source }) => source.data['kind'] === 'lead' && source.data['from'] !== key,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    })
    const stopScroll = autoScrollForElements({ element: list.current! })
    return () => {
      stopTarget()
      stopScroll()
    }
  }, [draggable, key])

  return (
    <section
      ref={box}
      aria-label={t('leads.board.column', { status: valueLabel('lead_status', key), count: column.count })}
      className={cn(
        'flex min-h-0 flex-col rounded-md',
        bare ? 'flex-1' : 'w-68 shrink-0 border border-transparent bg-sunken p-2',
        over && 'border-brand bg-brand-soft',
      )}
    >
      {bare ? null : (
        <header className="flex items-baseline gap-2 px-1 pb-2">
          <h2 className="truncate font-semibold">{valueLabel('lead_status', key)}</h2>
          <span className="text-dense text-text-3 tabular-nums">{formatNumber(column.count)}</span>
          <bdi
            className="ms-auto text-dense text-text-2 tabular-nums"
            title={t('leads.board.sum', { sum: formatMoney(column.sum, column.currency) })}
          >
            {formatMoneyShort(column.sum, column.currency)}
          </bdi>
        </header>
      )}
      <div ref={list} data-scroll={key} className="-m-0.5 flex min-h-24 flex-1 flex-col gap-2 overflow-y-auto p-0.5">
        {column.items.map((lead) => (
          <LeadCard
            key={lead.id}
            lead={lead}
            onMove={onMove}
            locked={!may('leads', 'update', lead)}
            draggable={draggable && may('leads', 'update', lead)}
          />
        ))}
        {column.count === 0 ? (
          <p className="py-6 text-center text-dense text-text-3">{t('leads.board.empty')}</p>
        ) : null}
        {column.next_cursor ? (
          <More onMore={() => onMore(key, column.next_cursor!)} cursor={column.next_cursor} />
        ) : null}
      </div>
    </section>
  )
}

/** The next cards of a column, when its end comes near; a failure is this column's alone. */
function More({ onMore, cursor }: { onMore: () => Promise<void>; cursor: string }) {
  const t = useT()
  const mark = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<{ cursor: string; busy: boolean; error: unknown }>({
    cursor: '',
    busy: false,
    error: null,
  })
  const busy = state.busy && state.cursor === cursor
  function load() {
    if (busy) return
    setState({ cursor, busy: true, error: null })
    onMore().then(
      () => setState({ cursor, busy: false, error: null }),
      (error: unknown) => setState({ cursor, busy: false, error }),
    )
  }
  const near = useEffectEvent(load)
  const failed = state.error !== null && state.cursor === cursor
  useEffect(() => {
    const element = mark.current
    if (!element || failed) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && near(), {
      root: element.closest('[data-scroll]'),
      rootMargin: '300px',
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [cursor, failed])
  return (
    <div ref={mark} className="flex justify-center py-2">
      {failed ? (
        <ErrorPanel compact error={state.error} onRetry={load} />
      ) : (
        <Button look="ghost" size="sm" busy={busy} onClick={load}>
          {t('list.more')}
        </Button>
      )}
    </div>
  )
}

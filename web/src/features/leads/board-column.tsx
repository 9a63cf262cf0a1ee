import { ChevronsRightLeft } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { dropTarget } from '#lib/drag.ts'
import { formatList, formatMoney, formatMoneyShort, formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { BoardCards, type CardsHandle, type ColumnProps } from './board-cards.tsx'
import type { Column } from './board.ts'
import type { LeadStatus } from './lead.ts'

interface Props extends ColumnProps {
  collapsed: boolean
  /** False for a moment, where nobody looks yet. */
  drawn: boolean
  onCollapse: (status: LeadStatus) => void
  /** Of each column that is drawn, how the focus comes into it. */
  handles: Map<LeadStatus, CardsHandle>
}

const moneyOf = (column: Column, format: (sum: number, currency: string) => string): string[] =>
  column.sums.map(({ sum, currency }) => format(sum, currency))

/** What a column is worth, in each of its currencies; exact on request. */
export const Sums = ({ column, className }: { column: Column; className?: string }) => {
  const t = useT()
  return (
    <p
      className={cn('flex gap-x-1.5 overflow-hidden text-dense whitespace-nowrap text-text-2 tabular-nums', className)}
      title={t('leads.board.sum', { sum: formatList(moneyOf(column, formatMoney)) })}
    >
      {moneyOf(column, formatMoneyShort).map((sum, index) => (
        <bdi key={column.sums[index]!.currency} className={index ? 'text-text-3' : undefined}>
          {sum}
        </bdi>
      ))}
    </p>
  )
}

/**
 * One status: its name, how many and how much, and its cards; a place to drop others. Drawn again only when something of it
 * changed: a move is felt in two columns, and there are eight.
 */
export const BoardColumn = memo(function BoardColumn({
  column,
  collapsed,
  drawn,
  onCollapse,
  handles,
  ...cards
}: Props) {
  const t = useT()
  const box = useRef<HTMLElement>(null)
  const [over, setOver] = useState(false)
  const { key } = column
  const name = valueLabel('lead_status', key)

  useEffect(
    () =>
      dropTarget({
        element: box.current!,
        getData: () => ({ status: key }),
        canDrop: ({ source }) => source.data['kind'] === 'lead' && source.data['from'] !== key,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
    [key],
  )

  return (
    <section
      ref={box}
      data-column={key}
      aria-label={t('leads.board.column', { status: name, count: column.count })}
      className={cn(
        'flex min-h-0 shrink-0 flex-col rounded-md border border-transparent bg-sunken',
        collapsed ? 'w-11 items-center py-2' : 'w-70 p-2 pe-0',
        over && 'border-brand bg-brand-soft',
      )}
    >
      {collapsed ? (
        <button
          type="button"
          aria-expanded={false}
          aria-label={t('leads.board.unfold', { status: name })}
          onClick={() => onCollapse(key)}
          className="flex min-h-0 flex-1 items-center gap-2 rounded-sm px-2 py-2 text-start hover:bg-hover [writing-mode:vertical-lr]"
        >
          <span className="font-semibold">{name}</span>
          <span className="text-dense text-text-3 tabular-nums">{formatNumber(column.count)}</span>
        </button>
      ) : (
        <>
          <header className="group/head flex flex-col px-1 pe-2 pb-1.5">
            <div className="flex min-h-7 items-center gap-2">
              <h2 className="truncate font-semibold">{name}</h2>
              <span className="text-dense text-text-3 tabular-nums">{formatNumber(column.count)}</span>
              <IconButton
                label={t('leads.board.fold', { status: name })}
                keys="z"
                size="icon-sm"
                className="ms-auto size-6 opacity-0 group-hover/head:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
                onClick={() => onCollapse(key)}
              >
                <ChevronsRightLeft className="size-4" aria-hidden />
              </IconButton>
            </div>
            <Sums column={column} />
          </header>
          {drawn ? (
            <BoardCards
              column={column}
              handle={(handle) => {
                if (handle) handles.set(key, handle)
                else handles.delete(key)
              }}
              {...cards}
            />
          ) : null}
        </>
      )}
    </section>
  )
})

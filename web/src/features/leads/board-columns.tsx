import { type KeyboardEvent, lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { autoScroll, monitor } from '#lib/drag.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { usePainted } from '#lib/use-painted.ts'
import type { Act } from '#records/grid/spec.ts'
import { useRowKeys } from '#records/rows/row-keys.ts'
import type { CardsHandle } from './board-cards.tsx'
import { BoardColumn } from './board-column.tsx'
import { dropCard } from './board-slide.tsx'
import { keepCollapsed, readCollapsed } from './board-store.ts'
import { type Lead, LEAD_STATUSES, type LeadStatus } from './lead.ts'
import { useOtherLeadKeys } from './lead-keys.ts'
import type { LayoutProps } from './leads-board.tsx'

const RowAction = lazy(() => import('./row-action.tsx').then((module) => ({ default: module.RowAction })))

/** Of a column with its gap, in pixels. */
const WIDTH = 292

const isRtl = () => document.documentElement.dir === 'rtl'

/** The card that has the focus, and where it stands. */
function focusedCard() {
  const card = document.activeElement?.closest<HTMLElement>('[data-card]')
  const status = card?.closest('[data-column]')?.getAttribute('data-column') as LeadStatus | undefined
  return card && status
    ? { card, status, index: Number(card.closest('[data-index]')?.getAttribute('data-index')) }
    : null
}

/** All columns in a row; a card is dropped on another one, or moved by its menu or by keys. */
export function SideBySide({ columns, originOf, onMove, onMore, onPeek, follow, onFollowed }: LayoutProps) {
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const [handles] = useState(() => new Map<LeadStatus, CardsHandle>())
  const [collapsed, setCollapsed] = useState(readCollapsed)
  const [asked, setAsked] = useState<Act<Lead> | null>(null)
  const painted = usePainted()
  /** Columns that are drawn: at first those the screen is wide for. */
  const drawn = painted ? columns.length : Math.ceil(innerWidth / WIDTH)
  const toggle = useCallback(
    (status: LeadStatus) =>
      setCollapsed((now) =>
        now.has(status) ? new Set([...now].filter((one) => one !== status)) : new Set([...now, status]),
      ),
    [],
  )
  useEffect(() => keepCollapsed(collapsed), [collapsed])
  useEffect(() => autoScroll({ element: scroller.current! }), [])
  useEffect(
    () =>
      monitor({
        canMonitor: ({ source }) => source.data['kind'] === 'lead',
        onDrop: ({ source, location }) => {
          const to = location.current.dropTargets[0]?.data['status'] as LeadStatus | undefined
          if (!to) return
          const lead = source.data['lead'] as Lead
          if (to !== lead.lead_status) dropCard(lead.id, location.current.input)
          onMove(lead, to, source.element)
        },
      }),
    [onMove],
  )

  /** Moves the focused card one status on, in reading direction; a locked one stays. */
  function step(by: 1 | -1) {
    const here = focusedCard()
    const column = columns.find(({ key }) => key === here?.status)
    const lead = here && column?.items[here.index]
    const to = lead && LEAD_STATUSES[LEAD_STATUSES.indexOf(here.status) + by]
    if (to && here.card.querySelector('[data-move]')) onMove(lead, to, here.card)
  }
  const openMoves = () => focusedCard()?.card.querySelector<HTMLElement>('[data-move]')?.click()
  useShortcut('mod+shift+arrowright', 'keys.move_on', () => step(isRtl() ? -1 : 1))
  useShortcut('mod+shift+arrowleft', 'keys.move_back', () => step(isRtl() ? 1 : -1))
  useShortcut('s', 'keys.move_to', openMoves)
  const act = (name: string) => () => {
    const here = focusedCard()
    const record = columns.find(({ key }) => key === here?.status)?.items[here!.index]
    if (here && record) setAsked({ act: name, record, anchor: here.card })
  }
  useRowKeys(act)
  useOtherLeadKeys(act)
  // The fields of a card are changed beside it.
  useShortcut('e', 'keys.edit_cells', () => {
    const id = focusedCard()?.card.dataset['card']
    if (id) onPeek(id)
  })
  useShortcut('z', 'keys.fold_column', () => {
    const here = focusedCard()
    if (here) toggle(here.status)
  })

  function onKeyDown(event: KeyboardEvent) {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event
    const here = focusedCard()
    if (!here || ctrlKey || metaKey || shiftKey || altKey) return
    if (key === ' ' && event.target === here.card.querySelector('a')) {
      event.preventDefault()
      return onPeek(here.card.dataset['card']!)
    }
    const own = handles.get(here.status)!
    const across = { ArrowRight: isRtl() ? -1 : 1, ArrowLeft: isRtl() ? 1 : -1 }[key]
    const along = { ArrowDown: here.index + 1, ArrowUp: here.index - 1, Home: 0 }[key]
    if (across === undefined && along === undefined) return
    event.preventDefault()
    if (along !== undefined) return void own.focus(along)
    const { top, height } = here.card.getBoundingClientRect()
    let at = columns.findIndex((column) => column.key === here.status) + across!
    while (columns[at]) {
      if (handles.get(columns[at]!.key)?.focusNear(top + height / 2)) return
      at += across!
    }
  }

  return (
    <div
      ref={scroller}
      role="group"
      aria-label={t('list.board')}
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-1 gap-3 overflow-x-auto px-4 py-3 sm:px-6"
    >
      {columns.map((column, index) => (
        <BoardColumn
          key={column.key}
          column={column}
          from={originOf(column.key)}
          onMove={onMove}
          onMore={onMore}
          follow={follow?.status === column.key ? follow.id : null}
          onFollowed={onFollowed}
          collapsed={collapsed.has(column.key)}
          drawn={index < drawn}
          ahead={painted}
          onCollapse={toggle}
          handles={handles}
        />
      ))}
      {asked ? (
        <Suspense>
          <RowAction
            key={`${asked.act} ${asked.record.id}`}
            {...asked}
            onAct={setAsked}
            onDone={() => {
              setAsked(null)
              asked.anchor.querySelector('a')?.focus({ preventScroll: true })
            }}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

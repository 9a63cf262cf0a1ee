import { defaultRangeExtractor, measureElement, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type Ref,
  startTransition,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { autoScroll } from '#lib/drag.ts'
import { useT } from '#lib/i18n.ts'
import type { Column } from './board.ts'
import { ColumnEnd } from './board-end.tsx'
import { isInView, takeFocus } from './board-focus.ts'
import { keepStand, standOf } from './board-store.ts'
import type { LeadStatus } from './lead.ts'
import { LeadCard } from './lead-card.tsx'
import type { Mover } from './status.tsx'

export interface ColumnProps {
  column: Column
  /** The list that this column is, as addresses say it. */
  from: string
  onMove: Mover
  onMore: (column: LeadStatus, cursor: string) => Promise<void>
  /** The card that the focus is to follow here. */
  follow: string | null
  onFollowed: () => void
  /** False for a moment, while only what is in view is drawn. */
  ahead?: boolean
}

export interface CardsHandle {
  /** Puts the focus on a card by its place; false when there is none. */
  focus(index: number): boolean
  /** Puts the focus on the card at this height of the screen. */
  focusNear(y: number): boolean
}

const CARD = 112
const GAP = 8
/** What stands above the cards of a board, at least. */
const ABOVE = 180

/** To read a card's height while cards are being drawn would lay the page out once for each; the observer tells it soon. */
const measureCard: typeof measureElement<Element> = (element, entry, cards) =>
  entry || cards.isScrolling
    ? measureElement(element, entry, cards)
    : (cards.measurementsCache[cards.indexFromElement(element)]?.size ?? CARD)

/** The cards of a column. Only those in view are on the page, and one with the focus or under the pointer. */
export function BoardCards({
  column,
  from,
  onMove,
  onMore,
  follow,
  onFollowed,
  ahead = true,
  handle,
}: ColumnProps & { handle?: Ref<CardsHandle> }) {
  const t = useT()
  const may = useMay()
  const place = `${useTenant()} ${from}`
  const list = useRef<HTMLDivElement>(null)
  const { items } = column
  const [stand] = useState(() => standOf(place))
  const [active, setActive] = useState<string | null>(stand?.active ?? null)
  const [dragging, setDragging] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)

  const indexOf = (id: string | null) => (id === null ? -1 : items.findIndex((item) => item.id === id))
  const at = indexOf(active)
  const held = indexOf(dragging)
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = new Set(defaultRangeExtractor(range))
      for (const index of [at, held]) if (index >= 0) shown.add(index)
      return [...shown].sort((a, b) => a - b)
    },
    [at, held],
  )
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by its functions
  const cards = useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current,
    estimateSize: () => CARD,
    measureElement: measureCard,
    getItemKey: (index) => items[index]!.id,
    gap: GAP,
    overscan: ahead ? 2 : 0,
    // About what it will be: the first cards are drawn with the columns, and not once those have been measured.
    initialRect: { width: 0, height: innerHeight - ABOVE },
    paddingStart: 2,
    rangeExtractor,
    ...(stand ? { initialOffset: stand.offset, initialMeasurementsCache: stand.measured } : {}),
  })
  const shown = cards.getVirtualItems()

  const focus = useCallback(
    (index: number): boolean => {
      const item = items[index]
      if (!item) return false
      wanted.current = item.id
      // To scroll to what is in view already would lay the page out for nothing.
      if (!isInView(cards, index)) {
        setActive(item.id)
        cards.scrollToIndex(index, { align: 'auto' })
      }
      takeFocus(list.current, wanted)
      return true
    },
    [items, cards],
  )
  useImperativeHandle(
    handle,
    () => ({
      focus,
      focusNear: (y) => {
        const box = list.current?.getBoundingClientRect()
        const near = box && cards.getVirtualItemForOffset(y - box.top + (cards.scrollOffset ?? 0))
        return focus(near ? near.index : 0)
      },
    }),
    [focus, cards],
  )
  // A card that the focus is to go to may only be drawn by now.
  useLayoutEffect(() => takeFocus(list.current, wanted))
  useEffect(() => {
    const index = follow === null ? -1 : items.findIndex((item) => item.id === follow)
    if (index < 0) return
    onFollowed()
    const go = () => {
      // Whoever went elsewhere meanwhile stays there.
      const here = document.activeElement
      if (!here || here === document.body || here.closest('[data-card]')) focus(index)
    }
    // Where it is far down, what is in view is painted before the column goes there.
    if (list.current!.querySelector(`[data-card="${follow}"]`)) go()
    else requestAnimationFrame(() => setTimeout(go))
  }, [follow, items, focus, onFollowed])

  useEffect(() => autoScroll({ element: list.current! }), [])
  const last = useRef({ active })
  useEffect(() => {
    last.current = { active }
  })
  useEffect(() => {
    const box = list.current!
    return () =>
      keepStand(place, { offset: box.scrollTop, measured: cards.measurementsCache, active: last.current.active })
  }, [place, cards])

  const first = shown.find(({ end }) => end > (cards.scrollOffset ?? 0))?.index ?? 0
  const reachable = at >= 0 ? at : first
  const end = shown.at(-1)?.index ?? -1
  return (
    <div
      ref={list}
      data-scroll={column.key}
      className="min-h-24 flex-1 overflow-y-auto pb-2 [scrollbar-gutter:stable] [scrollbar-width:thin]"
      onFocus={(event) => {
        const id = (event.target as Element).closest('[data-card]')?.getAttribute('data-card')
        // The browser shows where the focus is; which card Tab comes back to may be drawn after that.
        if (id) startTransition(() => setActive(id))
      }}
    >
      <ol className="relative" style={{ height: cards.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const lead = items[index]!
          return (
            <li
              key={key}
              ref={cards.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={column.count}
              className="absolute inset-x-0.5"
              style={{ top: start }}
            >
              <LeadCard
                lead={lead}
                from={from}
                onMove={onMove}
                onDragging={setDragging}
                locked={!may('leads', 'update', lead)}
                reachable={index === reachable}
              />
            </li>
          )
        })}
      </ol>
      {column.count === 0 ? <p className="py-6 text-center text-dense text-text-3">{t('leads.board.empty')}</p> : null}
      {column.next_cursor ? (
        <ColumnEnd
          cursor={column.next_cursor}
          near={end >= items.length - 10}
          onMore={(cursor) => onMore(column.key, cursor)}
        />
      ) : null}
    </div>
  )
}

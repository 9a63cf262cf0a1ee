import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type ReactNode,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import type { AnyRecord } from '../cache.ts'
import { type ListSource, usePages } from '../list.ts'
import { PAGE_SIZE } from '../pages.ts'
import { pageOf, type Places, type Segment } from './places.ts'

/** What the keys need of what is drawn. */
export interface BodyHandle {
  reveal: (place: number) => void
  /** Rows that fit into the view. */
  inView: () => number
  /** The place at its top. */
  first: () => number
}

interface Props<R> {
  scroller: RefObject<HTMLDivElement | null>
  handle: RefObject<BodyHandle | null>
  source: ListSource
  places: Places
  height: number
  /** What covers the top and the bottom of the view. */
  head: number
  foot: number
  /** How far the list was scrolled when it was left. */
  initial: number
  /** Rows of the list that was here before, until this one's are. */
  meanwhile: readonly R[] | null
  /** Rows that leave the view lend their elements to those that come: `key` is the place in the view. */
  renderRow: (record: R, place: number, top: number, key: string) => ReactNode
  renderWaiting: (place: number, top: number) => ReactNode
  renderHead: (segment: Segment, place: number, style: { top: number; sticky: boolean }) => ReactNode
  role: 'rowgroup' | 'list'
}

/**
 * Draws the rows in view and asks for the pages they stand on. Alone in its component: it draws with every turn of the
 * wheel, and nothing else has to.
 */
export function GridBody<R extends AnyRecord>(props: Props<R>) {
  const { scroller, handle, source, places, height, head, foot, meanwhile } = props
  const t = useT()
  // oxlint-disable-next-line react/incompatible-library -- it stands alone in this component for that reason
  const virtual = useVirtualizer({
    count: places.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: head,
    scrollPaddingStart: head + (places.segments[0]?.group ? height : 0),
    scrollPaddingEnd: foot,
    initialOffset: props.initial,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range)
      const above = places.count ? places.headOf(Math.min(range.startIndex, places.count - 1)) : null
      return above === null || drawn.includes(above) ? drawn : [above, ...drawn]
    },
  })
  useLayoutEffect(() => virtual.measure(), [virtual, height])
  useImperativeHandle(
    handle,
    () => ({
      reveal: (place) => virtual.scrollToIndex(place, { align: 'auto' }),
      first: () => Math.ceil((scroller.current?.scrollTop ?? 0) / height),
      inView: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 400) - head - foot) / height) - 1),
    }),
    [virtual, scroller, head, foot, height],
  )

  const items = virtual.getVirtualItems()
  const first = virtual.range?.startIndex ?? 0
  const last = items.at(-1)?.index ?? 0
  // Who scrolls is past a page before it has come, if it is not asked for a page earlier.
  const [back, on] = virtual.isScrolling
    ? virtual.scrollDirection === 'backward'
      ? [PAGE_SIZE, 0]
      : [0, PAGE_SIZE]
    : [0, 0]
  const named = places.pages(first - back, last + on)
  const hash = JSON.stringify(named)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same pages of the same places stay the same object
  const wanted = useMemo(() => named, [places, hash])
  const { rowAt, failed } = usePages<R>(source, wanted)
  const stuck = places.count ? places.headOf(Math.min(first, places.count - 1)) : null

  // As many as were ever drawn at once, so that no two rows in view have the same.
  const [seats, setSeats] = useState(Math.max(1, items.length))
  if (items.length > seats) setSeats(items.length)
  // To move an element in the page is to lay it out anew, so rows keep their order there until the list rests.
  const [front, setFront] = useState(0)
  const resting = virtual.isScrolling ? front : first % seats
  if (resting !== front) setFront(resting)
  const seatOf = (index: number) => (((index - front) % seats) + seats) % seats
  const seated = items.toSorted((a, b) => seatOf(a.index) - seatOf(b.index))

  let told: unknown = null
  return (
    <div role={props.role} className="relative" style={{ height: virtual.getTotalSize() }}>
      {seated.map((item) => {
        const place = places.at(item.index)
        if (!place) return null
        const top = item.start - head
        if (place.head) return props.renderHead(place.segment, item.index, { top, sticky: item.index === stuck })
        const { page, at } = pageOf(place.index)
        const record = rowAt(place.segment.query, page, at) ?? meanwhile?.[place.index]
        if (record) return props.renderRow(record, item.index, top, `row ${item.index % seats}`)
        const failure = failed.find((one) => one.query === place.segment.query && one.page === page)
        if (!failure) return props.renderWaiting(item.index, top)
        if (told === failure || item.index < first) return null
        told = failure
        const count = Math.min(PAGE_SIZE, place.segment.count - page * PAGE_SIZE)
        return (
          <div
            key={item.index}
            role={props.role === 'list' ? 'listitem' : 'row'}
            className="absolute inset-x-0 flex items-center gap-3 px-4 text-dense text-danger"
            style={{ top, height }}
          >
            <span
              role={props.role === 'list' ? undefined : 'gridcell'}
              className="sticky start-4 flex items-center gap-3"
            >
              {t('list.not_loaded', { count })}
              <Button size="sm" onClick={failure.retry}>
                {t('action.retry')}
              </Button>
            </span>
          </div>
        )
      })}
    </div>
  )
}

/** Keeps how far something is scrolled, also when it leaves the page. */
export function useScrollKept(scroller: RefObject<HTMLDivElement | null>, keep: (top: number) => void) {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const note = () => keep(element.scrollTop)
    // Before the rows are drawn anew: whoever asks after that has the page laid out twice.
    const options = { passive: true, capture: true }
    element.addEventListener('scroll', note, options)
    return () => element.removeEventListener('scroll', note, options)
  }, [scroller, keep])
}

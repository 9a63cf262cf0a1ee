import { useEffect, useRef } from 'react'
import type { AnyRecord } from '../cache.ts'

interface Options<R> {
  /** The row with the focus. */
  active: number
  count: number
  /** The record that stands open beside the list. */
  peeked: string | null
  recordAt: (place: number) => R | null
  focusRow: (place: number) => void
  onPeek: ((record: R) => void) | undefined
}

/** Rows that are looked through for a record that the address names. */
const FAR = 300
/** Whoever keeps a key down passes rows without opening each. */
const PAUSE = 60

/** Keeps the row with the focus and the record beside the list the same, whichever of them moves. */
export function usePeek<R extends AnyRecord>(options: Options<R>) {
  const { active, peeked } = options
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const before = useRef(active)
  useEffect(() => {
    const { count, recordAt, focusRow, onPeek } = latest.current
    const moved = before.current !== active
    before.current = active
    const here = recordAt(active)
    if (!peeked || here?.id === peeked) return
    if (moved) {
      const timer = setTimeout(() => here && onPeek?.(here), PAUSE)
      return () => clearTimeout(timer)
    }
    const places = [active + 1, active - 1, ...Array.from({ length: Math.min(count, FAR) }, (_, place) => place)]
    const place = places.find((at) => at >= 0 && recordAt(at)?.id === peeked)
    if (place !== undefined) focusRow(place)
  }, [active, peeked])
}

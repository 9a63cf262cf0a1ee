import type { ListQuery } from '../list.ts'
import { PAGE_SIZE, pagesIn } from '../pages.ts'

/** Rows that one query finds, under a head when they are a group of more. */
export interface Segment {
  /** The value that the rows of a group share; absent when the list has no groups. */
  group?: { key: string | null; count: number; open: boolean }
  query: ListQuery
  count: number
}

/** What stands at one place of a list. */
export type Place = { segment: Segment; head: true } | { segment: Segment; head: false; index: number }

/** Where every head and every row of a list stands, without holding one of them. */
export class Places {
  readonly segments: readonly Segment[]
  /** Where each segment begins. */
  readonly starts: readonly number[]
  readonly count: number

  constructor(segments: readonly Segment[]) {
    this.segments = segments
    const starts: number[] = []
    let count = 0
    for (const segment of segments) {
      starts.push(count)
      count += rowsOf(segment) + (segment.group ? 1 : 0)
    }
    this.starts = starts
    this.count = count
  }

  #segmentAt(place: number): number {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.starts[middle]! <= place) low = middle
      else high = middle - 1
    }
    return low
  }

  at(place: number): Place | null {
    if (place < 0 || place >= this.count) return null
    const at = this.#segmentAt(place)
    const segment = this.segments[at]!
    const within = place - this.starts[at]!
    if (!segment.group) return { segment, head: false, index: within }
    return within === 0 ? { segment, head: true } : { segment, head: false, index: within - 1 }
  }

  /** The place of the head that a place stands under. */
  headOf(place: number): number | null {
    const at = this.#segmentAt(place)
    return this.segments[at]?.group ? this.starts[at]! : null
  }

  /** The pages that the places from `first` to `last` need. */
  pages(first: number, last: number): { query: ListQuery; page: number }[] {
    return this.segments.flatMap((segment, at) => {
      const start = this.starts[at]! + (segment.group ? 1 : 0)
      const rows = rowsOf(segment)
      const from = Math.max(0, first - start)
      const to = Math.min(rows - 1, last - start)
      return pagesIn(from, to, rows).map((page) => ({ query: segment.query, page }))
    })
  }
}

const rowsOf = ({ group, count }: Segment): number => (group && !group.open ? 0 : count)

/** The query of one group of a list. */
export function groupQuery(query: ListQuery, field: string, key: string | null): ListQuery {
  const { [`${field}_not`]: _not, [field]: _is, [`${field}_empty`]: _empty, ...rest } = query
  return key === null ? { ...rest, [`${field}_empty`]: 'true' } : { ...rest, [field]: key }
}

/** The page of a row, and where in it the row stands. */
export const pageOf = (index: number): { page: number; at: number } => ({
  page: Math.floor(index / PAGE_SIZE),
  at: index % PAGE_SIZE,
})

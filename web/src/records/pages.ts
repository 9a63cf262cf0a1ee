/** Rows of one request. */
export const PAGE_SIZE = 100
/** Cards of a column at first: what a screen shows, and what lies ahead of it. */
export const CARDS = 25
/** Pages a list keeps; the rest are fetched again by their cursors when somebody comes back to them. */
export const MAX_PAGES = 30

/** From where on the next page is fetched: at 60 % of a page, the rest of it lies ahead of the reader. */
const AHEAD = PAGE_SIZE * 0.4

/**
 * The pages that rows `first` to `last` of a list of `count` need, and the next one in the direction of travel. Who
 * reads down meets the next page before it is needed; who jumps gets what is in view first.
 */
export function pagesIn(first: number, last: number, count: number): number[] {
  if (count <= 0 || last < first) return []
  const end = Math.ceil(count / PAGE_SIZE) - 1
  const from = Math.max(0, Math.floor((first - AHEAD) / PAGE_SIZE))
  const to = Math.min(end, Math.floor((last + AHEAD) / PAGE_SIZE))
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}

/** Cursors by page: where each page that was reached begins. */
export type Cursors = Readonly<Record<number, string>>

/** How a page is asked for: by its cursor where that is known, by its place where somebody jumped. */
export function pageRequest(page: number, cursors: Cursors): Record<string, string | number> {
  const cursor = cursors[page]
  if (cursor) return { page_size: PAGE_SIZE, cursor }
  return page ? { take: PAGE_SIZE, skip: page * PAGE_SIZE } : { page_size: PAGE_SIZE }
}

/** Whether a page may be asked for now; the one after a page on its way waits for its cursor. */
export const isDue = (page: number, cursors: Cursors, coming: ReadonlySet<number>): boolean =>
  page === 0 || page in cursors || !coming.has(page - 1)

/** The cursors once a page has come; the same object when it says nothing new. */
export function withNext(cursors: Cursors, page: number, next: string | null): Cursors {
  const known = cursors[page + 1]
  if (next === (known ?? null)) return cursors
  const { [page + 1]: _, ...rest } = cursors
  return next === null ? rest : { ...rest, [page + 1]: next }
}

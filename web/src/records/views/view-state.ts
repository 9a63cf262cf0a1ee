import type { Resource } from '@rihla/contracts/resource.ts'
import type { View } from '@rihla/contracts/views.ts'
import type { Wire } from '#lib/wire.ts'
import { LIST_PARAMS, type ListSearch, narrowing, readListSearch } from '../list-query.ts'

/** A list under a name: one that everybody has, or one that somebody kept. */
export interface ListView {
  /** As `view=` says it in an address. */
  id: string
  name: string
  query: ListSearch
  /** Absent: it comes with the product. */
  kept?: Wire<View>
}

/** What somebody kept, as the list reads it today: a field that is gone since asks for nothing. */
export const keptView = (resource: Resource<any>, kept: Wire<View>): ListView => ({
  id: kept.id,
  name: kept.name,
  query: readListSearch(resource, kept.query, LIST_PARAMS).search,
  kept,
})

/** What of an address a view keeps: everything but where it came from and what stands open beside it. */
export function queryOfView({ view: _view, peek: _peek, ...query }: ListSearch): ListSearch {
  return query
}

const textOf = (query: ListSearch): string => JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Whether an address shows what a view asks for. Views that come with the product leave the layout to the reader. */
export function shows(view: ListView, search: ListSearch): boolean {
  const { layout, ...rest } = queryOfView(search)
  return textOf(view.kept && layout ? { ...rest, layout } : rest) === textOf(view.query)
}

/** The view that an address began as, and whether it has moved on since. */
export function viewOf(search: ListSearch, views: readonly ListView[]): { view: ListView | null; edited: boolean } {
  const origin = views.find(({ id }) => id === search['view'])
  if (origin) return { view: origin, edited: !shows(origin, search) }
  const same = views.find((view) => !view.kept && shows(view, search))
  if (same || narrowing(search).length) return { view: same ?? null, edited: false }
  // Everything there is, only in another order or with other columns.
  const whole = views.find((view) => !view.kept && !Object.keys(view.query).length)
  return { view: whole ?? null, edited: whole !== undefined }
}

/** The address that opens a view. */
export function openView(view: ListView, search: ListSearch): ListSearch {
  const layout: ListSearch = !view.kept && search['layout'] ? { layout: search['layout'] } : {}
  // The list as it is without asking for anything needs no name.
  const origin: ListSearch = Object.keys(view.query).length || view.kept ? { view: view.id } : {}
  return { ...view.query, ...layout, ...origin }
}

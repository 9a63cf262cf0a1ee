import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTenant } from '#lib/access.ts'
import { type CachedList, cachedLists } from '../cache.ts'
import { type KindRecord, sourceOf } from '../kind.ts'
import { usePages } from '../list.ts'
import { originOf, originQuery, sameQuery } from '../origin.ts'
import { PAGE_SIZE } from '../pages.ts'
import type { PageKind } from './page-kind.ts'

export interface Neighbours {
  previous: string | null
  next: string | null
  /** From 1; it stays the place of a record that has left the list meanwhile. */
  place: number
  total: number
  /** False once it has left the list. */
  found: boolean
  /** The list, as the address of a record names it. */
  from: string
}

/** The place of a record in a list, from 0; -1 where the cache does not have it. */
function placeIn({ pages }: CachedList<KindRecord>, id: string): number {
  for (const [page, { items }] of pages) {
    const at = items.findIndex((row) => row.id === id)
    if (at >= 0) return page * PAGE_SIZE + at
  }
  return -1
}

/** The pages that hold a place, the one before and the one after it, as far as there are any. */
const pagesAround = (place: number, end: number): number[] => {
  const around = [place - 1, place, place + 1].filter((one) => one >= 0)
  return [...new Set(around.map((one) => Math.floor(one / PAGE_SIZE)))].filter((page) => page < end)
}

/**
 * The records before and after this one in the list it was opened from: the one its address names, else the one that
 * was last shown with it. Pages that are not there yet are read.
 */
export function useNeighbours(
  { kind, placeElsewhere }: Pick<PageKind, 'kind' | 'placeElsewhere'>,
  id: string,
  from?: string,
  at?: number,
): Neighbours | null {
  const client = useQueryClient()
  const tenant = useTenant()
  const source = useMemo(() => sourceOf(kind), [kind])
  const asked = useMemo(() => (from ? originQuery(kind.resource, from) : null), [kind.resource, from])
  const lists = cachedLists<KindRecord>(client, tenant, kind.name)
  const list = lists.find((one) => (asked ? sameQuery(one.query, asked) : placeIn(one, id) >= 0))
  const query = asked ?? list?.query ?? null
  const found = list ? placeIn(list, id) : -1
  // From a column of a board: where the card stood there.
  const card = query && found < 0 && !at ? (placeElsewhere?.(client, tenant, query, id) ?? -1) : -1
  const place = found >= 0 ? found : card >= 0 ? card : (at ?? 1) - 1
  const end = list ? Math.max(1, Math.ceil(list.total / PAGE_SIZE)) : Infinity
  const wanted = useMemo(
    () => (query ? pagesAround(place, end).map((page) => ({ query, page })) : []),
    // The same question may come as another object.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [query && originOf(query), place, end],
  )
  usePages<KindRecord>(source, wanted)
  if (!query || !list || (found < 0 && !at)) return null
  const idAt = (where: number) =>
    where < 0 ? null : (list.pages.get(Math.floor(where / PAGE_SIZE))?.items[where % PAGE_SIZE]?.id ?? null)
  return {
    previous: idAt(place - 1),
    // Where it has left the list, the next one has moved up to its place.
    next: idAt(found >= 0 ? place + 1 : place),
    place: place + 1,
    total: Math.max(list.total, found < 0 ? 0 : place + 1),
    found: found >= 0,
    from: from ?? originOf(query),
  }
}

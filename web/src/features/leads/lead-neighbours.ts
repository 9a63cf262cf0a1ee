import { leads } from '@rihla/contracts/leads.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTenant } from '#lib/access.ts'
import { type CachedList, cachedLists } from '#records/cache.ts'
import { usePages } from '#records/list.ts'
import { PAGE_SIZE } from '#records/pages.ts'
import type { Lead, Pipeline } from './lead.ts'
import { boardKey, placeOf } from './board.ts'
import { originOf, originQuery, sameQuery } from './origin.ts'

export interface Neighbours {
  previous: string | null
  next: string | null
  /** From 1; it stays the place of a lead that has left the list meanwhile. */
  place: number
  total: number
  /** False once it has left the list. */
  found: boolean
  /** The list, as the address of a record names it. */
  from: string
}

const SOURCE = { resource: 'leads', list: leads.list, summary: leads.summary }

/** The place of a lead in a list, from 0; -1 where the cache does not have it. */
function placeIn({ pages }: CachedList<Lead>, id: string): number {
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
 * The leads before and after this one in the list it was opened from: the one its address names, else the one that was
 * last shown with it. Pages that are not there yet are read.
 */
export function useNeighbours(id: string, from?: string, at?: number): Neighbours | null {
  const client = useQueryClient()
  const tenant = useTenant()
  const asked = useMemo(() => (from ? originQuery(from) : null), [from])
  const lists = cachedLists<Lead>(client, tenant, 'leads')
  const list = lists.find((one) => (asked ? sameQuery(one.query, asked) : placeIn(one, id) >= 0))
  const query = asked ?? list?.query ?? null
  const found = list ? placeIn(list, id) : -1
  // From a column of a board: where the card stood there.
  const card = query?.['lead_status'] && found < 0 && !at ? cardPlace(client, tenant, query, id) : -1
  const place = found >= 0 ? found : card >= 0 ? card : (at ?? 1) - 1
  const end = list ? Math.max(1, Math.ceil(list.total / PAGE_SIZE)) : Infinity
  const wanted = useMemo(
    () => (query ? pagesAround(place, end).map((page) => ({ query, page })) : []),
    // The same question may come as another object.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [query && originOf(query), place, end],
  )
  usePages<Lead>(SOURCE, wanted)
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

function cardPlace(
  client: ReturnType<typeof useQueryClient>,
  tenant: string,
  { lead_status, ...query }: Readonly<Record<string, string>>,
  id: string,
): number {
  const board = client.getQueryData<Pipeline>(boardKey(tenant, query))
  const place = board && placeOf(board, id)
  return place && place.column.key === lead_status ? place.place - 1 : -1
}

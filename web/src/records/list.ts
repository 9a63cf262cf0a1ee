import {
  keepPreviousData,
  type QueryClient,
  type SkipToken,
  skipToken,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Operation } from '@rihla/contracts/operation.ts'
import type { Page } from '@rihla/contracts/resource.ts'
import { useEffect, useMemo } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import { cachedLists } from './cache.ts'
import { flat } from './flat.ts'
import { type Cursors, isDue, MAX_PAGES, PAGE_SIZE, pageRequest, withNext } from './pages.ts'
import { useSummary } from './summary.ts'

export type ListOperation = Operation<{ tenant_id: string }, Record<string, any>, null, any>
export type ListQuery = Readonly<Record<string, string>>

/** How far a list was read. */
export interface Extent {
  /** Where it ends, once the page that says so has come. */
  end: number | null
  /** Places it is known to have: a page that is known to begin counts as whole until it has come. */
  reached: number
}

const UNREAD: Extent = { end: null, reached: 0 }

/** What a list is read by: its operations and the name its cache goes by. */
export interface ListSource {
  resource: string
  list: ListOperation
  summary?: ListOperation
  /** Records that its rows point to, whose names come along. */
  include?: string
}

/** One page of a list, by its number; a page that moved asks the next one to follow. */
function pageQuery<R>(
  client: QueryClient,
  tenant: string,
  { resource, list, include }: ListSource,
  query: ListQuery,
  page: number,
) {
  const cursorKey = keyOf(tenant, resource, 'cursors', query)
  return {
    queryKey: keyOf(tenant, resource, 'list', query, page),
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const cursors = () => client.getQueryData<Cursors>(cursorKey) ?? {}
      const came = (await call(list, {
        params: { tenant_id: tenant },
        query: { ...query, ...(include ? { include } : {}), ...pageRequest(page, cursors()) },
        signal,
      })) as Page<object>
      const answer = { ...came, items: came.items.map(flat) } as Page<R>
      const reached = page * PAGE_SIZE + answer.items.length
      client.setQueryData<Extent>(keyOf(tenant, resource, 'extent', query), (known) => {
        if (answer.next_cursor === null) return { end: reached, reached }
        const end = known && known.end !== null && known.end > reached ? known.end : null
        return { end, reached: end ?? Math.max(reached + PAGE_SIZE, known?.reached ?? 0) }
      })
      const before = cursors()
      const next = withNext(before, page, answer.next_cursor)
      if (next !== before) {
        client.setQueryData(cursorKey, next)
        // A row came or went before it: the next page begins elsewhere now.
        if (before[page + 1])
          void client.invalidateQueries({ queryKey: keyOf(tenant, resource, 'list', query, page + 1), exact: true })
      }
      return answer
    },
  }
}

/** Where a list begins. */
export const firstPageQuery = (client: QueryClient, tenant: string, source: ListSource, query: ListQuery) =>
  pageQuery<object>(client, tenant, source, query, 0)

/** The pages of lists that are in view, and what became of those that did not come. */
export interface Pages<R> {
  rowAt: (query: ListQuery, page: number, index: number) => R | undefined
  failed: readonly { query: ListQuery; page: number; error: unknown; retry: () => void }[]
}

/** Reads pages of one or more lists for as long as they are wanted; the pages left longest ago make room. */
export function usePages<R>(source: ListSource, wanted: readonly { query: ListQuery; page: number }[]): Pages<R> {
  const { resource } = source
  const tenant = useTenant()
  const client = useQueryClient()
  const coming = new Map<ListQuery, Set<number>>()
  for (const { query, page } of wanted) coming.set(query, (coming.get(query) ?? new Set()).add(page))
  const results = useQueries({
    queries: wanted.map(({ query, page }) => ({
      ...pageQuery<R>(client, tenant, source, query, page),
      enabled: isDue(
        page,
        client.getQueryData<Cursors>(keyOf(tenant, resource, 'cursors', query)) ?? {},
        coming.get(query)!,
      ),
    })),
  })
  useEffect(() => {
    const kept = client.getQueryCache().findAll({ queryKey: keyOf(tenant, resource, 'list') })
    if (kept.length <= MAX_PAGES) return
    const left = kept.filter((one) => !one.isActive()).sort((a, b) => a.state.dataUpdatedAt - b.state.dataUpdatedAt)
    for (const one of left.slice(0, kept.length - MAX_PAGES)) client.getQueryCache().remove(one)
  }, [client, tenant, resource, wanted])
  const pages = new Map<ListQuery, Map<number, readonly R[]>>()
  wanted.forEach(({ query, page }, index) => {
    const items = results[index]?.data?.items
    if (items) pages.set(query, (pages.get(query) ?? new Map<number, readonly R[]>()).set(page, items))
  })
  return {
    rowAt: (query, page, index) => pages.get(query)?.get(page)?.[index],
    failed: wanted.flatMap((one, index) => {
      const result = results[index]
      return result?.error && !result.data ? [{ ...one, error: result.error, retry: () => void result.refetch() }] : []
    }),
  }
}

/**
 * How far a list was read, or where it ends; a count may be older, or of what stands before its beginning. Only what
 * is picked makes its reader draw again: how far grows with every page.
 */
export function useExtent<T>(resource: string, query: ListQuery, pick: (extent: Extent) => T): T {
  const queryKey = keyOf(useTenant(), resource, 'extent', query)
  const { data } = useQuery({ queryKey, queryFn: skipToken as SkipToken | (() => Extent), select: pick })
  return data ?? pick(UNREAD)
}

/** A list's beginning and its size; while a new query is on its way the old rows stay, marked as old. */
export function useRecordList<R>(source: ListSource, query: ListQuery) {
  const { resource, summary } = source
  const tenant = useTenant()
  const client = useQueryClient()
  const hash = JSON.stringify(query)
  // The same question is the same object, for as long as it is asked.
  const asked = useMemo(() => JSON.parse(hash) as ListQuery, [hash])
  const first = useQuery({
    ...pageQuery<R>(client, tenant, source, asked, 0),
    placeholderData: keepPreviousData,
  })
  const estimated = first.data?.total_is_estimate === true
  const { data: counted } = useSummary(summary, resource, asked, {}, estimated && !first.isPlaceholderData)
  const total = counted && estimated ? counted.count : first.data?.total
  return {
    query: asked,
    data: first.data,
    error: first.error,
    refetch: first.refetch,
    isPlaceholderData: first.isPlaceholderData,
    /** Rows to scroll through. */
    total,
    /** Rows that the server counts, wherever the list begins. */
    found: total,
    estimated: estimated && !counted,
    /** Every row that is loaded, in the order of the list. */
    get rows(): readonly R[] {
      if (first.isPlaceholderData) return first.data?.items ?? []
      return cachedLists<R>(client, tenant, resource).find((one) => one.hash === hash)?.rows ?? first.data?.items ?? []
    },
  }
}
export type RecordList<R> = ReturnType<typeof useRecordList<R>>

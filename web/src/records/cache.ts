import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Page } from '@rihla/contracts/resource.ts'
import { keyOf } from '#lib/keys.ts'

/** What every record has, on the wire. */
export interface AnyRecord {
  id: string
  version: number
}

/** A list as far as the cache has it. */
export interface CachedList<T> {
  /** Its query, as text. */
  hash: string
  query: Readonly<Record<string, string>>
  total: number
  /** When anything of it last came. */
  updatedAt: number
  /** The pages there are, by their number. */
  pages: ReadonlyMap<number, Page<T>>
  /** The rows of these pages, in order. */
  rows: readonly T[]
}

/** Every list of a resource that the cache holds, the freshest first. */
export function cachedLists<T>(client: QueryClient, tenant: string, resource: string): CachedList<T>[] {
  const lists = new Map<string, { query: Record<string, string>; updatedAt: number; pages: [number, Page<T>][] }>()
  for (const { queryKey, state } of client.getQueryCache().findAll({ queryKey: keyOf(tenant, resource, 'list') })) {
    if (!state.data) continue
    const [query, page] = queryKey.slice(4) as [Record<string, string>, number]
    const hash = JSON.stringify(query)
    const list = lists.get(hash) ?? { query, updatedAt: 0, pages: [] }
    list.updatedAt = Math.max(list.updatedAt, state.dataUpdatedAt)
    list.pages.push([page, state.data as Page<T>])
    lists.set(hash, list)
  }
  return [...lists]
    .map(([hash, { query, updatedAt, pages }]) => {
      pages.sort(([a], [b]) => a - b)
      const rows = pages.flatMap(([, page]) => page.items)
      return { hash, query, updatedAt, pages: new Map(pages), rows, total: pages[0]?.[1].total ?? 0 }
    })
    .sort((a, b) => b.updatedAt - a.updatedAt)
}

/** Changes a record wherever the cache shows it, and answers how to put things back. */
export function patchRecord<T extends AnyRecord>(
  client: QueryClient,
  tenant: string,
  resource: string,
  id: string,
  change: (record: T) => T,
): () => void {
  const before: [QueryKey, unknown][] = []
  const patch = <D>(part: string, update: (data: D) => D) => {
    for (const [key, data] of client.getQueriesData<D>({ queryKey: keyOf(tenant, resource, part) })) {
      if (data === undefined) continue
      const next = update(data)
      if (next === data) continue
      before.push([key, data])
      client.setQueryData(key, next)
    }
  }
  patch<T>('one', (record) => (record.id === id ? change(record) : record))
  patch<Page<T>>('list', (page) =>
    page.items.some((item) => item.id === id)
      ? { ...page, items: page.items.map((item) => (item.id === id ? change(item) : item)) }
      : page,
  )
  return () => before.forEach(([key, data]) => client.setQueryData(key, data))
}

/** A record wherever the cache holds it: the page of its own first, then lists. */
export function cachedRecord<T extends AnyRecord>(
  client: QueryClient,
  tenant: string,
  resource: string,
  id: string,
): T | undefined {
  const one = client.getQueryData<T>(keyOf(tenant, resource, 'one', id))
  if (one) return one
  for (const [, page] of client.getQueriesData<Page<T>>({ queryKey: keyOf(tenant, resource, 'list') })) {
    const found = page?.items.find((item) => item.id === id)
    if (found) return found
  }
  return undefined
}

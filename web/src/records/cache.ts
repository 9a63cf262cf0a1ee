import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query'
import type { Page } from '@rihla/contracts/resource.ts'
import { keyOf } from '#lib/keys.ts'

/** What every record has, on the wire. */
export interface AnyRecord {
  id: string
  version: number
}
type Lists<T> = InfiniteData<Page<T>, string | null>

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
  patch<Lists<T>>('list', (lists) => {
    if (!lists.pages.some((page) => page.items.some((item) => item.id === id))) return lists
    const pages = lists.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.id === id ? change(item) : item)),
    }))
    return { ...lists, pages }
  })
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
  for (const [, lists] of client.getQueriesData<Lists<T>>({ queryKey: keyOf(tenant, resource, 'list') }))
    for (const page of lists?.pages ?? []) {
      const found = page.items.find((item) => item.id === id)
      if (found) return found
    }
  return undefined
}

import { useQuery } from '@tanstack/react-query'
import type { Page } from '@rihla/contracts/resource.ts'
import { useTenant } from '#lib/access.ts'
import { keyOf } from '#lib/keys.ts'
import type { ListQuery } from './list.ts'
import { type Cursors, PAGE_SIZE } from './pages.ts'

/**
 * How many rows a list that begins further down is known to have: nobody counted those from there on, so it grows as
 * it is read.
 */
export function useReached(resource: string, query: ListQuery): number {
  const tenant = useTenant()
  // Only looks at what the list itself fetched.
  const { data: cursors } = useQuery<Cursors>({ queryKey: keyOf(tenant, resource, 'cursors', query), enabled: false })
  const last = Math.max(0, ...Object.keys(cursors ?? {}).map(Number))
  const { data: page } = useQuery<Page<unknown>>({
    queryKey: keyOf(tenant, resource, 'list', query, last),
    enabled: false,
  })
  return last * PAGE_SIZE + (page?.items.length ?? PAGE_SIZE)
}

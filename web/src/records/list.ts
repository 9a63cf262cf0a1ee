import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Operation } from '@rihla/contracts/operation.ts'
import type { Page } from '@rihla/contracts/resource.ts'
import { useMemo } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'

export const PAGE_SIZE = 50

type ListOperation = Operation<{ tenant_id: string }, Record<string, any>, null, any>

/** A list by cursor, page after page; while a new query is on its way the old rows stay, marked as old. */
export function useRecordList<R>(operation: ListOperation, resource: string, query: Record<string, string>) {
  const tenant = useTenant()
  const list = useInfiniteQuery({
    queryKey: keyOf(tenant, resource, 'list', query),
    queryFn: ({ pageParam, signal }) =>
      call(operation, {
        params: { tenant_id: tenant },
        query: { ...query, page_size: PAGE_SIZE, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }) as Promise<Page<R>>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const first = list.data?.pages[0]
  return { ...list, rows, total: first?.total, estimated: first?.total_is_estimate === true }
}

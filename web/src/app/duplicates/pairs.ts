import { type DuplicatePair, duplicates, type Mergeable } from '@rihla/contracts/duplicates.ts'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import type { KindName } from '#records/kind.ts'

export type Pair = Wire<DuplicatePair>

/** The kinds that are compared, by their names in addresses. */
export const TYPES = { contacts: 'contact', accounts: 'account', leads: 'lead' } as const satisfies Partial<
  Record<KindName, Mergeable>
>
export type Compared = keyof typeof TYPES
export const COMPARED = Object.keys(TYPES) as Compared[]
export const isCompared = (name: string | undefined): name is Compared => name !== undefined && name in TYPES

/** Pairs that may be one, the likeliest first. */
export const pairsQuery = (tenant: string, of: Compared) =>
  infiniteQueryOptions({
    queryKey: keyOf(tenant, of, 'pairs'),
    queryFn: ({ pageParam, signal }) =>
      call(duplicates.list, {
        params: { tenant_id: tenant },
        query: { record_type: TYPES[of], take: 30, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })

import { travelDocuments, type ExpiringDocument } from '@rihla/contracts/travelDocuments.ts'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'

export type Expiring = Wire<ExpiringDocument>

/** Which passports are asked for. */
export interface PassportsAsked {
  days: number
  mine: boolean
  /** With those that have ended already. */
  ended: boolean
}

interface Answer {
  items: Expiring[]
  total: number
  next_cursor: string | null
}

const ask = (tenant: string, { days, mine, ended }: PassportsAsked, page: object, signal: AbortSignal) =>
  call(travelDocuments.expiring, {
    params: { tenant_id: tenant },
    query: {
      days: String(days),
      ...(mine ? { assigned_to: 'me' } : {}),
      ...(ended ? { expired: 'true' } : {}),
      ...page,
    } as never,
    signal,
  }) as unknown as Promise<Answer>

export const passportsQuery = (tenant: string, asked: PassportsAsked) =>
  infiniteQueryOptions({
    // Beside the documents, so that what is changed in them is read again here.
    queryKey: keyOf(tenant, 'travel_documents', 'expiring', asked),
    queryFn: ({ pageParam, signal }) =>
      ask(tenant, asked, { page_size: 50, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Answer) => page.next_cursor,
  })

/** How many there are. */
export const countPassports = async (tenant: string, asked: PassportsAsked, signal: AbortSignal): Promise<number> =>
  (await ask(tenant, asked, { page_size: 1 }, signal)).total

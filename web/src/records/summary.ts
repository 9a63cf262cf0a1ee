import type { Operation, Summary } from '@rihla/contracts/operation.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'

/** What is to be figured out besides the count: by which field, and of which. */
export interface Figures {
  group_by?: string
  sum?: string
  avg?: string
}

/** The part of a list's query that chooses rows; how they are sorted and where one begins change no figure. */
const choosing = ({ sort_by: _by, sort_order: _order, seek: _seek, ...query }: Readonly<Record<string, string>>) =>
  query

/** Counts, sums and averages of all that a list finds, by the server; never of the rows that happen to be loaded. */
export function useSummary(
  operation: Operation<{ tenant_id: string }, Record<string, any>, null, any> | undefined,
  resource: string,
  query: Readonly<Record<string, string>>,
  figures: Figures,
  enabled = true,
) {
  const tenant = useTenant()
  const asked = { ...choosing(query), ...figures }
  return useQuery({
    queryKey: keyOf(tenant, resource, 'summary', asked),
    queryFn: ({ signal }) =>
      call(operation!, { params: { tenant_id: tenant }, query: asked, signal }) as Promise<Wire<Summary>>,
    enabled: enabled && operation !== undefined,
    placeholderData: keepPreviousData,
  })
}

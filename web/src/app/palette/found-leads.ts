import { leads } from '@rihla/contracts/leads.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { foundIn } from '#lib/fold.ts'
import { keyOf } from '#lib/keys.ts'
import { recentIds } from '#lib/recent.ts'
import { useSettled } from '#lib/use-settled.ts'
import { type Lead, leadAbout, leadName } from '#features/leads/lead.ts'

const SHOWN = 7

/** Leads that the server finds by these words, best first; what was found before stays while it looks again. */
export function useFoundLeads(text: string) {
  const tenant = useTenant()
  const search = useSettled(text, 80)
  const query = useQuery({
    queryKey: keyOf(tenant, 'leads', 'palette', search),
    queryFn: ({ signal }) =>
      call(leads.list, { params: { tenant_id: tenant }, query: { search, page_size: SHOWN }, signal }),
    enabled: search.length > 1,
    placeholderData: keepPreviousData,
    select: (page) => page.items,
    retry: false,
  })
  const current = search === text && !query.isPlaceholderData
  const stale = (lead: Lead) => foundIn([leadName(lead), leadAbout(lead), lead.email].join(' '), text)
  return {
    // An earlier answer shows what of it still fits, so that Enter never opens what was not asked for.
    items: text.length < 2 ? [] : current ? (query.data ?? []) : (query.data ?? []).filter(stale),
    looking: text.length > 1 && (!current || query.isFetching),
    error: current && !query.isFetching ? query.error : null,
    total: current ? query.data?.length : undefined,
  }
}

/** The leads opened last, in that order; those that are gone or no longer to be read are left out. */
export function useRecentLeads() {
  const tenant = useTenant()
  const ids = recentIds(tenant, 'leads')
  const { data, isPending } = useQuery({
    queryKey: keyOf(tenant, 'leads', 'recent', ids.join()),
    queryFn: ({ signal }) =>
      call(leads.list, {
        params: { tenant_id: tenant },
        query: { id: ids.join(), page_size: ids.length },
        signal,
      }),
    enabled: ids.length > 0,
    retry: false,
  })
  const found = ids.flatMap((id) => data?.items.find((lead) => lead.id === id) ?? [])
  return { leads: found, ids: isPending ? ids : found.map(({ id }) => id) }
}

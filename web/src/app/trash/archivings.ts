import { audit } from '@rihla/contracts/audit.ts'
import { leads } from '@rihla/contracts/leads.ts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { Lead } from '#features/leads/lead.ts'

/** Who archived these leads. The latest events know most of them; those archived long ago are asked one by one. */
export function useArchivings(rows: readonly Lead[]): ReadonlyMap<string, string | null> {
  const tenant = useTenant()
  const newest = rows[0]?.archived_at
  const { data: latest } = useQuery({
    queryKey: keyOf(tenant, 'leads', 'archivings', newest),
    queryFn: ({ signal }) =>
      call(audit.list, { params: { tenant_id: tenant }, query: { record_type: 'lead', take: 200 }, signal }),
    select: ({ items }) => items.filter(({ type }) => type === 'lead.archived'),
    enabled: rows.length > 0,
  })
  const known = new Map<string, string | null>()
  for (const { record_id, actor } of latest ?? []) if (!known.has(record_id)) known.set(record_id, actor.name)
  const others = latest ? rows.filter(({ id }) => !known.has(id)) : []
  const stories = useQueries({
    queries: others.map(({ id, version }) => ({
      queryKey: keyOf(tenant, 'leads', 'archiving', id, version),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(leads.timeline, { params: { tenant_id: tenant, id }, query: { type: 'changes', take: 5 }, signal }),
      staleTime: Infinity,
    })),
  })
  others.forEach(({ id }, index) => {
    const archived = stories[index]?.data?.items.find(({ type }) => type === 'lead.archived')
    if (archived) known.set(id, archived.actor.name)
  })
  return known
}

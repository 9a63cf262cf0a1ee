import { audit } from '@rihla/contracts/audit.ts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { StoryPage } from '#records/story.ts'
import type { KindRecord, RecordKind } from '#records/kind.ts'

/** Who archived these records. The latest events know most of them; those archived long ago are asked one by one. */
export function useArchivings(
  { name, resource, operations }: RecordKind,
  rows: readonly KindRecord[],
): ReadonlyMap<string, string | null> {
  const tenant = useTenant()
  const archived = `${resource.record_type}.archived`
  const newest = rows[0]?.archived_at
  const { data: latest } = useQuery({
    queryKey: keyOf(tenant, name, 'archivings', newest),
    queryFn: ({ signal }) =>
      call(audit.list, {
        params: { tenant_id: tenant },
        query: { record_type: resource.record_type, take: 200 },
        signal,
      }),
    select: ({ items }) => items.filter(({ type }) => type === archived),
    enabled: rows.length > 0,
  })
  const known = new Map<string, string | null>()
  for (const { record_id, actor } of latest ?? []) if (!known.has(record_id)) known.set(record_id, actor.name)
  const others = latest ? rows.filter(({ id }) => !known.has(id)) : []
  const stories = useQueries({
    queries: others.map(({ id, version }) => ({
      queryKey: keyOf(tenant, name, 'archiving', id, version),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(operations.timeline, { params: { tenant_id: tenant, id }, query: { type: 'changes', take: 5 }, signal }),
      staleTime: Infinity,
    })),
  })
  others.forEach(({ id }, index) => {
    const story = stories[index]?.data as StoryPage | undefined
    const event = story?.items.find(({ type }) => type === archived)
    if (event) known.set(id, event.actor.name)
  })
  return known
}

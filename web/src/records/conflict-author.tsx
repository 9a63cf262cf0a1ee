import { useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatRelative } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { StoryOperation } from './field-history.tsx'
import type { StoryPage } from './story.ts'

export interface PastOf {
  operation: StoryOperation
  resource: string
}

/** Who changed a field last, and when. */
export function ConflictAuthor({ operation, resource, id, name }: PastOf & { id: string; name: string }) {
  const t = useT()
  const tenant = useTenant()
  const { data } = useQuery({
    queryKey: keyOf(tenant, resource, 'timeline', id, 'last', name),
    queryFn: ({ signal }) =>
      call(operation, {
        params: { tenant_id: tenant, id },
        query: { field: name, take: 1 },
        signal,
      }) as Promise<StoryPage>,
    staleTime: 0,
  })
  const last = data?.items[0]
  if (!last) return null
  return (
    <p className="text-text-2">
      {t('conflict.by', { name: last.actor.name ?? t('timeline.system'), when: formatRelative(last.at) })}
    </p>
  )
}

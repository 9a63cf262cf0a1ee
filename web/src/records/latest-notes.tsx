import type { Operation, Timeline, TimelineQuery } from '@rihla/contracts/operation.ts'
import { useQuery } from '@tanstack/react-query'
import type * as z from 'zod'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { Moment } from './fields/views.tsx'

type StoryOperation = Operation<{ tenant_id: string; id: string }, z.output<typeof TimelineQuery>, null, any>

/** The last few things that were said about a record. */
export function LatestNotes({ operation, resource, id }: { operation: StoryOperation; resource: string; id: string }) {
  const t = useT()
  const tenant = useTenant()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, resource, 'latest-notes', id),
    queryFn: ({ signal }) =>
      call(operation, { params: { tenant_id: tenant, id }, query: { type: 'notes', take: 3 }, signal }) as Promise<
        Wire<Timeline>
      >,
  })
  if (error && !data) return <ErrorPanel compact error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-12 w-full" />
  if (!data.items.length) return <p className="text-dense text-text-3">{t('peek.no_notes')}</p>
  return (
    <ol className="flex flex-col gap-3">
      {data.items.map((entry) => (
        <li key={entry.id} className="text-dense">
          <p className="text-text-3">
            <bdi className="font-medium text-text-2">{entry.actor.name ?? t('timeline.system')}</bdi>
            {' · '}
            {t(`activity_type.${entry.activity?.type ?? 'note'}` as MessageId)}
            {' · '}
            <Moment at={entry.at} />
          </p>
          <p dir="auto" className="line-clamp-4 whitespace-pre-line wrap-anywhere">
            {entry.activity?.description ?? entry.activity?.subject ?? entry.note}
          </p>
        </li>
      ))}
    </ol>
  )
}

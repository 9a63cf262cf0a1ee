import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { Operation, TimelineQuery } from '@rihla/contracts/operation.ts'
import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useState } from 'react'
import type * as z from 'zod'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatDateTime } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { useFieldLabel } from './fields/record-type.ts'
import type { Entry, StoryPage } from './story.ts'
import { Change } from './timeline-changes.tsx'

export type StoryOperation = Operation<{ tenant_id: string; id: string }, z.output<typeof TimelineQuery>, null, any>

interface Props {
  operation: StoryOperation
  resource: string
  record: Readonly<Record<string, unknown>> & { id: string }
  name: string
  field: Field
}

/** Who changed a field, when, and from what to what; behind a small clock beside it. */
export function FieldHistory(props: Props) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const label = t('history.of', { field: useFieldLabel()(props.name) })
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-80"
      trigger={
        <IconButton
          label={label}
          size="icon-sm"
          className="size-6 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 pointer-coarse:size-9 pointer-coarse:opacity-60"
        >
          <History className="size-3.5" aria-hidden />
        </IconButton>
      }
    >
      <h3 className="pb-2 text-dense font-semibold">{label}</h3>
      <Entries {...props} />
    </Popover>
  )
}

const MOST = 30

function Entries({ operation, resource, record, name, field }: Props) {
  const t = useT()
  const tenant = useTenant()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, resource, 'timeline', record.id, 'field', name),
    queryFn: ({ signal }) =>
      call(operation, {
        params: { tenant_id: tenant, id: record.id },
        query: { field: name, take: MOST },
        signal,
      }) as Promise<StoryPage>,
  })
  if (error && !data) return <ErrorPanel compact error={error} onRetry={() => void refetch()} />
  if (!data)
    return (
      <div aria-busy className="flex flex-col gap-3">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-8 w-4/5" />
      </div>
    )
  if (!data.items.length) return <p className="text-dense text-text-3">{t('history.none')}</p>
  return (
    <ol className="flex max-h-80 flex-col gap-3 overflow-y-auto">
      {data.items.map((entry) => (
        <HistoryEntry key={entry.id} entry={entry} name={name} field={field} record={record} />
      ))}
      {data.next_cursor ? <li className="text-meta text-text-3">{t('history.older', { count: MOST })}</li> : null}
    </ol>
  )
}

function HistoryEntry({
  entry,
  name,
  field,
  record,
}: {
  entry: Entry
  name: string
  field: Fields[string]
  record: Props['record']
}) {
  const t = useT()
  const values = entry.changes[name] as [unknown, unknown] | undefined
  if (!values) return null
  return (
    <li className="text-dense">
      <p className="text-meta text-text-3">
        <bdi className="font-medium text-text-2">{entry.actor.name ?? t('timeline.system')}</bdi>
        {' · '}
        <time dateTime={entry.at}>{formatDateTime(entry.at)}</time>
        {entry.undoes ? ` · ${t('timeline.undo')}` : ''}
      </p>
      <div className="min-w-0 wrap-anywhere">
        <Change name={name} field={field} values={values} entry={entry} record={record} />
      </div>
    </li>
  )
}

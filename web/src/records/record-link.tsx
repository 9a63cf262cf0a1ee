import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { stringifySearch } from '#lib/search.ts'
import { type KindName, type KindRecord, type RecordKind, recordQuery } from './kind.ts'

/** The address of a record's page. */
export const recordHref = (tenant: string, name: KindName, id: string, search: Record<string, unknown> = {}): string =>
  `/t/${tenant}/${name}/${id}${stringifySearch(search)}`

/** The name leads to the record, in this tab or another. */
export function RecordLink({
  kind,
  record,
  className,
  draggable,
}: {
  kind: RecordKind
  record: KindRecord
  className?: string
  draggable?: boolean
}) {
  const tenant = useTenant()
  const client = useQueryClient()
  return (
    <Link
      to={`/t/$tenant/${kind.name}/$id`}
      params={{ tenant, id: record.id }}
      onPointerEnter={() => void client.prefetchQuery(recordQuery(kind, tenant, record.id))}
      className={cn('rounded-sm font-medium hover:text-brand hover:underline', className)}
      {...(draggable === undefined ? {} : { draggable })}
    >
      <bdi>{kind.nameOf(record)}</bdi>
    </Link>
  )
}

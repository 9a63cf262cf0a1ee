import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArchiveRestore } from 'lucide-react'
import { useMay, useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { formatDateTime, formatRelative } from '#lib/format.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { KindRecord, RecordKind } from '#records/kind.ts'
import { RecordLink } from '#records/record-link.tsx'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { notify } from '#ui/toast.tsx'

/** One archived record, and the way back. */
export function TrashRow({
  kind,
  record,
  archiving,
  selected,
  onToggle,
}: {
  kind: RecordKind
  record: KindRecord
  /** Who archived it; undefined while nobody has said, null for a machine. */
  archiving: string | null | undefined
  selected: boolean
  onToggle?: () => void
}) {
  const t = useT()
  const tenant = useTenant()
  const may = useMay()
  const client = useQueryClient()
  const { did } = useUndo()
  const name = kind.nameOf(record)
  const restore = useMutation({
    mutationFn: () => write(kind.operations.restore, { params: { tenant_id: tenant, id: record.id } }),
    onSuccess: ({ operation_id }) => did(operation_id, t('record.restored', { name })),
    onError: (error) => notify({ failed: true, text: problemOf(error).title, detail: problemOf(error).detail }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(tenant, kind.name) }),
  })
  const when = formatRelative(record.archived_at!)
  const about = kind.aboutOf(record)
  return (
    <li
      className={cn(
        'flex min-h-(--row-height) items-center gap-3 border-b border-line px-4 py-1 last:border-0',
        selected && 'bg-brand-soft',
      )}
    >
      {onToggle ? (
        <Checkbox checked={selected} onCheckedChange={onToggle} aria-label={t('trash.select', { name })} />
      ) : null}
      <div className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-3">
        <div className="flex min-w-0 flex-1 items-baseline gap-2">
          <RecordLink kind={kind} record={record} className="min-w-0 [&>bdi]:one-line" />
          {about ? (
            <span className="hidden min-w-0 flex-1 text-text-3 sm:block">
              <bdi className="one-line">{about}</bdi>
            </span>
          ) : null}
        </div>
        <p className="shrink-0 text-dense text-text-3" title={formatDateTime(record.archived_at!)}>
          {archiving ? (
            <>
              <bdi>{archiving}</bdi> · {when}
            </>
          ) : (
            t('trash.when', { when })
          )}
        </p>
      </div>
      {may(kind.name, 'restore', record) ? (
        <Button
          size="sm"
          busy={restore.isPending}
          aria-label={t('trash.restore_named', { name })}
          onClick={() => restore.mutate()}
        >
          <ArchiveRestore className="size-4" aria-hidden />
          <span className="max-sm:sr-only">{t('action.restore')}</span>
        </Button>
      ) : null}
    </li>
  )
}

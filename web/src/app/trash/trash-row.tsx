import { leads } from '@rihla/contracts/leads.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArchiveRestore } from 'lucide-react'
import { useMay, useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { formatDateTime, formatRelative } from '#lib/format.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { type Lead, leadAbout, leadName } from '#features/leads/lead.ts'
import { LeadLink } from '#features/leads/lead-cells.tsx'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { notify } from '#ui/toast.tsx'

/** One archived lead, and the way back. */
export function TrashRow({
  lead,
  archiving,
  selected,
  onToggle,
}: {
  lead: Lead
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
  const name = leadName(lead)
  const restore = useMutation({
    mutationFn: () => write(leads.restore, { params: { tenant_id: tenant, id: lead.id } }),
    onSuccess: ({ operation_id }) => did(operation_id, t('leads.restored', { name })),
    onError: (error) => notify({ failed: true, text: problemOf(error).title, detail: problemOf(error).detail }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(tenant, 'leads') }),
  })
  const when = formatRelative(lead.archived_at!)
  const about = leadAbout(lead)
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
          <LeadLink lead={lead} className="min-w-0 [&>bdi]:one-line" />
          {about ? (
            <span className="hidden min-w-0 flex-1 text-text-3 sm:block">
              <bdi className="one-line">{about}</bdi>
            </span>
          ) : null}
        </div>
        <p className="shrink-0 text-dense text-text-3" title={formatDateTime(lead.archived_at!)}>
          {archiving ? t('trash.by', { name: archiving, when }) : t('trash.when', { when })}
        </p>
      </div>
      {may('leads', 'restore', lead) ? (
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

import { useNavigate } from '@tanstack/react-router'
import { ArchiveRestore, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useBulk } from '#records/bulk/bulk.ts'
import { BulkErase } from '#records/bulk/bulk-erase.tsx'
import type { RecordKind } from '#records/kind.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'

/** What can be done to all that is selected. */
export function TrashBar({ kind, ids, onClear }: { kind: RecordKind; ids: string[]; onClear: () => void }) {
  const t = useT()
  const may = useMay()
  const navigate = useNavigate()
  const tenant = useTenant()
  const bulk = useBulk(
    kind,
    onClear,
    (refused) =>
      void navigate({
        to: `/t/$tenant/${kind.name}`,
        params: { tenant },
        search: { archived: 'true', id: refused.join() } as never,
      }),
  )
  const [asking, setAsking] = useState(false)
  return (
    <div
      role="toolbar"
      data-floating
      aria-label={t('bulk.label')}
      className="fixed inset-x-0 bottom-18 z-20 mx-auto flex w-fit max-w-[calc(100%-24px)] animate-rise items-center gap-1 rounded-md border border-line bg-raised p-1.5 shadow-float md:bottom-4"
    >
      <span className="px-2 font-medium whitespace-nowrap tabular-nums" aria-live="polite">
        {t('bulk.selected', { count: ids.length })}
      </span>
      <Button look="ghost" busy={bulk.busy} onClick={() => bulk.run({ action: 'restore', target: { ids } })}>
        <ArchiveRestore className="size-4" aria-hidden />
        {t('action.restore')}
      </Button>
      {may(kind.name, 'purge') ? (
        <Button look="ghost" className="text-danger hover:text-danger" onClick={() => setAsking(true)}>
          <Trash2 className="size-4" aria-hidden />
          {t('record.erase.action')}
        </Button>
      ) : null}
      <IconButton label={t('bulk.clear')} onClick={onClear}>
        <X className="size-4" aria-hidden />
      </IconButton>
      {asking ? (
        <BulkErase
          count={ids.length}
          onClose={() => setAsking(false)}
          onErase={() => {
            setAsking(false)
            bulk.run({ action: 'delete', target: { ids } })
          }}
        />
      ) : null}
    </div>
  )
}

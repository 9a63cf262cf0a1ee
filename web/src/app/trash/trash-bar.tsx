import { leads } from '@rihla/contracts/leads.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArchiveRestore, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useBulk } from '#features/leads/bulk.ts'
import type { Lead } from '#features/leads/lead.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { notify } from '#ui/toast.tsx'

/** What can be done to all that is selected. */
export function TrashBar({ chosen, onClear }: { chosen: readonly Lead[]; onClear: () => void }) {
  const t = useT()
  const may = useMay()
  const bulk = useBulk(onClear)
  const [asking, setAsking] = useState(false)
  return (
    <div
      role="toolbar"
      data-floating
      aria-label={t('bulk.label')}
      className="fixed inset-x-0 bottom-18 z-20 mx-auto flex w-fit max-w-[calc(100%-24px)] animate-rise items-center gap-1 rounded-md border border-line bg-raised p-1.5 shadow-float md:bottom-4"
    >
      <span className="px-2 font-medium whitespace-nowrap tabular-nums" aria-live="polite">
        {t('bulk.selected', { count: chosen.length })}
      </span>
      <Button
        look="ghost"
        busy={bulk.isPending}
        onClick={() => bulk.mutate({ action: 'restore', target: { ids: chosen.map(({ id }) => id) } })}
      >
        <ArchiveRestore className="size-4" aria-hidden />
        {t('action.restore')}
      </Button>
      {may('leads', 'purge') ? (
        <Button look="ghost" className="text-danger hover:text-danger" onClick={() => setAsking(true)}>
          <Trash2 className="size-4" aria-hidden />
          {t('leads.erase.action')}
        </Button>
      ) : null}
      <IconButton label={t('bulk.clear')} onClick={onClear}>
        <X className="size-4" aria-hidden />
      </IconButton>
      {asking ? <EraseMany chosen={chosen} onClose={() => setAsking(false)} onDone={onClear} /> : null}
    </div>
  )
}

/** What nothing brings back is asked about, with the number that goes. */
function EraseMany({ chosen, onClose, onDone }: { chosen: readonly Lead[]; onClose: () => void; onDone: () => void }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const erase = useMutation({
    mutationFn: async () => {
      // One after the other: what goes for good has no operation in common.
      for (const { id } of chosen)
        await write(leads.archive, { params: { tenant_id: tenant, id }, query: { hard: true } })
    },
    onSuccess: () => {
      notify({ text: t('trash.erased', { count: chosen.length }) })
      onDone()
    },
    onError: (error) => notify({ failed: true, text: problemOf(error).title, detail: problemOf(error).detail }),
    onSettled: () => {
      onClose()
      return client.invalidateQueries({ queryKey: keyOf(tenant, 'leads') })
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || erase.isPending || onClose()}
      title={t('trash.erase_title', { count: chosen.length })}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button look="danger" busy={erase.isPending} onClick={() => erase.mutate()}>
            {t('leads.erase.action')}
          </Button>
        </>
      }
    >
      <p>{t('trash.erase_text')}</p>
    </Dialog>
  )
}

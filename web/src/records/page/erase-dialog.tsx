import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { notify } from '#ui/toast.tsx'
import type { KindRecord, RecordKind } from '../kind.ts'
import { tellProblem } from '../tell-problem.ts'

/** The one thing that cannot be undone, so it asks first. */
export function EraseDialog({ kind, record, onClose }: { kind: RecordKind; record: KindRecord; onClose: () => void }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const navigate = useNavigate()
  const name = kind.nameOf(record)
  const erase = useMutation({
    mutationFn: () =>
      write(kind.operations.archive, { params: { tenant_id: tenant, id: record.id }, query: { hard: true } } as never),
    onSuccess: async () => {
      await navigate({ to: `/t/$tenant/${kind.name}`, params: { tenant } })
      client.removeQueries({ queryKey: keyOf(tenant, kind.name, 'one', record.id) })
      void client.invalidateQueries({ queryKey: keyOf(tenant, kind.name) })
      notify({ text: t('record.erase.done', { name }) })
    },
    onError: tellProblem,
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('record.erase.title', { name })}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button look="danger" busy={erase.isPending} onClick={() => erase.mutate()}>
            {t('record.erase.action')}
          </Button>
        </>
      }
    >
      <p>{t('record.erase.text')}</p>
    </Dialog>
  )
}

import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'

/** What cannot be undone asks first. */
export function BulkErase({ count, onErase, onClose }: { count: number; onErase: () => void; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('bulk.erase.title', { count })}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button look="danger" onClick={onErase}>
            {t('record.erase.action')}
          </Button>
        </>
      }
    >
      <p>{t('record.erase.text')}</p>
    </Dialog>
  )
}

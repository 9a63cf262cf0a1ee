import { useT } from '#lib/i18n.ts'
import { allShortcuts } from '#lib/keyboard.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'

/** All keys that do something now, read from the registry that binds them. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const known = new Map(allShortcuts().map(({ keys, label }) => [keys, label]))
  return (
    <Dialog open={open} onOpenChange={onClose} title={t('shell.shortcuts')} description={t('shell.shortcuts_hint')}>
      <dl className="flex flex-col">
        {[...known].map(([keys, label]) => (
          <div key={keys} className="flex items-center justify-between gap-4 border-b border-line py-2 last:border-0">
            <dt className="text-text-2">{t(label)}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

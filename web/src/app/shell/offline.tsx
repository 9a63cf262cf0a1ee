import { CloudOff } from 'lucide-react'
import { useT } from '#lib/i18n.ts'
import { useOnline } from '#lib/use-media.ts'

/** Says that the connection is gone: what is shown may be old, what is typed cannot be saved yet. */
export function Offline() {
  const t = useT()
  if (useOnline()) return null
  return (
    <p role="status" className="flex shrink-0 items-center gap-2 bg-warn-soft px-4 py-1.5 text-dense text-warn sm:px-6">
      <CloudOff className="size-4 shrink-0" aria-hidden />
      {t('shell.offline')}
    </p>
  )
}

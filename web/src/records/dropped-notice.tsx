import { TriangleAlert, X } from 'lucide-react'
import { formatList } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { noticeDropped, useDropped } from '#lib/notices.ts'
import { IconButton } from '#ui/icon-button.tsx'

/** Says which parts of an address the list does not know, and so left out. */
export function DroppedNotice() {
  const t = useT()
  const dropped = useDropped()
  if (!dropped.length) return null
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-b border-line bg-warn-soft px-4 py-1 text-dense text-warn sm:px-6"
    >
      <TriangleAlert className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1">
        {t('list.dropped', { names: formatList(dropped.map((name) => `“${name}”`)), count: dropped.length })}
      </p>
      <IconButton label={t('action.close')} size="icon-sm" onClick={() => noticeDropped([])}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  )
}

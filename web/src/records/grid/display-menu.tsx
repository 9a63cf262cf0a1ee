import { Columns3Cog } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import type { ChooserProps } from './column-chooser.tsx'

const ColumnChooser = lazy(() => import('./column-chooser.tsx').then((module) => ({ default: module.ColumnChooser })))

/** Which columns there are, and what the rows are grouped by. */
export function DisplayMenu(props: ChooserProps) {
  const t = useT()
  const [open, setOpen] = useState(false)
  useShortcut('shift+v', 'keys.display', () => setOpen(true))
  return (
    <Popover
      label={t('column.choose')}
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="p-0"
      trigger={
        <IconButton label={t('column.choose')} size="icon-sm">
          <Columns3Cog className="size-4" aria-hidden />
        </IconButton>
      }
    >
      <Suspense>
        <ColumnChooser {...props} />
      </Suspense>
    </Popover>
  )
}

import { Columns3Cog } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { Sheet } from '#ui/dialog.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import type { ListSearch } from '../list-query.ts'
import type { ListKind } from './list-kind.ts'

const NarrowColumns = lazy(async () => ({ default: (await import('./narrow-columns.tsx')).NarrowColumns }))

/** Which fields the two lines of a row show on a phone, and what the rows are grouped by. */
export function NarrowDisplay(props: { list: ListKind; search: ListSearch; onChange: (search: ListSearch) => void }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t('column.choose')} onClick={() => setOpen(true)}>
        <Columns3Cog className="size-4" aria-hidden />
      </IconButton>
      <Sheet open={open} onOpenChange={setOpen} title={t('column.choose')}>
        <Suspense>
          <NarrowColumns {...props} />
        </Suspense>
      </Sheet>
    </>
  )
}

import { Plus } from 'lucide-react'
import { useMay } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/states.tsx'
import { KIND_NAMES } from '../record-kinds.ts'
import { CREATE } from './create.ts'

/** Nothing: what to try, and to make it where one may; or that there is something of other kinds. */
export function NothingFound({
  text,
  elsewhere,
  onEverything,
}: {
  text: string
  elsewhere: boolean
  onEverything: () => void
}) {
  const t = useT()
  const may = useMay()
  if (elsewhere)
    return (
      <EmptyState
        filtered
        title={t('palette.no_record', { text })}
        actions={<Button onClick={onEverything}>{t('search.everything')}</Button>}
      >
        {t('search.empty_here')}
      </EmptyState>
    )
  return (
    <EmptyState
      filtered
      title={t('palette.no_record', { text })}
      actions={KIND_NAMES.filter((name) => may(name, 'create')).map((record) => (
        <Button key={record} className="max-w-full" onClick={() => openDialog({ kind: 'new', record, name: text })}>
          <Plus className="size-4" aria-hidden />
          <bdi className="truncate">{t(CREATE[record], { name: text })}</bdi>
        </Button>
      ))}
    >
      {t('search.empty_text')}
    </EmptyState>
  )
}

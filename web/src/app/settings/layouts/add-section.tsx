import { Plus } from 'lucide-react'
import { newKey } from '#lib/client.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#ui/menu.tsx'
import { afterClosing } from '#ui/popover.tsx'

const newId = () => `own-${newKey().slice(0, 8)}`

/** A section of one's own, or one of ours that was removed. */
export function AddSection({
  absent,
  nameOf,
  onAdd,
}: {
  absent: readonly string[]
  nameOf: (id: string) => string
  onAdd: (id: string) => void
}) {
  const t = useT()
  const words = (id: MessageId) => (
    <>
      <Plus className="size-4" aria-hidden />
      {t(id)}
    </>
  )
  return (
    <li className="pt-3">
      {absent.length ? (
        <Menu align="start" trigger={<Button size="sm">{words('layouts.add')}</Button>}>
          <MenuItem icon={<Plus aria-hidden />} onSelect={() => afterClosing(() => onAdd(newId()))}>
            {t('layouts.add_new')}
          </MenuItem>
          <MenuSeparator />
          <MenuLabel>{t('layouts.add_back')}</MenuLabel>
          {absent.map((id) => (
            <MenuItem key={id} onSelect={() => afterClosing(() => onAdd(id))}>
              {nameOf(id)}
            </MenuItem>
          ))}
        </Menu>
      ) : (
        <Button size="sm" onClick={() => onAdd(newId())}>
          {words('layouts.add')}
        </Button>
      )}
    </li>
  )
}

import { ArrowDown, ArrowUp, Ellipsis, Eye, EyeOff } from 'lucide-react'
import { useT } from '#lib/i18n.ts'
import { fieldLabel } from '#records/fields/labels.ts'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#ui/menu.tsx'
import { ASIDE, type Block, fieldRow } from './moves.ts'
import { RowFrame } from './row-frame.tsx'
import type { Rows } from './rows.ts'

/** A field in its section. */
export function FieldRow({
  name,
  block,
  last,
  rows,
}: {
  name: string
  block: Block
  /** The last one of its section. */
  last: boolean
  rows: Rows
}) {
  const t = useT()
  const { kind, blocks, nameOf, holds, step, place, home, leave } = rows
  const label = fieldLabel(name, kind)
  const aside = block.id === ASIDE
  const row = fieldRow(name)
  // Several are set aside one after the other.
  const toggle = () => leave(row, () => place(name, aside ? home(name) : ASIDE))
  const toggleText = t(aside ? 'layouts.bring_back' : 'layouts.set_aside', { name: label })
  return (
    <RowFrame
      row={row}
      drops={rows}
      className={last ? 'rounded-md rounded-t-none border border-t-0 bg-surface' : 'border-s border-e bg-surface'}
    >
      <span className={aside ? 'min-w-0 flex-1 px-1.5 py-1 text-text-3' : 'min-w-0 flex-1 px-1.5 py-1'}>
        <bdi className="one-line">{label}</bdi>
      </span>
      {name.startsWith('custom.') ? <Badge>{t('layouts.own_badge')}</Badge> : null}
      <IconButton label={toggleText} size="icon-sm" onClick={toggle}>
        {aside ? <EyeOff className="size-4" aria-hidden /> : <Eye className="size-4 text-text-3" aria-hidden />}
      </IconButton>
      <Menu
        trigger={
          <IconButton label={t('layouts.more', { name: label })} size="icon-sm">
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<ArrowUp aria-hidden />} keys="mod+shift+arrowup" onSelect={() => step(row, -1)}>
          {t('keys.move_up')}
        </MenuItem>
        <MenuItem icon={<ArrowDown aria-hidden />} keys="mod+shift+arrowdown" onSelect={() => step(row, 1)}>
          {t('keys.move_down')}
        </MenuItem>
        <MenuSeparator />
        <MenuLabel>{t('layouts.move_to')}</MenuLabel>
        {blocks
          .filter((one) => one.id !== block.id && holds(one.id))
          .map((one) => (
            <MenuItem key={one.id} onSelect={() => place(name, one.id)}>
              <bdi>{nameOf(one)}</bdi>
            </MenuItem>
          ))}
      </Menu>
    </RowFrame>
  )
}

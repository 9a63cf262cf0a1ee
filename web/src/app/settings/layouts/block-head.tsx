import { ArrowDown, ArrowUp, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { useT } from '#lib/i18n.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { Menu, MenuItem, MenuSeparator } from '#ui/menu.tsx'
import { afterClosing } from '#ui/popover.tsx'
import { ASIDE, type Block, blockRow, canRemove } from './moves.ts'
import { RowFrame } from './row-frame.tsx'
import type { Rows } from './rows.ts'

/** The heading of a section, with its name to write over, and what is to be known of it. */
export function BlockHead({ block, rows }: { block: Block; rows: Rows }) {
  const t = useT()
  const { kind, blocks, nameOf, usualName, holds, step, rename, settleName, remove, leave } = rows
  const input = useRef<HTMLInputElement>(null)
  const aside = block.id === ASIDE
  const part = !holds(block.id)
  const name = nameOf(block)
  const row = blockRow(block.id)
  const hint = hintOf(block, part)
  const title = 'block px-1.5 font-semibold'
  return (
    <RowFrame
      row={row}
      fixed={aside}
      drops={rows}
      className={`mt-3 border bg-sunken py-1 ${block.fields.length ? 'rounded-t-md' : 'rounded-md'}`}
    >
      <div className="min-w-0 flex-1">
        {part || aside ? (
          <span className={title}>{name}</span>
        ) : (
          <Input
            ref={input}
            dir="auto"
            maxLength={60}
            autoComplete="off"
            aria-label={t('layouts.name', { name })}
            value={block.name ?? usualName(block.id)}
            onChange={(event) => rename(block.id, event.target.value)}
            onBlur={() => settleName(block.id)}
            className="h-7 border-transparent bg-transparent px-1.5 font-semibold hover:border-line-strong"
          />
        )}
        {hint ? <p className="px-1.5 text-dense text-text-2">{t(hint)}</p> : null}
      </div>
      {block.fields.length ? (
        <span className="text-meta whitespace-nowrap text-text-3 tabular-nums max-sm:hidden">
          {t('layouts.count', { count: block.fields.length })}
        </span>
      ) : null}
      {aside ? null : (
        <Menu
          trigger={
            <IconButton label={t('layouts.more', { name })} size="icon-sm">
              <Ellipsis className="size-4" aria-hidden />
            </IconButton>
          }
        >
          {part ? null : (
            <MenuItem icon={<Pencil aria-hidden />} onSelect={() => afterClosing(() => input.current?.select())}>
              {t('layouts.rename')}
            </MenuItem>
          )}
          <MenuItem
            icon={<ArrowUp aria-hidden />}
            keys="mod+shift+arrowup"
            disabled={blocks[0]?.id === block.id}
            onSelect={() => step(row, -1)}
          >
            {t('keys.move_up')}
          </MenuItem>
          <MenuItem
            icon={<ArrowDown aria-hidden />}
            keys="mod+shift+arrowdown"
            disabled={blocks.at(-2)?.id === block.id}
            onSelect={() => step(row, 1)}
          >
            {t('keys.move_down')}
          </MenuItem>
          {canRemove(kind, blocks, block.id) ? (
            <>
              <MenuSeparator />
              <MenuItem
                icon={<Trash2 aria-hidden />}
                title={t('layouts.remove_hint')}
                onSelect={() => afterClosing(() => leave(row, () => remove(block.id)))}
              >
                {t('layouts.remove')}
              </MenuItem>
            </>
          ) : null}
        </Menu>
      )}
    </RowFrame>
  )
}

/** What is to be known of a section that shows no fields, or other ones than one would think. */
function hintOf({ id, fields }: Block, part: boolean) {
  if (part) return 'layouts.part_hint'
  if (id === ASIDE) return fields.length ? 'layouts.aside_hint' : 'layouts.aside_empty'
  if (fields.length) return null
  return id === 'own' ? 'layouts.own_empty' : 'layouts.section_empty'
}

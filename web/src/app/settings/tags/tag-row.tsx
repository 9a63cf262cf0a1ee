import { writeListText } from '@rihla/contracts/listText.ts'
import { TAGGED } from '@rihla/contracts/tags.ts'
import { Link } from '@tanstack/react-router'
import { Ellipsis, Merge, Palette, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { Chip } from '#ui/badge.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#ui/menu.tsx'
import { afterClosing, Popover } from '#ui/popover.tsx'
import { ColorPicker } from './color-picker.tsx'
import { type OwnTag, useSaveTag } from './tags.ts'

/** Where the records of a kind are listed; opportunities have no list yet. */
const LISTS = { lead: 'leads', contact: 'contacts', account: 'accounts', opportunity: null } as const

export function TagRow({
  tag,
  alone,
  onRename,
  onMerge,
  onRemove,
}: {
  tag: OwnTag
  alone: boolean
  onRename: () => void
  onMerge: () => void
  onRemove: () => void
}) {
  const t = useT()
  const save = useSaveTag()
  const [coloring, setColoring] = useState(false)
  const { name } = tag
  const color = save.isPending ? save.variables.color : tag.color
  return (
    <li className="flex items-center gap-3 border-b border-line px-3 py-1.5 last:border-0">
      <Popover
        label={t('tags.color_of', { name })}
        open={coloring}
        onOpenChange={setColoring}
        className="w-auto max-w-64 p-2"
        trigger={
          <button
            type="button"
            aria-label={t('tags.color_of', { name })}
            title={t('tags.color_of', { name })}
            className="grid size-7 shrink-0 place-items-center rounded-full hover:bg-hover pointer-coarse:size-11"
          >
            <span data-tag={color ?? undefined} className="tag-dot size-4 rounded-full" />
          </button>
        }
      >
        <ColorPicker
          label={t('tags.color_of', { name })}
          value={color}
          onChange={(next) => {
            setColoring(false)
            if (next !== tag.color) save.mutate({ tag, name, color: next }, { onError: tellProblem })
          }}
        />
      </Popover>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 py-1">
        <Chip color={color}>
          <bdi>{name}</bdi>
        </Chip>
        <Uses tag={tag} />
      </div>
      <Menu
        trigger={
          <IconButton label={t('tags.more_of', { name })}>
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => afterClosing(onRename)}>
          {t('tags.rename')}
        </MenuItem>
        <MenuItem icon={<Palette aria-hidden />} onSelect={() => afterClosing(() => setColoring(true))}>
          {t('tags.recolor')}
        </MenuItem>
        <MenuItem icon={<Merge aria-hidden />} disabled={alone} onSelect={() => afterClosing(onMerge)}>
          {t('tags.merge')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={onRemove}>
          {t('tags.remove')}
        </MenuItem>
      </Menu>
    </li>
  )
}

/** How many records of each kind have it, each the way to them. */
function Uses({ tag }: { tag: OwnTag }) {
  const t = useT()
  const tenant = useTenant()
  const uses = TAGGED.flatMap((type) => {
    const count = tag.counts[type]
    return count ? [{ type, count }] : []
  })
  if (!uses.length) return <span className="text-dense text-text-3">{t('tags.unused')}</span>
  return (
    <span className="flex flex-wrap gap-x-3 text-dense">
      {uses.map(({ type, count }) => {
        const text = t(`tags.uses.${type}`, { count })
        const list = LISTS[type]
        return list ? (
          <Link
            key={type}
            to={`/t/$tenant/${list}`}
            params={{ tenant }}
            search={{ tags: writeListText([tag.name]) } as never}
            className="inline-flex min-h-6 items-center rounded-sm text-brand underline-offset-4 hover:underline pointer-coarse:min-h-9"
          >
            {text}
          </Link>
        ) : (
          <span key={type} className="inline-flex min-h-6 items-center text-text-3">
            {text}
          </span>
        )
      })}
    </span>
  )
}

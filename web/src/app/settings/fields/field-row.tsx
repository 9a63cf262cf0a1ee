import { useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Ellipsis, Pencil } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { formatList, formatNumber, formatPercent } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#ui/menu.tsx'
import { afterClosing } from '#ui/popover.tsx'
import { nameOf, type OwnField, usageQuery, useArchiveField } from './fields.ts'

/** Whether it has been in view: what nobody looks at need not be counted. */
function useSeen() {
  const row = useRef<HTMLLIElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const watch = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && setSeen(true))
    watch.observe(row.current!)
    return () => watch.disconnect()
  }, [])
  return { row, seen }
}

export function FieldRow({
  field,
  onEdit,
  onUp,
  onDown,
}: {
  field: OwnField
  onEdit: () => void
  onUp?: () => void
  onDown?: () => void
}) {
  const t = useT()
  const tenant = useTenant()
  const { row, seen } = useSeen()
  const archive = useArchiveField()
  const { data: usage } = useQuery({ ...usageQuery(tenant, field.id), enabled: seen })
  const name = nameOf(field)
  return (
    <li
      ref={row}
      data-moved-by-keys={field.id}
      className="flex items-center gap-3 border-b border-line px-3 py-2 last:border-0"
    >
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <button
            type="button"
            onClick={onEdit}
            className="min-h-6 min-w-0 rounded-sm text-start font-medium underline-offset-4 hover:underline pointer-coarse:min-h-9"
          >
            <bdi className="one-line">{name}</bdi>
          </button>
          <Badge>{t(`custom_type.${field.type}`)}</Badge>
          {field.required ? <Badge tone="accent">{t('own_fields.required')}</Badge> : null}
        </div>
        <p className="flex min-h-4.5 flex-wrap gap-x-3 text-dense text-text-3">
          <bdi dir="ltr" className="max-w-full truncate font-mono">
            {field.key}
          </bdi>
          {field.visible_to ? (
            <span>
              {t('own_fields.visible_for', { roles: formatList(field.visible_to.map((role) => t(`role.${role}`))) })}
            </span>
          ) : null}
          {usage ? (
            <span>
              {usage.records
                ? t('own_fields.filled', {
                    share: formatPercent(usage.filled / usage.records),
                    filled: formatNumber(usage.filled),
                  })
                : t('own_fields.no_records')}
              {' · '}
              {t('own_fields.views', { count: usage.views })}
            </span>
          ) : null}
        </p>
      </div>
      <Menu
        trigger={
          <IconButton label={t('own_fields.more', { name })}>
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => afterClosing(onEdit)}>
          {t('own_fields.edit')}
        </MenuItem>
        <MenuItem
          icon={<ArrowUp aria-hidden />}
          keys="mod+shift+arrowup"
          disabled={!onUp}
          {...(onUp ? { onSelect: onUp } : {})}
        >
          {t('keys.move_up')}
        </MenuItem>
        <MenuItem
          icon={<ArrowDown aria-hidden />}
          keys="mod+shift+arrowdown"
          disabled={!onDown}
          {...(onDown ? { onSelect: onDown } : {})}
        >
          {t('keys.move_down')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Archive aria-hidden />} onSelect={() => archive.mutate(field)}>
          {t('action.archive')}
        </MenuItem>
      </Menu>
    </li>
  )
}

/** A field whose values are kept and that takes no new ones. */
export function ArchivedRow({ field }: { field: OwnField }) {
  const t = useT()
  const restore = useArchiveField()
  return (
    <li className="flex items-center gap-3 border-b border-line px-3 py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <bdi className="one-line text-text-2">{nameOf(field)}</bdi>
        <p className="flex flex-wrap gap-x-3 text-dense text-text-3">
          <bdi dir="ltr" className="font-mono">
            {field.key}
          </bdi>
          {t(`custom_type.${field.type}`)}
        </p>
      </div>
      <Button size="sm" busy={restore.isPending} onClick={() => restore.mutate(field)}>
        <ArchiveRestore className="size-4" aria-hidden />
        {t('action.restore')}
      </Button>
    </li>
  )
}
